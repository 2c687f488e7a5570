"""The one public door: HTTP in, mail out. ``edge`` says who, how much and which error; ``routes`` has a file a resource."""

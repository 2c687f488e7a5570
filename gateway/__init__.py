"""The one public door: HTTP in, mail out. ``edge`` says who and which error; ``routes`` has a file a resource."""

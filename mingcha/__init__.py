"""What users of the platform install: client, publisher, command line, and the platform started on one machine."""

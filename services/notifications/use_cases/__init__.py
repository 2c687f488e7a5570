"""One function a command, a question, an event, a try: load, decide, keep, tell."""

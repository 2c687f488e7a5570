"""One function a command: load, decide, keep, tell. Nothing is kept before everything is decided."""

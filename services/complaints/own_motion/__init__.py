"""Own motion (未诉先办): what departments' and our own systems tell opens a case before anybody complains."""

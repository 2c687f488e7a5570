"""A service that does a little of everything a service can do, and fails when it is told to."""

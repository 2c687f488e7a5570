"""The service's methods, a class a concern: one short method per command, query and event."""

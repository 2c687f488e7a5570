"""A file a resource. A route turns HTTP words into the city's words and back; it decides nothing."""

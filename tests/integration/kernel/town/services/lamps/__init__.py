"""A neighbour of the probe: never started, but its queues and its exchange are there for the tests."""

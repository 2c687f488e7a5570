"""The services of the tests' own town, which stand where the city's stand: the kernel finds them by that name."""

"""Open311 GeoReport v2: the complaints as a city's other software knows them (domain-complaints 4.10)."""

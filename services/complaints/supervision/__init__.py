"""Supervision (督办): whoever is late is urged, then ordered, then named, level by level."""

"""Plumbing that two or more processes need: mail, history, database, clock, logs. It knows no word of the city."""

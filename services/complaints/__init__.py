"""Complaints (投诉): registered, dispatched, answered, verified, closed."""

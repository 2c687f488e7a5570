"""Accountability 责任追究: who let it come to this is heard, and held to account by whoever may."""

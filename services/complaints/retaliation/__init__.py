"""Retaliation watch (打击报复预警): what a department does to an enterprise that had complained of it is seen."""

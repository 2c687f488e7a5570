"""``make bench``: the budgets, measured side by side with peers and with raw limits, in one run on one machine."""

"""Approvals (审批事项): the registry of the city's approval items, imported from lists and published in batches."""

"""Receipts (查询码): what whoever complains may see, do and prove with number and receipt, without a name or a key."""

"""Inspection 明察暗访: planned under seal, drawn by lot, carried out by two, and answered by the department."""

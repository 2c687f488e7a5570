"""The published language of the platform: commands, queries, events and refusals.

Whatever crosses a wall between two processes is named here and nowhere else. Contracts only grow: a new field is
optional, a changed meaning is a new name. ``tests/contracts`` holds a golden JSON of each.
"""

"""The working-day calendar (工作日历) as this city keeps it: notices that were imported, each a new edition.

An edition is never changed: a correction stands beside it, and clocks that ran by it can be explained by it. Clocks
that still run are counted by the newest one (``sweeping.recount``); a day that somebody was told is never shortened.
"""

"""Statistics (统计): the city's figures of any period as of any past day, kept as small sums, proved by the history.

A change of a complaint is one narrow row that a timer takes up (``use_cases.count_changes``): what the case counted
for before is taken from the sums, what it counts for now is added, on the day of the fact. So the figures as of a day
are the sums up to that day, and equal what ``domain.replay`` makes of the history alone.
"""

"""Search (检索): complaints by the words in them, any two characters together, from an index that a timer keeps.

The newest complaints are looked through as they are, so a complaint is found from the moment of its filing; the index
of character pairs finds the older ones. Filing pays for neither. After a rush, complaints that are no longer among the
newest and not yet in the index are found once the timer has come to them.
"""

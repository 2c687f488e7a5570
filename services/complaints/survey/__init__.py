"""The survey (回访评价): each closing is rated once, and silence is not satisfaction; awareness surveys beside it."""

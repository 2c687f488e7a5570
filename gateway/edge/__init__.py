"""What is the same for every route: who asks, in which language, how often, and what a "no" looks like."""

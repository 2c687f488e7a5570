"""办件公开: how cases stand, for anybody, without a word of what they say."""

"""What the directory allows: one holder a post, no day ahead, no phone that is none."""

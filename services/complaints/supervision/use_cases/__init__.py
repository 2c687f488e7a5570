"""Use cases of supervision: one function a command or query, each loads, decides, keeps and tells."""

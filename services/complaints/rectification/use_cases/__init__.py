"""Use cases of rectification: one function a command or query, each loads, decides, keeps and tells."""

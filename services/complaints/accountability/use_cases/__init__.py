"""Use cases of accountability: one function a command or query, each loads, decides, keeps and tells."""

"""Use cases of exposure: one function a command or query, each loads, decides, keeps and tells."""

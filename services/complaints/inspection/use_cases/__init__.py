"""Use cases of inspection: one function a command or query, each loads, decides, keeps and tells."""

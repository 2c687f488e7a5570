"""Use cases of special supervision: one function a command or query, each loads, decides, keeps and tells."""

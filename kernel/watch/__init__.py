"""What a process tells of itself at ``/metrics``: figures, and the door at which they are read (docs/watching.md)."""

"""What is true and allowed of accountability, of its measures and of its basis documents."""

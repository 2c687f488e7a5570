"""What is true and allowed of inspections, of their plans and of what they find."""

"""What is true and allowed of rectifications, of relapses and of like cases."""

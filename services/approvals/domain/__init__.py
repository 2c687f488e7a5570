"""What is true and allowed of approval items. No clock, no id, no database: times and ids are passed in."""

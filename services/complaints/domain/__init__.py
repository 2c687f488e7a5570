"""What is true and allowed of complaints. No clock, no id, no database: times and ids are passed in."""

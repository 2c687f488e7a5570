"""What is true and allowed of messages and endpoints. No clock, no id, no network: times and ids are passed in."""

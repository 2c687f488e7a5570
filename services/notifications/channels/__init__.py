"""The ways out: the only place that speaks SMTP and HTTP. A channel tries once, and says what became of it."""

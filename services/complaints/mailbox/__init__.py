"""The mailbox (留言): the office and whoever complains write to each other, and nobody else reads it."""

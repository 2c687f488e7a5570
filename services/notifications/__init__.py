"""Notifications (通知): hears what happens to complaints, plans who is told, and tells them until it is certain."""

"""The tables of the notifications service, and its collections: each stands on one transaction."""

from services.notifications.storage.endpoints import Endpoints
from services.notifications.storage.messages import Messages

__all__ = ["Endpoints", "Messages"]

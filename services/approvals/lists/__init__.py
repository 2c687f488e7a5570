"""Item lists as offices send them: from the bytes of a file to the items that it names, or every reason why not.

Pure and heavy: nothing here knows the registry, a database or eventlet, so it may run in a thread of its own.
"""

from services.approvals.lists.item_list import ItemList, read_list

__all__ = ["ItemList", "read_list"]

"""A department's broker user: it writes under its own keys, reads its own queue, and can do nothing else."""

from dataclasses import dataclass
from secrets import token_urlsafe
from urllib.parse import quote, urlsplit

import requests

from kernel.mail.names import DEPARTMENT_QUEUE, department_queue

_TIMEOUT = 10


@dataclass(frozen=True)
class BrokerUser:
    """The user and its password, which is shown once; connecting again gives a new one."""

    name: str
    password: str
    queue: str

    def uri(self, amqp_uri: str) -> str:
        """The address of the same broker, for this user."""
        parts = urlsplit(amqp_uri)
        host = f"{parts.hostname}:{parts.port or 5672}"
        return f"{parts.scheme}://{quote(self.name)}:{quote(self.password)}@{host}{parts.path}"


def connect_department(management_uri: str, department: str, *, vhost: str = "/") -> BrokerUser:
    """Makes the queue and the user of a department, or gives its user a new password.

    The queue may be there already: the relay makes it when something is sent to a department that is not connected yet.

    Raises:
        requests.RequestException: when the broker's HTTP API does not answer or refuses.
    """
    user = BrokerUser(f"department.{department}", token_urlsafe(24), department_queue(department))
    here = quote(vhost, safe="")
    api = _Api(management_uri)
    api.put(f"queues/{here}/{user.queue}", {"durable": True, "auto_delete": False, "arguments": DEPARTMENT_QUEUE})
    api.put(f"users/{user.name}", {"password": user.password, "tags": ""})
    own_queue = f"^{user.queue.replace('.', '[.]')}$"
    api.put(f"permissions/{here}/{user.name}", {"configure": "^$", "write": "^departments$", "read": own_queue})
    own_keys = f"^{department}[.]"
    api.put(f"topic-permissions/{here}/{user.name}", {"exchange": "departments", "write": own_keys, "read": "^$"})
    return user


class _Api:
    def __init__(self, uri: str) -> None:
        self._uri = f"{uri.rstrip('/')}/api"

    def put(self, path: str, body: dict[str, object]) -> None:
        requests.put(f"{self._uri}/{path}", json=body, timeout=_TIMEOUT).raise_for_status()

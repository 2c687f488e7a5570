"""A department's broker user: it writes under its own keys, reads its own queue, and can do nothing else."""

from dataclasses import dataclass
from secrets import token_urlsafe
from urllib.parse import quote, urlsplit

import requests
from kombu import Connection

from contracts.refusals import Invalid
from contracts.wire import Code, convert
from kernel.mail.names import DEPARTMENT_QUEUE, department_queue

_PORTS = {"amqp": 5672, "amqps": 5671}
_TIMEOUT = 10


class NotADepartmentCode(Invalid):
    """It would stand in the broker's patterns and paths, where a dot or a star means more than itself."""

    zh = "部门代码以小写字母开头,只含小写字母、数字和下划线,至多 48 个字符。"
    en = "A code begins with a lower-case letter and has up to 48 lower-case letters, digits and underscores."
    pointer = "/department"
    rule = "malformed"


@dataclass(frozen=True)
class BrokerUser:
    """The user and its password, which is shown once; connecting again gives a new one."""

    name: str
    password: str
    queue: str
    vhost: str

    def uri(self, amqp_uri: str) -> str:
        """The address of the same broker, for this user, in the virtual host where its queue and its rights are."""
        parts = urlsplit(amqp_uri)
        host = parts.netloc.rpartition("@")[2].removesuffix(":")
        port = "" if parts.port else f":{_PORTS[parts.scheme]}"
        return f"{parts.scheme}://{quote(self.name)}:{quote(self.password)}@{host}{port}/{quote(self.vhost, safe='')}"


def vhost_of(amqp_uri: str) -> str:
    """The virtual host of an address, as the services read it: without one it is ``/``."""
    return Connection(amqp_uri).virtual_host or "/"


def connect_department(management_uri: str, department: str, *, vhost: str = "/") -> BrokerUser:
    """Makes the queue and the user of a department in a virtual host, or gives its user a new password.

    The queue may be there already: the relay makes it when something is sent to a department that is not connected yet.

    Raises:
        NotADepartmentCode: when ``department`` is no code (``contracts.wire.Code``); nothing was made.
        requests.RequestException: when the broker's HTTP API does not answer or refuses.
    """
    _check(department)
    user = BrokerUser(f"department.{department}", token_urlsafe(24), department_queue(department), vhost)
    here = quote(vhost, safe="")
    api = _Api(management_uri)
    api.put(f"queues/{here}/{user.queue}", {"durable": True, "auto_delete": False, "arguments": DEPARTMENT_QUEUE})
    api.put(f"users/{user.name}", {"password": user.password, "tags": ""})
    own_queue = f"^{user.queue.replace('.', '[.]')}$"
    api.put(f"permissions/{here}/{user.name}", {"configure": "^$", "write": "^departments$", "read": own_queue})
    own_keys = f"^{department}[.]"
    api.put(f"topic-permissions/{here}/{user.name}", {"exchange": "departments", "write": own_keys, "read": "^$"})
    return user


def _check(department: str) -> None:
    try:
        convert(Code, department)
    except Invalid:
        raise NotADepartmentCode from None


class _Api:
    def __init__(self, uri: str) -> None:
        self._uri = f"{uri.rstrip('/')}/api"

    def put(self, path: str, body: dict[str, object]) -> None:
        requests.put(f"{self._uri}/{path}", json=body, timeout=_TIMEOUT).raise_for_status()

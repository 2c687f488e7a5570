"""What departments write, wherever it has to wait: sealed to the service that alone may read it.

A department's answer may name whoever complained, by its system's event or as its people's command. In the inbox it
stays for moments; on the retry ladder and among the dead letters, in the queue and in the table, it would lie open for
weeks. There its body is a sealed box, and the header ``sealed`` says whose; when it comes back to its service it is
opened before anybody reads it. A service that has no key of its own is told of no people, its mail waits as it came.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from kernel.mail.letter import actor_of, body_of, origin_of, text_of
from kernel.mail.names import DEPARTMENTS
from kernel.sealing import KeyRing, Unreadable
from kernel.settings import SettingMissing

SEALED = "sealed"


class Waiting(NamedTuple):
    """A message's body as it may lie anywhere, and the headers that say so."""

    body: bytes
    headers: Mapping[str, str]


class Seals:
    """Closes and opens the mail of one service; ``secret`` gives the text of a key file by its name."""

    def __init__(self, service: str, secret: Callable[[str], str]) -> None:
        self._service = service
        self._keys = KeyRing(secret)
        self._has_key = _is_there(secret, f"{service}.pub")

    def close(self, message: Any) -> Waiting:
        """What may lie and wait of a message: of a department's the sealed body, of all else the body as it came."""
        body = body_of(message)
        if not self._has_key or not _is_of_a_department(message):
            return Waiting(body, {})
        return Waiting(self._keys.seal(self._service, body).encode(), {SEALED: self._service})

    def open(self, message: Any) -> Any:
        """The message with the body that its sender wrote; whoever only claims that theirs is sealed has sent that."""
        headers = message.headers or {}
        if not self._has_key or text_of(headers, SEALED) != self._service:
            return message
        try:
            message.body = self._keys.open(self._service, body_of(message).decode("ascii", "replace"))
        except Unreadable:
            return message
        headers.pop(SEALED)
        return message


def _is_of_a_department(message: Any) -> bool:
    return origin_of(message).exchange == DEPARTMENTS or actor_of(message).department is not None


def _is_there(secret: Callable[[str], str], name: str) -> bool:
    try:
        return bool(secret(name))
    except SettingMissing:
        return False

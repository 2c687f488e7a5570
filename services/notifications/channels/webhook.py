"""Webhooks as Standard Webhooks 1.0 has them: one endpoint, one try, and never a door within (SSRF).

The host is looked up once; every address that it has must be public; and the connection goes to an address that was
checked, so a name that changes its mind between the look and the connection gains nothing. The certificate is still
checked against the name.
"""

import socket
import ssl
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import requests
from requests.adapters import HTTPAdapter
from standardwebhooks import Webhook
from urllib3.exceptions import HTTPError

from contracts.notifications import EndpointUrlRefused
from services.notifications.domain.addresses import Place, is_public, read_url
from services.notifications.domain.masking import masked
from services.notifications.domain.outcomes import Outcome, judge_http, retry_after

TIMEOUT = 15
"""Seconds for the connection, and for each silence of the other side."""

MOST = 1024
"""Bytes of an answer that are read."""

LookUp = Callable[[str, int], Sequence[str]]


class LeadsInside(Exception):
    """The host has an address that is not of the outside."""


def addresses_of(host: str, port: int) -> list[str]:
    """All addresses of a host."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True)
class Webhooks:
    """Posts webhooks; ``private`` lets them stay within, ``ca_file`` is a certificate authority of the city's own."""

    private: bool = False
    ca_file: str | None = None
    look_up: LookUp = addresses_of

    def send(self, id_: UUID, url: str, body: bytes, secrets: Sequence[str], *, trace: str = "") -> Outcome:
        """Tries once; the receiver finds ``trace`` as the header of W3C Trace Context, outside of what is signed."""
        now = datetime.now(UTC)  # the real time: a receiver refuses a signature that is minutes old
        try:
            place = read_url(url, private=self.private)
            address = checked_address(place, self.look_up, private=self.private)
            headers = signed(id_, body, secrets, at=now) | ({"traceparent": trace} if trace else {})
            return self._post(url, place, address, body, headers)
        except EndpointUrlRefused as refused:
            return Outcome.again("address_refused", str(refused.args[1]))
        except LeadsInside:
            return Outcome.again("address_refused", "private_address")
        except (OSError, HTTPError, UnicodeError) as error:
            return Outcome.again(judge(error))

    def _post(self, url: str, place: Place, address: str, body: bytes, headers: dict[str, str]) -> Outcome:
        """Posts by the adapter alone: a session would follow the environment's proxies, and read a redirect's body."""
        request = requests.Request("POST", url, headers=headers, data=body).prepare()
        with (
            closing(PinnedAdapter(place.host, address)) as adapter,
            closing(adapter.send(request, stream=True, timeout=TIMEOUT, verify=self.ca_file or True)) as response,
        ):
            wait = retry_after(response.headers.get("Retry-After"), now=datetime.now(UTC))
            return judge_http(response.status_code, detail=_beginning(response), wait=wait)


class PinnedAdapter(HTTPAdapter):
    """Connects to ``address`` in the name of ``host``."""

    def __init__(self, host: str, address: str) -> None:
        self._host = host
        self._address = address
        super().__init__()

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
        """Has the pool connect to the address, and TLS name and check the host."""
        where, how = super().build_connection_pool_key_attributes(request, verify, cert)
        named = {"server_hostname": self._host, "assert_hostname": self._host} if where["scheme"] == "https" else {}
        return {**where, "host": self._address}, {**how, **named}

    def add_headers(self, request: Any, **_: Any) -> None:
        """Names the host to the web server, with its port where it has one."""
        request.headers["Host"] = urlsplit(request.url).netloc


def checked_address(place: Place, look_up: LookUp, *, private: bool) -> str:
    """The address to connect to, IPv4 first: the lookup does not know by which this machine reaches the outside.

    Raises:
        LeadsInside: when one of the host's addresses is not public.
        OSError: when the host has none.
    """
    addresses = look_up(place.host, place.port)
    if not addresses:
        raise OSError("the host has no address")
    if not private and not all(is_public(address) for address in addresses):
        raise LeadsInside(place.host)
    return min(addresses, key=lambda address: ":" in address)


def signed(id_: UUID, body: bytes, secrets: Sequence[str], *, at: datetime) -> dict[str, str]:
    """The headers of a webhook; each secret signs, so a receiver that has either of them is content."""
    text = body.decode()
    return {
        "Accept-Encoding": "identity",
        "Content-Type": "application/json",
        "User-Agent": "mingcha-webhooks/1",
        "webhook-id": str(id_),
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(Webhook(secret).sign(str(id_), at, text) for secret in secrets),
    }


def _beginning(response: requests.Response) -> str:
    """What the other side says to a webhook that it does not take, as far as it comes at once, masked."""
    if response.status_code // 100 == 2:  # noqa: PLR2004 - the class of statuses that says: done
        return ""
    try:
        return masked(response.raw.read1(MOST).decode(errors="replace"))
    except (OSError, HTTPError):
        return ""


def judge(error: Exception) -> str:
    """The code of what kept a webhook from being answered."""
    if isinstance(error, (requests.exceptions.SSLError, ssl.SSLError)):
        return "tls"
    if isinstance(error, (requests.exceptions.Timeout, TimeoutError)):
        return "timeout"
    return "unresolved" if isinstance(error, (socket.gaierror, UnicodeError)) else "unreachable"

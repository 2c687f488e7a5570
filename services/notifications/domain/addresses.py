"""Where webhooks may go: to the outside alone, so that nobody can have us knock on doors within (SSRF, OWASP API7)."""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import urlsplit

from contracts.notifications import EndpointUrlRefused

_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?\.?|\[[0-9A-Fa-f:.]+\]")
_SEEN = re.compile(r"[\x21-\x5b\x5d-\x7e]+")
_OUTSIDE_6 = IPv6Network("2000::/3")
_RELAY = ip_network("192.88.99.0/24")
_TRANSLATED = IPv6Network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}


class Place(NamedTuple):
    """Where a URL leads."""

    scheme: str
    host: str
    port: int


def read_url(url: str, *, private: bool) -> Place:
    """Reads a URL strictly; ``private`` lets it be plain http and lead within.

    Raises:
        EndpointUrlRefused: naming the rule: ``https``, ``user``, ``host``, ``port``, ``fragment``, ``private_address``.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise EndpointUrlRefused(url, "port") from None
    host = parts.netloc.rpartition("@")[2]
    host = host if host.endswith("]") else re.sub(r":\d*\Z", "", host)
    allowed = {
        "https": parts.scheme == "https" or (private and parts.scheme == "http"),
        "user": "@" not in parts.netloc,
        "host": _HOST.fullmatch(host) is not None and _SEEN.fullmatch(url) is not None,
        "port": port != 0,
        "fragment": "#" not in url,
        "private_address": private or not _is_inside(host.strip("[]")),
    }
    for rule, kept in allowed.items():
        if not kept:
            raise EndpointUrlRefused(url, rule)
    return Place(parts.scheme, host.strip("[]"), port or _PORTS[parts.scheme])


def is_public(address: str) -> bool:
    """True for an address of the outside: not ours, not this machine's, not anybody's own network, not a crowd's."""
    ip = _unwrapped(ip_address(address.partition("%")[0]))
    if isinstance(ip, IPv6Address) and ip not in _OUTSIDE_6:
        return False
    return ip.is_global and not ip.is_multicast and ip not in _RELAY


def _unwrapped(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 address stands for, by mapping, 6to4 or NAT64."""
    if isinstance(ip, IPv4Address):
        return ip
    if ip in _TRANSLATED:
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip


def _is_inside(host: str) -> bool:
    """True for an address that is written out and not public; a name is looked up when the webhook goes."""
    try:
        return not is_public(host)
    except ValueError:
        return host.rstrip(".").lower() == "localhost"

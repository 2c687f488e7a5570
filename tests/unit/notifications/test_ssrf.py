"""Webhooks go to the outside alone: whatever a URL says or a name leads to, no door within is knocked on."""

import socket
from uuid import UUID

import pytest

from contracts.notifications import EndpointUrlRefused
from services.notifications.channels.webhook import LeadsInside, Webhooks, checked_address
from services.notifications.domain.addresses import Place, is_public, read_url
from tests.unit.notifications.builders import SECRET

NAMES = {
    "department.example": ["93.184.216.34"],
    "six.example": ["2606:2800:220:1::1"],
    "both.example": ["2606:2800:220:1::1", "93.184.216.34"],
    "localtest.example": ["127.0.0.1"],
    "intranet.example": ["10.1.2.3"],
    "half.example": ["93.184.216.34", "192.168.0.1"],
    "six-inside.example": ["fd00::1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "xn--fiqs8s.example": ["172.16.0.1"],
    "localhost": ["127.0.0.1", "::1"],
    "localhost.": ["127.0.0.1", "::1"],
    "metadata.google.internal": ["169.254.169.254"],
    "nowhere.example": [],
}

INSIDE = [
    "https://127.0.0.1/",
    "https://127.0.0.1:15672/api/users",
    "https://127.1.2.3/",
    "https://0.0.0.0/",
    "https://10.0.0.1/",
    "https://172.16.0.1/",
    "https://172.31.255.255/",
    "https://192.168.1.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://100.100.100.200/latest/meta-data/",
    "https://100.64.0.1/",
    "https://192.0.0.1/",
    "https://192.0.2.1/",
    "https://192.88.99.1/",
    "https://198.18.0.1/",
    "https://224.0.0.1/",
    "https://239.255.255.250/",
    "https://240.0.0.1/",
    "https://255.255.255.255/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.1/",
    "https://0177.0.0.1/",
    "https://017700000001/",
    "https://127.1/",
    "https://127.0.0.1./",
    "https://[::]/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://[::127.0.0.1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[64:ff9b::a9fe:a9fe]/",
    "https://[64:ff9b:1::1]/",
    "https://[2002:7f00:1::]/",
    "https://[2001:0:7f00:1::1]/",
    "https://[2001:db8::1]/",
    "https://[fc00::1]/",
    "https://[fd12:3456::1]/",
    "https://[fe80::1]/",
    "https://[fec0::1]/",
    "https://[ff02::1]/",
    "https://localhost/",
    "https://LOCALHOST:443/",
    "https://localhost./",
    "https://localtest.example/",
    "https://intranet.example/",
    "https://half.example/",
    "https://six-inside.example/",
    "https://mapped.example/",
    "https://xn--fiqs8s.example/",
    "https://metadata.google.internal/computeMetadata/v1/",
]

REFUSED = [
    ("http://department.example/", "https"),
    ("ftp://department.example/", "https"),
    ("file:///etc/passwd", "https"),
    ("gopher://department.example:25/_HELO", "https"),
    ("https:///path", "host"),
    ("https://user:word@department.example/", "user"),
    ("https://department.example@127.0.0.1/", "user"),
    ("https://127.0.0.1\\@department.example/", "user"),
    ("https://department.example\\.intranet.example/", "host"),
    ("https://%31%32%37.0.0.1/", "host"),
    ("https://①②⑦.0.0.1/", "host"),
    ("https://depart\nment.example/", "host"),
    ("https://department.example/ x", "host"),
    ("https://[fe80::1%25eth0]/", "host"),
    ("https://department.example:0/", "port"),
    ("https://department.example:99999/", "port"),
    ("https://department.example:x/", "port"),
    ("https://department.example/#there", "fragment"),
    ("https://localhost/", "private_address"),
    ("https://LocalHost.:8443/", "private_address"),
    ("https://10.0.0.1/", "private_address"),
    ("https://[::1]/", "private_address"),
]


def look_up(host: str, _port: int) -> list[str]:
    """Stands in for the resolver: names by the table, numbers as the C library reads them."""
    if host.lower() in NAMES:
        return NAMES[host.lower()]
    try:
        return [socket.inet_ntoa(socket.inet_aton(host.rstrip(".")))]
    except OSError:
        return [host]


@pytest.mark.parametrize("url", INSIDE)
def test_no_webhook_goes_within(url: str) -> None:
    outcome = Webhooks(look_up=look_up).send(UUID(int=1), url, b"{}", [SECRET])

    assert (outcome.code, outcome.detail) == ("address_refused", "private_address")


@pytest.mark.parametrize(("url", "rule"), REFUSED)
def test_a_url_is_refused_by_its_rule_before_anybody_is_asked(url: str, rule: str) -> None:
    with pytest.raises(EndpointUrlRefused) as refused:
        read_url(url, private=False)

    assert refused.value.args == (url, rule)


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://department.example/hook?x=1", Place("https", "department.example", 443)),
        ("https://department.example:8443/", Place("https", "department.example", 8443)),
        ("https://93.184.216.34/", Place("https", "93.184.216.34", 443)),
        ("https://[2606:2800:220:1::1]:8443/", Place("https", "2606:2800:220:1::1", 8443)),
    ],
)
def test_a_url_of_the_outside_is_read(url: str, place: Place) -> None:
    assert read_url(url, private=False) == place


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("department.example", "93.184.216.34"),
        ("six.example", "2606:2800:220:1::1"),
        ("both.example", "93.184.216.34"),
    ],
)
def test_the_connection_goes_to_an_address_that_was_checked(host: str, address: str) -> None:
    assert checked_address(Place("https", host, 443), look_up, private=False) == address


def test_a_name_is_looked_up_once_so_that_it_cannot_change_its_mind() -> None:
    asked = []

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["93.184.216.34"] if len(asked) == 1 else ["127.0.0.1"]

    assert checked_address(Place("https", "rebind.example", 443), rebinding, private=False) == "93.184.216.34"
    assert asked == ["rebind.example"]


def test_one_address_within_is_enough_to_refuse_a_name() -> None:
    with pytest.raises(LeadsInside):
        checked_address(Place("https", "half.example", 443), look_up, private=False)


def test_a_name_without_an_address_is_tried_again_later() -> None:
    outcome = Webhooks(look_up=look_up).send(UUID(int=1), "https://nowhere.example/", b"{}", [SECRET])

    assert outcome.code == "unreachable"


def test_a_city_on_one_network_may_allow_what_is_within() -> None:
    assert read_url("http://10.0.0.1:8080/hook", private=True) == Place("http", "10.0.0.1", 8080)
    assert checked_address(Place("http", "intranet.example", 80), look_up, private=True) == "10.1.2.3"


@pytest.mark.parametrize("url", ["ftp://10.0.0.1/", "https://u@10.0.0.1/", "http://10.0.0.1/#x"])
def test_what_is_malformed_is_refused_within_too(url: str) -> None:
    with pytest.raises(EndpointUrlRefused):
        read_url(url, private=True)


@pytest.mark.parametrize(
    "address",
    [
        "93.184.216.34",
        "114.114.114.114",
        "2606:2800:220:1::1",
        "::ffff:93.184.216.34",
        "64:ff9b::5db8:d822",
        "2002:5db8:d822::1",
    ],
)
def test_an_address_of_the_outside_is_public(address: str) -> None:
    assert is_public(address)

"""What GeoReport v2 says, in its own words: the bodies of its answers, and the form in which a request comes.

The names are the standard's. What it has no room for (receipts, finding, who acted) is not said here.
"""

from typing import Annotated

import msgspec

from contracts.wire import Code, Name, Text, Token


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A body of an answer."""


class Endpoint(Said, frozen=True, kw_only=True):
    """Where GeoReport v2 is spoken."""

    specification: str
    url: str
    changeset: str
    type: str
    formats: list[str]


class Discovery(Said, frozen=True, kw_only=True):
    """What there is, and whom to ask for a key."""

    changeset: str
    contact: str
    key_service: str
    endpoints: list[Endpoint]


class Service(Said, frozen=True, kw_only=True):
    """A category of complaints (投诉类别)."""

    service_code: str
    service_name: str
    description: str
    metadata: bool
    type: str
    keywords: str
    group: str


class Value(Said, frozen=True, kw_only=True):
    """One of the values that an attribute may have."""

    key: str
    name: str


class Attribute(Said, frozen=True, kw_only=True, omit_defaults=True):
    """What is asked of whoever complains."""

    variable: bool
    code: str
    datatype: str
    required: bool
    datatype_description: str
    order: int
    description: str
    values: list[Value] = msgspec.field(default_factory=list)


class ServiceDefinition(Said, frozen=True, kw_only=True):
    """A category with its questions."""

    service_code: str
    attributes: list[Attribute]


class Created(Said, frozen=True, kw_only=True, omit_defaults=True):
    """A complaint that was filed; a ``token`` in the place of its number while it is on its way.

    ``service_notice`` holds the receipt, which is shown here and nowhere else.
    """

    service_notice: str
    service_request_id: str | None = None
    token: str | None = None
    account_id: str | None = None


class TokenView(Said, frozen=True, kw_only=True):
    """The number that a token has become."""

    service_request_id: str
    token: str


class ServiceRequest(Said, frozen=True, kw_only=True):
    """How a complaint stands; words, place and people are nobody's to read, so the fields for them are empty."""

    service_request_id: str
    status: str
    status_notes: str
    service_name: str
    service_code: str
    agency_responsible: str | None
    requested_datetime: str
    updated_datetime: str
    expected_datetime: str | None
    description: str | None = None
    service_notice: str | None = None
    address: str | None = None
    address_id: str | None = None
    zipcode: str | None = None
    lat: float | None = None
    long: float | None = None
    media_url: str | None = None


class Update(Said, frozen=True, kw_only=True):
    """The last move of a complaint; the same move always has the same ``update_id``."""

    update_id: str
    service_request_id: str
    status: str
    updated_datetime: str
    description: str
    media_url: str | None = None


class Error(Said, frozen=True, kw_only=True):
    """What is wrong; ``code`` is the HTTP status."""

    code: int
    description: str


class RequestForm(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint as a form (``application/x-www-form-urlencoded``); fields that it does not know are passed over.

    ``attribute`` are the fields ``attribute[CODE]``: answers to the questions of the service, and three of our own:
    ``mode`` (named, confidential, anonymous), ``about`` (the department's code) and ``external_id`` (the client's own
    id: the same one is the same complaint).
    """

    service_code: Code
    description: Text
    api_key: str | None = None
    jurisdiction_id: str | None = None
    address_string: Name | None = None
    address_id: Name | None = None
    lat: Annotated[str, msgspec.Meta(pattern=r"^[+-]?\d{1,2}(\.\d{1,18})?\Z")] | None = None
    long: Annotated[str, msgspec.Meta(pattern=r"^[+-]?\d{1,3}(\.\d{1,18})?\Z")] | None = None
    email: str | None = None
    first_name: Name | None = None
    last_name: Name | None = None
    phone: str | None = None
    account_id: Token | None = None
    media_url: Annotated[str, msgspec.Meta(max_length=1000, pattern=r"^https?://[\x21-\x7e]+\Z")] | None = None
    attribute: dict[str, str | list[str]] = msgspec.field(default_factory=dict)

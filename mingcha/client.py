"""The platform's HTTP door for Python: ``Mingcha("http://127.0.0.1:8080", key).file_complaint(...)``.

Every write bears an Idempotency-Key, so that a request whose answer was lost can be sent again: it has one effect.
"""

import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from contracts.attachments import MEDIA_TYPE_OF

Json = dict[str, Any]

_TIMEOUT = (5, 30)
"""Seconds to connect, and to wait for an answer; the gateway itself waits ten for a reply."""


class Patience(Retry):
    """Waits as long as a platform asks that is not available; 429 is an answer, and its wait may be an hour."""

    RETRY_AFTER_STATUS_CODES = frozenset({503})


_RETRY = Patience(
    total=5, backoff_factor=0.3, status_forcelist=(502, 503, 504), allowed_methods=None, raise_on_status=False
)

_PIECE = 256 * 1024
"""Bytes of a file that are read together."""

_ACCEPTED = 202
_REFUSED = 400


class Problem(Exception):
    """A "no" of the platform; ``code`` is stable, ``title`` in the asked-for language, ``errors`` names the fields."""

    def __init__(self, status: int, body: Json) -> None:
        self.status = status
        self.code: str = body.get("code", "")
        self.title: str = body.get("title", "")
        self.errors: list[Json] = body.get("errors", [])
        self.allowed: list[str] = body.get("allowed", [])
        self.trace_id: str = body.get("trace_id", "")
        named = "; ".join(f"{error['pointer'] or '/'}: {error['detail']}" for error in self.errors)
        super().__init__(f"{status} {self.code}: {self.title} {named}".strip())


class Mingcha:
    """One client with its key. ``language`` is ``zh`` or ``en``."""

    def __init__(self, url: str, key: str = "", *, language: str = "zh", retry: Retry = _RETRY) -> None:
        self.url = url.rstrip("/")
        self._session = requests.Session()
        self._session.mount(self.url, HTTPAdapter(max_retries=retry))
        self._session.headers["Accept-Language"] = language
        if key:
            self._session.headers["Authorization"] = f"Bearer {key}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._session.close()

    # Complaints

    def record_call(self, **event: Any) -> Json:
        """A call event as call-centre software tells it: ``event``, ``callId``, ``from``, ``to``, ``user``."""
        return self.post("/v1/hotline/calls", event)

    def file_complaint(self, *, idempotency_key: str | None = None, **complaint: Any) -> Json:
        """Files a complaint; the answer holds its number, and the receipt that is shown once."""
        return self.post("/v1/complaints", complaint, idempotency_key=idempotency_key)

    def complaint(self, number: str) -> Json:
        """One complaint."""
        return self.get(f"/v1/complaints/{number}")

    def act(self, number: str, action: str, *, version: int | None = None, **order: Any) -> Json:
        """Moves a complaint; ``version`` is the one that was seen, None takes any."""
        headers = {"If-Match": "*" if version is None else f'"{version}"'}
        return self.post(f"/v1/complaints/{number}/actions/{action}", order, headers=headers)

    def testimony(self, number: str, reason: str) -> Json:
        """A complaint's words; the look is written down with its reason."""
        return self.get(f"/v1/complaints/{number}/testimony", reason=reason)

    def status(self, number: str, receipt: str) -> Json:
        """The status for whoever holds number and receipt."""
        return self.post("/v1/status", {"number": number, "receipt": receipt})

    def category(self, code: str) -> Json:
        """One category of complaints, with its questions."""
        return self.get(f"/v1/categories/{code}")

    def open_mailbox(self, number: str, receipt: str, **page: Any) -> Json:
        """What office and complainant wrote to each other, for whoever holds number and receipt."""
        return self.post("/v1/receipts/messages", {"number": number, "receipt": receipt, **page})

    def by_receipt(self, action: str, number: str, receipt: str, **said: Any) -> Json:
        """What the complainant does themself: ``write``, ``withdraw``, ``request_review``, ``change``."""
        return self.post(f"/v1/receipts/actions/{action}", {"number": number, "receipt": receipt, **said})

    def verify_registration(self, proof: bytes) -> Json:
        """Whether a registration is still what its receipt's proof says."""
        return self._ask("POST", "/v1/receipts/actions/verify", data=proof)

    def complaints(self, **filters: Any) -> Json:
        """A page of complaints, by ``text``, ``state``, ``category``, ``about``, ``after`` and others."""
        return self.get("/v1/complaints", **filters)

    def statistics(self, **period: Any) -> Json:
        """The figures: ``from``, ``to`` and ``as_of`` as ISO days, ``department``."""
        return self.get("/v1/statistics", **period)

    def import_calendar(self, notice: Json) -> Json:
        """Imports a year's holidays, as NateScarlet/holiday-cn has them, as a new edition of the calendar."""
        return self.post("/v1/calendars", notice)

    def calendar(self, year: int, **edition: str) -> Json:
        """The working days of a year, by the newest edition or by one that is named."""
        return self.get(f"/v1/calendars/{year}", **edition)

    def enter_department(self, code: str, title: str) -> Json:
        """Enters a department in the directory."""
        return self._ask("PUT", f"/v1/departments/{code}", json={"title": title})

    def departments(self, **filters: Any) -> Json:
        """A page of the directory: ``on``, ``after``, ``limit``."""
        return self.get("/v1/departments", **filters)

    def department(self, code: str, **day: Any) -> Json:
        """One department, today or ``on`` a day that has passed."""
        return self.get(f"/v1/departments/{code}", **day)

    def amend_department(self, code: str, action: str, *, version: int | None = None, **order: Any) -> Json:
        """Changes a department's entry: ``appoint``, ``relieve``, ``publish_phone``, ``withdraw_phone``."""
        headers = {"If-Match": "*" if version is None else f'"{version}"'}
        return self.post(f"/v1/departments/{code}/actions/{action}", order, headers=headers)

    # Attachments

    def attach(self, number: str, file: Path, *, media_type: str | None = None, resource: str = "complaints") -> Json:
        """Attaches a file; it is read while it is sent. Without a media type the file's ending says it."""
        return self._upload(f"/v1/{resource}/{number}/attachments", file, media_type)

    def attach_own(self, number: str, receipt: str, file: Path, *, media_type: str | None = None) -> Json:
        """Attaches a file for whoever holds number and receipt; the answer is its size and digest."""
        return self._upload("/v1/status/attachments", file, media_type, {"Mingcha-Receipt": receipt}, number=number)

    def attachments(self, number: str, *, resource: str = "complaints", **page: Any) -> Json:
        """A page of what is attached to a complaint, or to something else: ``after``, ``limit``."""
        return self.get(f"/v1/{resource}/{number}/attachments", **page)

    def save_attachment(self, number: str, id: str, into: Path, *, reason: str, resource: str = "complaints") -> None:
        """Writes an attachment into a file; the look is written down with its reason."""
        path = f"{self.url}/v1/{resource}/{number}/attachments/{id}"
        with self._session.get(path, params={"reason": reason}, timeout=_TIMEOUT, stream=True) as response:
            if response.status_code >= _REFUSED:
                _read(response)
            with into.open("wb") as file:
                file.writelines(response.iter_content(_PIECE))

    def act_on_attachment(self, number: str, id: str, action: str, *, version: int | None = None, **order: Any) -> Json:
        """Moves an attachment: ``share``, ``withhold``, ``remove`` with its ``reason``."""
        headers = {"If-Match": "*" if version is None else f'"{version}"'}
        return self.post(f"/v1/complaints/{number}/attachments/{id}/actions/{action}", order, headers=headers)

    # Approval items

    def import_items(self, file: Path) -> Json:
        """Imports an item list (XLSX or CSV); the answer is its validation report."""
        return self._ask(
            "POST",
            "/v1/imports",
            params={"file_name": file.name},
            data=file.read_bytes(),
            headers={"Content-Type": "application/octet-stream", "Idempotency-Key": str(uuid4())},
        )

    def publish_batch(self, round_: int, batch: int, *, departments: int, items: int) -> Json:
        """Publishes the drafts as a batch of a reform round; the declared totals must be what there is."""
        order = {"batch": batch, "declared_departments": departments, "declared_items": items}
        return self.post(f"/v1/rounds/{round_}/batches", order)

    def items(self, **filters: Any) -> Json:
        """A page of items: ``name``, ``department``, ``status``, ``type``, ``after``, ``limit``."""
        return self.get("/v1/items", **filters)

    def item(self, code: str) -> Json:
        """One item by its code."""
        return self.get(f"/v1/items/{code}")

    # Notices

    def register_endpoint(self, department: str, url: str, events: list[str]) -> Json:
        """Registers where a department wants its webhooks; the answer shows the signing secret, once."""
        return self.post("/v1/webhook-endpoints", {"department": department, "url": url, "events": events})

    def messages(self, **filters: Any) -> Json:
        """A page of messages: ``number``, ``state``, ``after``, ``limit``."""
        return self.get("/v1/messages", **filters)

    # The ways of asking

    def get(self, path: str, **query: Any) -> Json:
        """Asks; raises ``Problem``."""
        return self._ask("GET", path, params=query)

    def post(
        self, path: str, body: Json, *, idempotency_key: str | None = None, headers: dict[str, str] | None = None
    ) -> Json:
        """Orders, and waits until the order was carried out; raises ``Problem``."""
        key = {"Idempotency-Key": idempotency_key or str(uuid4())}
        return self._ask("POST", path, json=body, headers=key | (headers or {}))

    def _upload(
        self, path: str, file: Path, media_type: str | None, headers: dict[str, str] | None = None, **query: str
    ) -> Json:
        said = media_type or MEDIA_TYPE_OF.get(file.suffix[1:].lower(), "application/octet-stream")
        with file.open("rb") as content:
            return self._ask(
                "POST",
                path,
                params={"file_name": file.name, **query},
                data=content,
                headers={"Content-Type": said, "Idempotency-Key": str(uuid4()), **(headers or {})},
            )

    def _ask(self, method: str, path: str, **request: Any) -> Json:
        response = self._session.request(method, f"{self.url}{path}", timeout=_TIMEOUT, **request)
        if response.status_code == _ACCEPTED and "location" in response.headers:
            return self._wait(response.headers["location"])
        return _read(response)

    def _wait(self, location: str, patience: float = 60) -> Json:
        """Asks again and again what came of a command that was late."""
        end = time.monotonic() + patience
        while True:
            response = self._session.get(f"{self.url}{location}", timeout=_TIMEOUT)
            if response.status_code != _ACCEPTED or time.monotonic() > end:
                return _read(response)
            time.sleep(0.2)


def _read(response: requests.Response) -> Json:
    body: Json = response.json() if "json" in response.headers.get("content-type", "") else {}
    if response.status_code >= _REFUSED:
        raise Problem(response.status_code, body)
    return body

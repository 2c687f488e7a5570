"""Who complains comes in by every door and is found nowhere but in the vault; what they wrote, with the words alone."""

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
import requests
from kombu import Connection, Producer
from sqlalchemy import Engine, text

from contracts.complaints import Channel, Mode
from contracts.people import Role
from gateway.app import ROUTES
from mingcha.client import Json, Mingcha, Problem
from mingcha.demo.outside import Outside
from mingcha.local.fleet import service_of
from mingcha.local.platform import Platform
from mingcha.publisher import DepartmentMail
from tests.journeys.places import Places, Spy

BUREAU = "canary_bureau"


class Canary(NamedTuple):
    """Somebody who does not exist."""

    name: str
    phone: str
    identity: str
    email: str

    @property
    def words(self) -> str:
        """What they say of themself, in the middle of everything else."""
        return f"我叫{self.name},电话{self.phone},身份证{self.identity},邮箱{self.email},窗口三次未办成"


def canary(n: int) -> Canary:
    return Canary(
        f"邬雀{chr(0x9E20 + n)}", f"1390000{7300 + n}", f"32040019000101{n:03d}X", f"luanque-{n}@mingcha.example"
    )


STEMS = {"邬雀", "139000073", "32040019000101", "luanque-"}
"""What every canary's name, telephone, identity number and address has, and nothing else: to be found nowhere."""

MODES_DIFFER = (Channel.HOTLINE, Channel.WEB, Channel.VISIT)
"""A caller who stays anonymous is forgotten, and a clerk sees the receipt of who does not file themself."""

WAYS = [
    *((channel, Mode.NAMED) for channel in Channel),
    *((channel, mode) for channel in MODES_DIFFER for mode in (Mode.CONFIDENTIAL, Mode.ANONYMOUS)),
]
FLOCK = [canary(n) for n in range(len(WAYS) + 2)]
BY_EVENT, STANDING_BY = FLOCK[-2:]
PLANTED = "种下的雀鸟13900007999"


@pytest.fixture(scope="module")
def places(platform: Platform, engine: Callable[[str], Engine]) -> Iterator[Places]:
    """Everywhere, from before the first canary comes in."""
    with Connection(platform.amqp_uri) as connection:
        places = Places(platform, engine, Spy(connection))
        places.spy.listen(places.exchanges())
        yield places


@pytest.fixture(scope="module")
def bureau(department: Callable[[str], DepartmentMail]) -> DepartmentMail:
    return department(BUREAU)


def is_still(count: Callable[..., int], platform: Platform) -> bool:
    """Whether nothing is under way: no fact, no parcel, no message, no letter in an inbox."""
    left = sum(count(service, "history", "published IS NULL") for service in ("complaints", "notifications"))
    left += count("complaints", "parcels") + count("notifications", "messages", "state IN ('planned', 'sending')")
    queues = requests.get(f"{platform.management_uri}/api/queues", timeout=10).json()
    busy = [queue for queue in queues if queue["name"].endswith((".inbox", ".commands"))]
    return not left and not any(queue.get("messages", 0) for queue in busy)


def come_in(operator: Mingcha, channel: Channel, mode: Mode, one: Canary) -> str:
    """One complaint by one channel, a call of the hotline before it where it needs one; gives its number."""
    form: Json = {"channel": channel, "mode": mode, "category": "slow", "title": f"{one.name}的投诉"}
    form["text"] = one.words
    if mode is not Mode.ANONYMOUS:
        form["reporter"] = {"name": one.name, "phone": one.phone, "email": one.email}
    if channel is Channel.HOTLINE:
        call = f"canary-{mode}"
        form |= {"source": "2888110", "external_id": call}
        for event in ("newCall", "answer", "hangup"):
            operator.record_call(event=event, callId=call, to="2888110", user="a1", **{"from": one.phone})
    number = str(operator.file_complaint(**form)["number"])
    operator.act(number, "accept")
    operator.act(number, "dispatch", department=BUREAU)
    return number


def refused_over_http(platform: Platform, key: str, one: Canary) -> None:
    """What a person might type in the wrong field, path or query."""
    headers = {"Authorization": f"Bearer {key}"}
    form = {"channel": one.name, "category": one.phone, "title": one.name, "text": one.words, one.name: one.phone}
    named = {"channel": "web", "category": "slow", "title": one.name, "text": one.words, "mode": "anonymous"}
    url = platform.gateway_url
    asked = [
        requests.post(f"{url}/v1/complaints", json=named | {"reporter": one._asdict()}, headers=headers, timeout=30),
        requests.post(
            f"{url}/v1/complaints", json=named | {"reporter": {"name": one.name}}, headers=headers, timeout=30
        ),
        requests.post(f"{url}/v1/complaints", json=form, headers=headers, timeout=30),
        requests.post(f"{url}/v1/complaints", data=one.words.encode(), headers=headers, timeout=30),
        requests.post(f"{url}/v1/status", json={"number": one.phone, "receipt": one.identity}, timeout=30),
        requests.get(f"{url}/v1/complaints/{one.phone}", headers=headers, timeout=30),
        requests.get(f"{url}/v1/complaints?state={one.name}&after={one.phone}", headers=headers, timeout=30),
        requests.get(f"{url}/{one.name}/{one.identity}", headers=headers, timeout=30),
    ]
    assert {reply.status_code // 100 for reply in asked} == {4}


def refused_by_mail(bureau: DepartmentMail, one: Canary) -> int:
    """Events of a department that name somebody and are not taken; gives how many."""
    answer = {"number": "TS-2020-000001", "finding": "partly", "measures": one.words, "basis": one.words}
    events: list[tuple[str, Json]] = [
        ("case_answered", answer),
        ("case_answered", answer | {"finding": one.name}),
        ("case_answered", answer | {"number": one.phone}),
        ("case_mediated", {"number": one.identity, "complainants_position": one.words}),
        ("weather_changed", {"said": one.words, one.name: one.phone}),
        ("notice_answered", {"number": "DB-2020-000001", "answer": one.words}),
        ("rectification_reported", {"number": "ZG-2020-000001", "evidence": one.words}),
        ("accountability_answered", {"number": "ZR-2020-000001", "statement": one.words}),
    ]
    for type_, data in events:
        bureau.post(type_, data)
    headers = {"ce-id": "no json", "ce-source": f"/departments/{BUREAU}", "ce-type": "case_answered"}
    bureau._publish(f"{BUREAU}.case_answered", one.words, headers | {"ce-specversion": "1.0"}, "no json")
    return len(events) + 1


def handle(bureau: DepartmentMail, number: str, one: Canary) -> None:
    """A department's events, each with free text that names whoever complained."""
    events: list[tuple[str, Json]] = [
        ("case_signed_for", {}),
        ("complainant_reached", {"result": "reached"}),
        ("case_taken_up", {}),
        ("case_mediated", {"complainants_position": one.words, "departments_position": one.words}),
        ("more_time_asked", {"reason": one.words}),
        ("case_answered", {"finding": "partly", "measures": one.words, "basis": one.words}),
    ]
    for type_, more in events:
        bureau.post(type_, {"number": number, **more})
    own = {"external_id": "handed-in", "category": "slow", "title": f"{one.name}的投诉", "text": one.words}
    bureau.post("complaint_received", own)


WRITTEN_BY_OFFICIALS = {"/v1/supervision", "/v1/instructions"}
"""Lists with the words of notices and instructions, which here name somebody; they are nobody's export."""


def shown(platform: Platform, key: Callable[..., str], numbers: list[str]) -> Iterator[tuple[str, str]]:
    """What is shown or handed out: every list, table and board, and what a department reads of its cases."""
    whole = [key(role) for role in (Role.DIRECTOR, Role.OPERATOR, Role.CUSTODIAN)]
    unit = key(Role.LIAISON, Role.HEAD, department=BUREAU)
    lists = [path for route in ROUTES if "GET" in route.http_methods for path in route.paths if "{" not in path]
    asked = [(path, one) for path in lists if path not in WRITTEN_BY_OFFICIALS for one in (*whole, unit)]
    asked += [(f"/v1/complaints/{number}/{what}", unit) for number in numbers for what in ("case", "clocks")]
    with requests.Session() as session:
        for path, one in asked:
            headers = {"Authorization": f"Bearer {one}"}
            yield path, session.get(f"{platform.gateway_url}{path}?limit=100", headers=headers, timeout=30).text


@pytest.fixture
def came_in(
    places: Places, office: Mingcha, bureau: DepartmentMail, outside: Outside, wait: Callable[..., Any]
) -> list[str]:
    """A case each way; of the first one its department has answered, and the office has written on it."""
    assert places.spy.queue
    hooks = office.register_endpoint(BUREAU, outside.hook_url, ["complaint_dispatched", "complaint_closed"])
    outside.hook.secret = hooks["secret"]
    numbers = [come_in(office, *way, one) for way, one in zip(WAYS, FLOCK, strict=False)]
    number = numbers[0]
    words = FLOCK[0].words
    handle(bureau, number, FLOCK[0])
    wait(lambda: office.complaint(number)["state"], lambda state: state == "replied")
    office.testimony(number, reason="核对来电人")
    office.post("/v1/rectifications", {"kind": "case", "complaint": number, "problem": words, "cause": words})
    office.post("/v1/supervision", {"case": number, "level": "blue", "reason": words})
    office.post("/v1/instructions", {"case": number, "post": "member", "text": words})
    with pytest.raises(Problem):
        office.act(number, "suspend", ground="court", evidence=words, until="2026-01-01")
    return numbers


def test_whoever_complains_is_found_nowhere(
    came_in: list[str],
    places: Places,
    bureau: DepartmentMail,
    key: Callable[..., str],
    outside: Outside,
    count: Callable[..., int],
    wait: Callable[..., Any],
) -> None:
    refused_over_http(places.platform, key(Role.OFFICER), BY_EVENT)
    dead = refused_by_mail(bureau, BY_EVENT)

    source = f"source = '/departments/{BUREAU}'"
    wait(lambda: count("complaints", "dead_letters", source) == dead)
    wait(lambda: is_still(count, places.platform), patience=90)
    assert places.find(STEMS) == []
    assert not [one for one in map(str, outside.hook.taken) if any(stem in one for stem in STEMS)]
    seen = list(shown(places.platform, key, came_in))
    assert [path for path, said in seen if any(stem in said for stem in STEMS)] == []
    assert "窗口三次未办成" in dict(seen)[f"/v1/complaints/{came_in[-1]}/case"]
    assert count("complaints", "testimonies", f"text LIKE '%{FLOCK[0].phone}%'") == 2


def test_nobody_lies_open_in_the_queue_while_the_service_stands_still(
    platform: Platform, key: Callable[..., str], count: Callable[..., int], wait: Callable[..., Any], places: Places
) -> None:
    ours = [process for process in platform.surroundings.metrics_ports if service_of(process) == "complaints"]
    form = {"channel": "web", "category": "slow", "title": STANDING_BY.name, "text": STANDING_BY.words}
    form |= {"reporter": {"name": STANDING_BY.name, "phone": STANDING_BY.phone, "email": STANDING_BY.email}}
    before = count("complaints", "complaints")
    for process in ours:
        platform[process].stop()
    try:
        headers = {"Authorization": f"Bearer {key(Role.OPERATOR)}", "Prefer": "respond-async"}
        taken = requests.post(f"{platform.gateway_url}/v1/complaints", json=form, headers=headers, timeout=30)
        waiting = dict(places.queues())["queue complaints.commands"]
    finally:
        for process in ours:
            platform[process].start()
            platform[process].wait_ready()

    assert taken.status_code == 202
    assert "file_complaint" in waiting
    assert not [needle for needle in STANDING_BY if needle in waiting]
    wait(lambda: count("complaints", "complaints") == before + 1)


def test_the_search_finds_what_lies_there(
    places: Places, platform: Platform, engine: Callable[[str], Engine], wait: Callable[..., Any]
) -> None:
    log = platform.folder / "log" / "planted.log"
    log.write_text(json.dumps({"event": PLANTED}, ensure_ascii=False), encoding="utf-8")
    with engine("notifications").begin() as connection:
        connection.execute(text("CREATE TABLE planted (said text, kept bytea)"))
        connection.execute(
            text("INSERT INTO planted VALUES (:said, :kept)"), {"said": PLANTED, "kept": PLANTED.encode()}
        )
    with Connection(platform.amqp_uri) as connection:
        producer = Producer(connection, auto_declare=False)
        for exchange in ("complaints.events", "unrouted"):
            producer.publish(PLANTED, exchange=exchange, routing_key="planted", content_type="text/plain")
        connection.default_channel.queue_declare("planted", durable=False)
        producer.publish("x", exchange="", routing_key="planted", headers={"said": PLANTED})
        try:
            wanted = {
                "events",
                "log planted.log",
                "notifications planted.said",
                "notifications planted.kept",
                "queue planted",
                "queue unrouted",
            }
            found = wait(lambda: {place for place, _ in places.find({PLANTED})}, lambda seen: seen >= wanted)
        finally:
            connection.default_channel.queue_delete("planted")
            log.unlink()
            with engine("notifications").begin() as tables:
                tables.execute(text("DROP TABLE planted"))

    assert found == wanted

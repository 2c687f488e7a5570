"""The directory on real tables: what one transaction keeps the next one finds, in as few questions as it takes."""

from base64 import b64encode
from datetime import UTC, date, datetime

from uuid_utils.compat import uuid7

from contracts.complaints import Reporter
from contracts.directory import Post
from contracts.people import Actor, Role
from kernel.sealing import KeyRing
from services.complaints.directory.storage import Entries
from services.complaints.domain.department import Department
from services.complaints.storage import Departments, Vault
from tests.integration.complaints.conftest import Open

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
TODAY = date(2026, 11, 23)
OFFICE = Actor(id="office", roles=[Role.DIRECTOR])
KEYS = KeyRing({"vault.key": b64encode(bytes(32)).decode()}.__getitem__)


def test_an_entry_is_kept_and_found_with_its_past(transaction: Open) -> None:
    first, second = uuid7(), uuid7()
    with transaction(AT) as stage:
        department, _ = Department(id=uuid7(), code="civil_affairs", title="民政局").enter("民政局")
        Departments(stage).keep(department)
        for code in ("office", "leading_group"):
            Departments(stage).keep(Department(id=uuid7(), code=code, title=code).enter(code)[0])
    with transaction(AT) as stage:
        entries, vault = Entries(stage), Vault(stage)
        for party, name in ((first, "示例甲"), (second, "示例乙")):
            vault.add(party, Reporter(name=name), keys=KEYS, at=AT)
        since = date(2026, 3, 2)
        for party in (first, second):
            standing = entries.get("civil_affairs")
            amended, held, _ = standing.appoint(Post.HEAD, party=party, since=since, id=uuid7(), by=OFFICE, at=AT)
            entries.keep(amended, held)
            if party == first:
                amended, left, _ = amended.relieve(Post.HEAD, party=None, until=TODAY, by=OFFICE, at=AT)
                entries.keep(amended, left)
            since = TODAY
        amended, published, _ = amended.publish("2888110", since=None, id=uuid7(), by=OFFICE, at=AT)
        entries.keep(amended, published)
    with transaction(AT) as stage:
        entries, vault = Entries(stage), Vault(stage)
        found = entries.get("civil_affairs")

        assert found == amended
        assert entries.page(after="civil", limit=1) == [amended]
        assert entries.departments() == ["civil_affairs"]
        assert entries.holder("civil_affairs", Post.HEAD, date(2026, 6, 1)) == first
        assert entries.holder("civil_affairs", Post.HEAD, TODAY) == second
        assert entries.holder("nobody", Post.HEAD, TODAY) is None
        assert vault.find_all({first, second}, keys=KEYS)[second].name == "示例乙"

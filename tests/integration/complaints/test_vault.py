"""The vault on real tables: who is forgotten cannot be read any more."""

from base64 import b64encode
from datetime import UTC, datetime

from sqlalchemy import func, select
from uuid_utils.compat import uuid7

from contracts.complaints import CallEvent, Reporter
from kernel.sealing import KeyRing
from services.complaints.domain.call import UNKNOWN_LINE, Call
from services.complaints.storage import Calls, Vault
from services.complaints.storage.tables import parties
from tests.integration.complaints.conftest import Open

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
KEYS = KeyRing({"vault.key": b64encode(bytes(32)).decode()}.__getitem__)


def test_who_is_forgotten_is_nobody_in_the_same_batch_and_later(transaction: Open) -> None:
    at_once, later = uuid7(), uuid7()
    caller = Reporter(phone="0519-00000000")
    with transaction(AT) as stage:
        vault = Vault(stage)
        for party in (at_once, later):
            vault.add(party, caller, keys=KEYS, at=AT)
        vault.forget(at_once, keys=KEYS)
        assert vault.find(at_once, keys=KEYS) == Reporter()
    with transaction(AT) as stage:
        assert Vault(stage).find(later, keys=KEYS) == caller
        Vault(stage).forget(later, keys=KEYS)
    with transaction(AT) as stage:
        assert [Vault(stage).find(party, keys=KEYS) for party in (at_once, later)] == [Reporter(), Reporter()]
        assert stage.connection.scalar(select(func.count()).where(parties.c.id.in_([at_once, later]))) == 2


def test_a_late_event_is_kept_with_what_it_says(transaction: Open) -> None:
    with transaction(AT) as stage:
        call, _ = Call.begin("late-1", UNKNOWN_LINE, id=uuid7(), at=AT).hear(CallEvent.HANGUP, agent=None, at=AT)
        Calls(stage).keep(call)
    with transaction(AT) as stage:
        ended = Calls(stage).find("late-1")
        assert ended is not None
        heard, _ = ended.hear(CallEvent.ANSWER, agent="a1", line="2888110", party=uuid7(), at=AT)
        Calls(stage).keep(heard)
    with transaction(AT) as stage:
        assert Calls(stage).find("late-1") == heard
        assert (heard.agent, heard.line, heard.version) == ("a1", "2888110", 2)

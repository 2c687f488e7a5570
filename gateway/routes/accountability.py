"""``/v1/accountability``: proposing, hearing, deciding, appealing; and the register of basis documents."""

from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, QueryParameter

from contracts import accountability as says
from contracts.complaints import SealedView
from contracts.people import Role
from contracts.wire import Code, Name, Text, convert, read, write
from gateway.desk import Accepted, AtHand, Desk, read_body
from gateway.edge.access import DEPARTMENT, OFFICE
from gateway.edge.caller import Asked, caller_of
from gateway.edge.conditions import WRITE
from gateway.routes.actions import actions_of
from gateway.routes.answers import AcceptedView, answered, created, described, shown

PROPOSERS = (Role.OFFICER, Role.DIRECTOR, Role.LEADER)
"""Who proposes and carries out: the office, and the leading group where the office is held to account."""

UNIT = (Role.DEPUTY, Role.HEAD, Role.DIRECTOR)
"""Who speaks for the unit: its leadership, and the director for the office."""

DECIDERS = (Role.DIRECTOR, Role.LEADER)
APPEAL = (Role.REVIEWER, Role.LEADER)
READERS = (*OFFICE, *DEPARTMENT, Role.HEAD, Role.LEADER, Role.REVIEWER)


class AccountabilityForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A proposal as a client makes it; ``ground`` is what it rests on, ``basis`` a document of the register."""

    ground: says.Ground
    department: Code
    target: says.Target
    measure: says.Measure
    basis: Code
    facts: Text
    article: Name | None = None
    person: says.Accountable | None = None


@post(
    "/v1/accountability",
    roles=PROPOSERS,
    body=AccountabilityForm,
    headers=WRITE,
    responses={201: described(says.AccountabilityProgress), 202: described(AcceptedView)},
    summary="Propose to hold to account 提出追责建议",
    tags=["accountability"],
)
async def propose_accountability(request: Asked, desk: AtHand) -> Response[bytes]:
    """Proposes a measure against a unit, its head or a person; the unit is heard before anything is decided."""
    form = await read_body(request, AccountabilityForm)
    reply = await desk.send(request, "complaints", _order(form, desk))
    if isinstance(reply, Accepted):
        return answered(reply)
    progress = read(says.AccountabilityProgress, bytes(reply.answer))
    return created(progress, reply, location=f"/v1/accountability/{progress.number}")


def _order(form: AccountabilityForm, desk: Desk) -> says.ProposeAccountability:
    """The command: what is held against whom is sealed before it leaves this process."""
    allegation = says.Allegation(facts=form.facts, person=form.person)
    return says.ProposeAccountability(
        ground=form.ground,
        department=form.department,
        target=form.target,
        measure=form.measure,
        basis=form.basis,
        article=form.article,
        allegation=desk.keys.seal("complaints", write(allegation)),
    )


@get(
    "/v1/accountability/{number:str}",
    roles=READERS,
    responses={200: described(says.AccountabilityFile)},
    summary="One accountability with its papers 查看责任追究件",
    tags=["accountability"],
)
async def find_accountability(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """It with its papers, without the person's name; a department sees its own alone."""
    query = convert(says.FindAccountability, {"number": number})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.AccountabilityFile))


@get(
    "/v1/accountability",
    roles=READERS,
    asks=says.FindAccountabilities,
    responses={200: described(says.AccountabilityPage)},
    summary="Accountability, the newest first 责任追究列表",
    tags=["accountability"],
)
async def find_accountabilities(  # noqa: PLR0913 - a list has filters
    request: Asked,
    desk: AtHand,
    standing: Annotated[str | None, QueryParameter(name="state")] = None,  # ``state`` is a word of Litestar's own
    measure: FromQuery[str | None] = None,
    department: FromQuery[str | None] = None,
    ground: FromQuery[str | None] = None,
    after: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(description="1 to 100")] = 20,
) -> Response[bytes]:
    """A page of them; ``next`` of one page is ``after`` of the following one."""
    asked = {
        "state": standing,
        "measure": measure,
        "department": department,
        "ground": ground,
        "after": after,
        "limit": limit,
    }
    query = convert(says.FindAccountabilities, {name: value for name, value in asked.items() if value is not None})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.AccountabilityPage))


@get(
    "/v1/accountability/{number:str}/person",
    roles=(*DECIDERS, Role.REVIEWER, Role.HEAD),
    asks=says.ReadAccountable,
    responses={200: described(says.Accountable)},
    summary="Whom it is about 查看追责人员",
    tags=["accountability"],
)
async def read_accountable(
    number: FromPath[str], reason: FromQuery[str], request: Asked, desk: AtHand
) -> Response[bytes]:
    """Whom it is about, for those who decide and for the head of the unit; the look and its reason are written down."""
    query = convert(says.ReadAccountable, {"number": number, "reason": reason})
    view = await desk.bus.query("complaints", query, caller_of(request), SealedView)
    person = read(says.Accountable, desk.keys.open("gateway", view.sealed))
    return shown(person, headers={"Cache-Control": "no-store"})


@get(
    "/v1/basis-documents",
    roles=READERS,
    responses={200: described(says.BasisList)},
    summary="The register of basis documents 追责依据登记簿",
    tags=["accountability"],
)
async def find_basis_documents(request: Asked, desk: AtHand) -> Response[bytes]:
    """The documents by which somebody may be held to account."""
    query = says.FindBasisDocuments()
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.BasisList))


_action = actions_of("accountability", answer=says.AccountabilityProgress)

ACTIONS = (
    _action("hear", says.HearAccountability, UNIT, "Make the unit's statement 陈述申辩"),
    _action("decide", says.DecideAccountability, DECIDERS, "Decide on a measure 决定"),
    _action("dismiss", says.DismissAccountability, DECIDERS, "Hold nobody to account 不予追究"),
    _action("execute", says.ExecuteAccountability, PROPOSERS, "Say that it was carried out 执行"),
    _action("transfer", says.TransferAccountability, DECIDERS, "Hand it to the authority 移送"),
    _action("appeal", says.AppealAccountability, UNIT, "Appeal 申诉"),
    _action("decide_appeal", says.DecideAppeal, APPEAL, "Decide on the appeal 复核决定"),
)

ROUTES = (
    propose_accountability,
    find_accountability,
    find_accountabilities,
    read_accountable,
    find_basis_documents,
    *ACTIONS,
)

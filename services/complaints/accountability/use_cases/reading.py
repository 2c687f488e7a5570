"""What may be asked about accountability, and by whom."""

from typing import Any

from contracts.accountability import (
    AccountabilityFile,
    AccountabilityNotYours,
    AccountabilityPage,
    AccountabilityPaper,
    AccountabilityView,
    BasisList,
    BasisView,
    FindAccountabilities,
    FindAccountability,
    NoAccountable,
    ReadAccountable,
)
from contracts.complaints import NotYourRole, SealedView
from contracts.people import Actor, Role
from contracts.wire import write
from services.complaints.accountability.domain.accountability import Accountability
from services.complaints.accountability.domain.bases import basis_documents, register_edition
from services.complaints.accountability.domain.paper import Paper
from services.complaints.accountability.storage import Accountabilities, AccountabilityPapers
from services.complaints.accountability.use_cases.desk import Desk
from services.complaints.domain.oversight import Oversight
from services.complaints.storage import Vault, page_after

OVERSIGHT = Oversight((Role.OFFICER, Role.DIRECTOR, Role.ADMIN, Role.LEADER, Role.REVIEWER), AccountabilityNotYours)

KNOWERS = (Role.DIRECTOR, Role.LEADER, Role.REVIEWER, Role.HEAD)
"""Who may learn whom it is about: those who decide, and the head of the unit that is heard on it."""

_SHOWN = [field for field in AccountabilityView.__struct_fields__ if field != "id"]


def find_accountability(
    query: FindAccountability, *, by: Actor, accountabilities: Accountabilities, papers: AccountabilityPapers
) -> AccountabilityFile:
    """One of them with its papers; a department sees its own alone.

    Raises:
        AccountabilityUnknown, AccountabilityNotYours
    """
    accountability = accountabilities.get(query.number)
    OVERSIGHT.check(accountability.number, [accountability.department], by)
    written = [_paper_view(paper) for paper in papers.of(accountability.id)]
    return AccountabilityFile(**_fields_of(accountability), papers=written)


def find_accountabilities(
    query: FindAccountabilities, *, by: Actor, accountabilities: Accountabilities
) -> AccountabilityPage:
    """A page of them, the newest first; a department sees its own alone.

    Raises:
        Forbidden: to whoever neither oversees departments nor belongs to one.
    """
    department = OVERSIGHT.department_of(by, query.department)
    found = accountabilities.page(query, department=department, after=page_after(query.after))
    following = str(found[-1].id) if len(found) == query.limit else None
    return AccountabilityPage(accountabilities=[AccountabilityView(**_fields_of(one)) for one in found], next=following)


def read_accountable(query: ReadAccountable, desk: Desk, *, vault: Vault) -> SealedView:
    """Whom it is about, sealed to the gateway; who looked and why is written down.

    Raises:
        AccountabilityUnknown, NotYourRole, AccountabilityNotYours, NoAccountable
    """
    accountability = desk.accountabilities.get(query.number)
    if not desk.by.is_any_of(*KNOWERS):
        raise NotYourRole("read_accountable", ", ".join(sorted(KNOWERS)))
    OVERSIGHT.check(accountability.number, [accountability.department], desk.by)
    person = desk.accountables.find(accountability.id, keys=desk.keys)
    if person is None:
        raise NoAccountable(query.number)
    vault.note(id=desk.new_id(), reader=desk.by.id, reason=query.reason, at=desk.at, party=accountability.id)
    return SealedView(sealed=desk.keys.seal("gateway", write(person)))


def find_basis_documents() -> BasisList:
    """The register of basis documents."""
    documents = [
        BasisView(
            code=basis.code,
            number=basis.number,
            title=basis.zh,
            english=basis.en,
            issuer=basis.issuer,
            reference=basis.reference,
        )
        for basis in basis_documents().values()
    ]
    return BasisList(edition=register_edition(), documents=documents)


def _fields_of(accountability: Accountability) -> dict[str, Any]:
    return {"id": str(accountability.id), **{name: getattr(accountability, name) for name in _SHOWN}}


def _paper_view(paper: Paper) -> AccountabilityPaper:
    return AccountabilityPaper(act=paper.act, version=paper.version, written_at=paper.written_at, text=paper.text)

"""What complaints can be about, and whose they may be."""

from contracts.complaints import (
    CategoryList,
    CategoryNotListed,
    CategoryView,
    DutyList,
    DutyView,
    FindCategory,
    FindRouting,
    ProposalView,
    QuestionView,
    RoutingView,
)
from services.complaints.configuration import read
from services.complaints.domain.categories import CATEGORIES, VERSION, Category
from services.complaints.domain.routing import Ground, propose
from services.complaints.storage import Complaints, Departments, Precedents, Testimonies

WORDS = {
    Ground.ABOUT_THE_OFFICE: (
        "涉及优化办自身的投诉由领导小组办理",
        "a complaint about the office goes to the leading group",
    ),
    Ground.PRECEDENT: ("同类案件的职责裁定", "the ruling on a case of this kind"),
    Ground.DUTY_WORD: ("职责清单:标题用语", "the list of duties: a word of the title"),
    Ground.DUTY_CATEGORY: ("投诉类别的牵头单位", "the department that leads in this category"),
    Ground.COMPLAINED_OF: ("被投诉单位", "the department that is complained of"),
}


def find_categories() -> CategoryList:
    """All categories of the newest configuration."""
    return CategoryList(configuration=VERSION, categories=[_category(category) for category in CATEGORIES.values()])


def find_category(query: FindCategory) -> CategoryView:
    """One category of the newest configuration, with its questions.

    Raises:
        CategoryNotListed: naming the ones that there are.
    """
    if query.code not in CATEGORIES:
        raise CategoryNotListed(query.code, ", ".join(CATEGORIES))
    return _category(CATEGORIES[query.code])


def find_duties() -> DutyList:
    """The list of duties of the newest configuration."""
    said = read("duties")
    duties = [DutyView(word=word, department=department) for word, department in said["words"].items()]
    return DutyList(configuration=said["version"], source=said["source"], duties=duties)


def find_routing(
    query: FindRouting,
    *,
    complaints: Complaints,
    testimonies: Testimonies,
    precedents: Precedents,
    departments: Departments,
) -> RoutingView:
    """The units that a complaint may go to; those that the directory does not have yet are marked.

    Raises:
        ComplaintUnknown
    """
    complaint = complaints.get(query.number)
    title, _ = testimonies.get(complaint.id)
    found = propose(complaint, title, precedents.latest(complaint.category, complaint.about))
    proposals = [
        ProposalView(
            department=proposal.department,
            ground=proposal.ground,
            zh=WORDS[proposal.ground][0],
            en=WORDS[proposal.ground][1],
            source=proposal.source,
            in_directory=departments.find(proposal.department) is not None,
        )
        for proposal in found
    ]
    return RoutingView(number=complaint.number, proposals=proposals)


def _category(category: Category) -> CategoryView:
    said = vars(category) | {"questions": [QuestionView(**question._asdict()) for question in category.questions]}
    return CategoryView(**said)

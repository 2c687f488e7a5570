"""The complaints service, as a table of contents: its rooms, each with the commands, events and questions it takes."""

from services.complaints.accountability.entrypoints import HoldingToAccount
from services.complaints.attachments.entrypoints import Attaching
from services.complaints.calendars.entrypoints import CalendarRoom
from services.complaints.directory.entrypoints import Directory
from services.complaints.disclosure.entrypoints import DisclosureRoom
from services.complaints.entrypoints.acceptance import Acceptance
from services.complaints.entrypoints.closing import Closing
from services.complaints.entrypoints.department_door import DepartmentDoor
from services.complaints.entrypoints.intake import Intake
from services.complaints.entrypoints.questions import Questions
from services.complaints.entrypoints.timers import Timers
from services.complaints.exposure.entrypoints import ExposureRoom
from services.complaints.identity.entrypoints import CustodyRoom
from services.complaints.inspection.entrypoints import InspectionRoom
from services.complaints.instruction.entrypoints import InstructionRoom
from services.complaints.own_motion.entrypoints import OwnMotionRoom
from services.complaints.receipts.entrypoints import ReceiptRoom
from services.complaints.rectification.entrypoints import Rectifying
from services.complaints.search.entrypoints import Searching
from services.complaints.special_supervision.entrypoints import SpecialSupervisionRoom
from services.complaints.statistics.entrypoints import Statistics
from services.complaints.supervision.entrypoints import SupervisionRoom
from services.complaints.survey.entrypoints import SurveyRoom


class ComplaintsService(
    Intake,  # 登记
    Acceptance,  # 受理
    DepartmentDoor,  # 派单、签收、调查、反馈, over HTTP and AMQP
    Closing,  # 核实、回访、办结、复查
    SupervisionRoom,  # 督办
    InstructionRoom,  # 批示
    SurveyRoom,  # 评价、民意调查
    OwnMotionRoom,  # 未诉先办、打击报复预警
    InspectionRoom,  # 明察暗访
    SpecialSupervisionRoom,  # 专项督查
    ExposureRoom,  # 曝光
    Rectifying,  # 整改
    HoldingToAccount,  # 责任追究
    ReceiptRoom,  # 查询码、留言: what whoever complains sees and does themself
    CustodyRoom,  # 身份保管
    Attaching,  # 附件
    Directory,  # 部门名录
    CalendarRoom,  # 工作日历
    Questions,  # 查询
    DisclosureRoom,  # 办件公开
    Statistics,  # 统计
    Searching,  # 检索
    Timers,  # 时限
):
    """Complaints from the first ring to the last answer."""

    name = "complaints"

"""The published language of the complaints service (投诉)."""

from contracts.complaints.answers import (
    CallProgress as CallProgress,
)
from contracts.complaints.answers import (
    ComplaintPage as ComplaintPage,
)
from contracts.complaints.answers import (
    ComplaintView as ComplaintView,
)
from contracts.complaints.answers import (
    DepartmentView as DepartmentView,
)
from contracts.complaints.answers import (
    Progress as Progress,
)
from contracts.complaints.answers import (
    SealedView as SealedView,
)
from contracts.complaints.answers import (
    StatusView as StatusView,
)
from contracts.complaints.commands import (
    AcceptComplaint as AcceptComplaint,
)
from contracts.complaints.commands import (
    CloseComplaint as CloseComplaint,
)
from contracts.complaints.commands import (
    DispatchComplaint as DispatchComplaint,
)
from contracts.complaints.commands import (
    EnterDepartment as EnterDepartment,
)
from contracts.complaints.commands import (
    FileComplaint as FileComplaint,
)
from contracts.complaints.commands import (
    RecordCall as RecordCall,
)
from contracts.complaints.commands import (
    ReplyToComplaint as ReplyToComplaint,
)
from contracts.complaints.commands import (
    SignComplaint as SignComplaint,
)
from contracts.complaints.commands import (
    Step as Step,
)
from contracts.complaints.commands import (
    VerifyComplaint as VerifyComplaint,
)
from contracts.complaints.events import (
    CallRecorded as CallRecorded,
)
from contracts.complaints.events import (
    ComplaintAccepted as ComplaintAccepted,
)
from contracts.complaints.events import (
    ComplaintClosed as ComplaintClosed,
)
from contracts.complaints.events import (
    ComplaintDispatched as ComplaintDispatched,
)
from contracts.complaints.events import (
    ComplaintFact as ComplaintFact,
)
from contracts.complaints.events import (
    ComplaintFiled as ComplaintFiled,
)
from contracts.complaints.events import (
    ComplaintReplied as ComplaintReplied,
)
from contracts.complaints.events import (
    ComplaintSigned as ComplaintSigned,
)
from contracts.complaints.events import (
    ComplaintVerified as ComplaintVerified,
)
from contracts.complaints.events import (
    DepartmentEntered as DepartmentEntered,
)
from contracts.complaints.queries import (
    CheckStatus as CheckStatus,
)
from contracts.complaints.queries import (
    FindAddress as FindAddress,
)
from contracts.complaints.queries import (
    FindComplaint as FindComplaint,
)
from contracts.complaints.queries import (
    FindComplaints as FindComplaints,
)
from contracts.complaints.queries import (
    ReadTestimony as ReadTestimony,
)
from contracts.complaints.refusals import (
    CallUnknown as CallUnknown,
)
from contracts.complaints.refusals import (
    CategoryUnknown as CategoryUnknown,
)
from contracts.complaints.refusals import (
    ComplaintUnknown as ComplaintUnknown,
)
from contracts.complaints.refusals import (
    DepartmentUnknown as DepartmentUnknown,
)
from contracts.complaints.refusals import (
    MoveNotAllowed as MoveNotAllowed,
)
from contracts.complaints.refusals import (
    NotYourCase as NotYourCase,
)
from contracts.complaints.refusals import (
    NotYourRole as NotYourRole,
)
from contracts.complaints.refusals import (
    PartyUnknown as PartyUnknown,
)
from contracts.complaints.refusals import (
    ReceiptUnknown as ReceiptUnknown,
)
from contracts.complaints.refusals import (
    SourceReused as SourceReused,
)
from contracts.complaints.refusals import (
    TestimonyUnreadable as TestimonyUnreadable,
)
from contracts.complaints.words import (
    CallEvent as CallEvent,
)
from contracts.complaints.words import (
    Channel as Channel,
)
from contracts.complaints.words import (
    Finding as Finding,
)
from contracts.complaints.words import (
    Hash as Hash,
)
from contracts.complaints.words import (
    Mode as Mode,
)
from contracts.complaints.words import (
    Number as Number,
)
from contracts.complaints.words import (
    Outcome as Outcome,
)
from contracts.complaints.words import (
    Reporter as Reporter,
)
from contracts.complaints.words import (
    State as State,
)
from contracts.complaints.words import (
    Testimony as Testimony,
)

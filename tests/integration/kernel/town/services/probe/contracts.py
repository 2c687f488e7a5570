"""What the probe is told, asked, hears and says."""

from contracts.refusals import Conflict, Invalid
from contracts.wire import Answer, Code, Command, Event, Query, Text


class Note(Command, frozen=True, kw_only=True):
    """Write a line into the book ``key``; ``pace`` is how many seconds the probe takes for it.

    A patient one waits until the table ``calm`` knows the book.
    """

    key: Code
    text: Text
    pace: float = 0.0
    patient: bool = False


class Scribble(Command, frozen=True, kw_only=True):
    """Write a line that belongs to no book and is told to nobody."""

    text: Text
    pace: float = 0.0


class Wipe(Command, frozen=True, kw_only=True):
    """Write into the book what nobody in the town wants to hear of."""

    key: Code


class RefuseEarly(Command, frozen=True, kw_only=True):
    """Be refused before anything is kept."""

    key: Code


class RefuseLate(Command, frozen=True, kw_only=True):
    """Be refused after a line was written."""

    key: Code


class Explode(Command, frozen=True, kw_only=True):
    """Fail, until the table ``calm`` knows the book."""

    key: Code
    text: Text


class Die(Command, frozen=True, kw_only=True):
    """Kill the process, until the table ``calm`` knows the book."""

    key: Code


class Noted(Event, frozen=True, kw_only=True):
    """A line was written."""

    key: Code
    version: int
    text: Text


class Wiped(Event, frozen=True, kw_only=True):
    """Nobody hears this."""

    key: Code


class LampLit(Event, frozen=True, kw_only=True):
    """Another service has lit a lamp."""

    key: Code
    text: Text


class BellRung(Event, frozen=True, kw_only=True):
    """A department has rung its bell; a loud one makes the probe fail, until the table ``calm`` knows the book.

    A cracked one makes the writing fail, and a mute one the probe before it has kept anything.
    """

    key: Code
    text: Text
    loud: bool = False
    cracked: bool = False
    mute: bool = False


class BookView(Answer, frozen=True, kw_only=True):
    """A book as it stands."""

    key: str
    version: int


class FindBook(Query, frozen=True, kw_only=True):
    """One book."""

    key: Code
    shout: bool = False


class Ponder(Query, frozen=True, kw_only=True):
    """Think for so long, then say what time it is."""

    seconds: float


class Thought(Answer, frozen=True, kw_only=True):
    """When it was thought, by a clock that only goes on."""

    at: float


class Stumble(Query, frozen=True, kw_only=True):
    """Fail, with a text that nobody outside may see."""

    secret: str


class TooEarly(Conflict):
    """Refused before anything was kept."""

    zh = "账簿 {0} 尚未开放。"
    en = "The book {0} is not open yet."


class TooLate(Conflict):
    """Refused after something was kept."""

    zh = "账簿 {0} 已关闭。"
    en = "The book {0} is closed."


class BookUnknown(Invalid):
    """There is no such book."""

    zh = "没有账簿 {0}({1})。"
    en = "There is no book {0} ({1})."

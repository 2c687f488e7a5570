"""The probe."""

import os
import signal
import time

import eventlet

from contracts.mail import FindReply, Reply
from contracts.people import Actor
from kernel.database import Stored
from kernel.history import History
from kernel.mail.entrypoints import command, event, query
from kernel.mail.received import Received, find_reply
from services.probe import contracts as says
from services.probe.books import Book, Books


class ProbeService:
    """Does a little of everything."""

    name = "probe"

    history = Stored(History)
    books = Stored(Books)
    received = Stored(Received)

    @command
    def note(self, order: says.Note) -> says.BookView:
        """Writes a line."""
        if order.pace:
            eventlet.sleep(order.pace)
        while order.patient and not self.books.is_calm(order.key):
            eventlet.sleep(0.05)
        return self._write(order.key, order.text)

    @command
    def scribble(self, order: says.Scribble) -> None:
        """Writes a line that no version and no fact guards."""
        eventlet.sleep(order.pace)
        self.books.scribble(order.text)

    @command
    def wipe(self, order: says.Wipe) -> says.BookView:
        """Tells a fact that nobody is bound for."""
        book = self.books.write(order.key, "wiped")
        self.history.tell(book, says.Wiped(key=order.key))
        return _view(book)

    @command
    def refuse_early(self, order: says.RefuseEarly) -> None:
        """Refuses at once."""
        raise says.TooEarly(order.key)

    @command
    def refuse_late(self, order: says.RefuseLate) -> None:
        """Refuses when it is too late."""
        self._write(order.key, "never to be seen")
        raise says.TooLate(order.key)

    @command
    def explode(self, order: says.Explode) -> says.BookView:
        """Writes a line, and fails unless the book is calm."""
        return self._write_in_calm(order.key, order.text)

    @command
    def die(self, order: says.Die) -> None:
        """Ends the process as a kill does, unless the book is calm."""
        if not self.books.is_calm(order.key):
            os.kill(os.getpid(), signal.SIGKILL)

    @event("lamps")
    def on_lamp_lit(self, event: says.LampLit) -> None:
        """Writes a line."""
        self._write(event.key, event.text)

    @event("departments")
    def on_bell_rung(self, event: says.BellRung, by: Actor) -> None:
        """Writes a line, with the department's name before it; fails when the bell is loud."""
        text = f"{by.department}: {event.text}"
        if event.mute:
            raise RuntimeError("no sound")
        if event.cracked:
            self.books.crack()
        elif event.loud:
            self._write_in_calm(event.key, text)
        else:
            self._write(event.key, text)

    @query
    def find_book(self, question: says.FindBook, by: Actor) -> says.BookView:
        """One book."""
        book = self.books.find(question.key)
        if book is None:
            raise says.BookUnknown(question.key, by.id)
        return says.BookView(key=book.key.upper() if question.shout else book.key, version=book.version)

    @query
    def ponder(self, question: says.Ponder) -> says.Thought:
        """Takes its time."""
        time.sleep(question.seconds)
        return says.Thought(at=time.monotonic())

    @query
    def stumble(self, question: says.Stumble) -> None:
        """Fails."""
        raise RuntimeError(question.secret)

    @query
    def find_reply(self, question: FindReply, by: Actor) -> Reply:
        """What a command was answered."""
        return find_reply(question, by=by, received=self.received)

    def _write(self, key: str, text: str) -> says.BookView:
        book = self.books.write(key, text)
        self.history.tell(book, says.Noted(key=key, version=book.version, text=text))
        return _view(book)

    def _write_in_calm(self, key: str, text: str) -> says.BookView:
        view = self._write(key, text)
        if not self.books.is_calm(key):
            raise RuntimeError(f"boom: {text}")
        return view


def _view(book: Book) -> says.BookView:
    return says.BookView(key=book.key, version=book.version)

"""The probe's books, and the tables that keep them."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Integer, MetaData, Table, Text, Uuid, select
from uuid_utils.compat import uuid7

from kernel.stage import Stage

metadata = MetaData()
books = Table(
    "books",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
)
lines = Table("lines", metadata, Column("id", Uuid, primary_key=True), Column("key", Text), Column("text", Text))
calm = Table("calm", metadata, Column("key", Text, primary_key=True))


@dataclass
class Book:
    """What lines are written into."""

    id: UUID
    key: str
    version: int = 0


class Books:
    """All books."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def find(self, key: str) -> Book | None:
        """The book ``key``, if there is one."""
        kept: Book | None = self._stage.kept.get(("book", key))
        if kept is not None:
            return kept
        row = self._stage.connection.execute(select(books).where(books.c.key == key)).first()
        return Book(**row._asdict()) if row else None

    def write(self, key: str, text: str) -> Book:
        """Writes a line, into a new book if need be."""
        book = self.find(key)
        if book is None:
            book = Book(uuid7(), key)
            book.version = 1
            self._stage.insert(books, asdict(book))
        else:
            book.version += 1
            self._stage.update(books, {"id": book.id, "version": book.version})
        self._stage.kept["book", key] = book
        self._stage.insert(lines, {"id": uuid7(), "key": key, "text": text})
        return book

    def scribble(self, text: str) -> None:
        """Writes a line into no book."""
        self._stage.insert(lines, {"id": uuid7(), "key": None, "text": text})

    def crack(self) -> None:
        """Keeps a line that the database will not take."""
        self._stage.insert(lines, {"id": None, "key": "cracked", "text": "x"})

    def is_calm(self, key: str) -> bool:
        """Whether a test has said that the book ``key`` shall make no trouble any more."""
        found: Any = self._stage.connection.scalar(select(calm.c.key).where(calm.c.key == key))
        return found is not None

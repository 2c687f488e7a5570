"""API keys: shown once, kept as a hash, with roles and perhaps a department.

A key is ``mk_<prefix>_<secret>``; the secret is 256 random bits, so a plain SHA-256 of it is enough to keep.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ARRAY, Column, DateTime, Engine, MetaData, Table, Text, insert, select, update

from contracts.people import OF_A_DEPARTMENT, Actor, Role

metadata = MetaData()

api_keys = Table(
    "api_keys",
    metadata,
    Column("prefix", Text, primary_key=True),
    Column("hash", Text, nullable=False),
    Column("name", Text, nullable=False, unique=True),
    Column("roles", ARRAY(Text), nullable=False),
    Column("department", Text),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True)),
    Column("revoked_at", DateTime(timezone=True)),
)


@dataclass(frozen=True, kw_only=True)
class KeyRecord:
    """A key as it is listed: without what opens the door."""

    name: str
    prefix: str
    roles: list[str]
    department: str | None
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


class DepartmentMissing(ValueError):
    """A department's role without a department: such a key would be nobody's, and see everybody's cases."""


class KeyNameTaken(ValueError):
    """A key of this name exists; names are how actors appear in the history."""


class ApiKeys:
    """All keys of the gateway's own database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(
        self, name: str, roles: list[Role], *, department: str | None, at: datetime, expires_at: datetime | None = None
    ) -> str:
        """Makes a key and gives its text, which is kept nowhere.

        Raises:
            DepartmentMissing, KeyNameTaken
        """
        if not department and OF_A_DEPARTMENT.intersection(roles):
            raise DepartmentMissing(name)
        prefix, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
        row = {
            "prefix": prefix,
            "hash": _hash(secret),
            "name": name,
            "roles": [str(role) for role in roles],
            "department": department,
            "created_at": at,
            "expires_at": expires_at,
        }
        with self._engine.begin() as connection:
            if connection.scalar(select(api_keys.c.prefix).where(api_keys.c.name == name)):
                raise KeyNameTaken(name)
            connection.execute(insert(api_keys).values(row))
        return f"mk_{prefix}_{secret}"

    def find(self, key: str, *, at: datetime) -> Actor | None:
        """The actor that a key stands for; None when it is wrong, expired or revoked."""
        prefix, secret = _parts(key)
        with self._engine.connect() as connection:
            row = connection.execute(select(api_keys).where(api_keys.c.prefix == prefix)).first()
        expected = row.hash if row else _hash("")
        if not hmac.compare_digest(expected, _hash(secret)) or row is None or row.revoked_at is not None:
            return None
        if row.expires_at is not None and row.expires_at <= at:
            return None
        return Actor(id=row.name, roles=[Role(role) for role in row.roles], department=row.department)

    def list(self) -> list[KeyRecord]:
        """All keys, by name."""
        columns = [column for column in api_keys.c if column.name != "hash"]
        with self._engine.connect() as connection:
            rows = connection.execute(select(*columns).order_by(api_keys.c.name))
            return [KeyRecord(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name for it

    def revoke(self, name: str, *, at: datetime) -> bool:
        """Revokes a key; False when there is none of this name that is still good."""
        good = (api_keys.c.name == name) & api_keys.c.revoked_at.is_(None)
        with self._engine.begin() as connection:
            return connection.execute(update(api_keys).where(good).values(revoked_at=at)).rowcount == 1


def _parts(key: str) -> tuple[str, str]:
    kind, _, rest = key.partition("_")
    prefix, _, secret = rest.partition("_")
    return (prefix, secret) if kind == "mk" and secret else ("", "")


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()

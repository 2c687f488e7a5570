"""The register of basis documents: nobody is held to account without one (domain-complaints 4.7)."""

from dataclasses import dataclass
from functools import cache

from contracts.accountability import BasisUnknown
from services.complaints.configuration import read


@dataclass(frozen=True, kw_only=True)
class Basis:
    """One document: ``number`` is its place in the register (编号), ``reference`` its issuer's own number (文号)."""

    code: str
    number: str
    zh: str
    en: str
    issuer: str
    reference: str | None = None


@cache
def basis_documents() -> dict[str, Basis]:
    """The newest register, by code."""
    return {code: Basis(code=code, **row) for code, row in read("basis").items() if isinstance(row, dict)}


def register_edition() -> str:
    """Which edition of the register that is."""
    return str(read("basis")["version"])


def check_basis(code: str) -> None:
    """Checks that the register has the document.

    Raises:
        BasisUnknown: naming the ones that it has.
    """
    if code not in basis_documents():
        raise BasisUnknown(code, ", ".join(basis_documents()))

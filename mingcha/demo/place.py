"""The platform that the story is played on."""

from pathlib import Path
from typing import Protocol

from mingcha.cli import running


class Place(Protocol):
    """What the story needs of a platform: its doors, and the database in which the office makes its keys."""

    @property
    def root(self) -> Path:
        """The folder of the code."""

    @property
    def gateway_url(self) -> str:
        """Where the gateway answers."""

    @property
    def amqp_uri(self) -> str:
        """The broker's address."""

    @property
    def management_uri(self) -> str:
        """The address of the broker's HTTP API."""

    def database_url(self, process: str) -> str:
        """The database of one process."""


class NamedPlace:
    """The platform that the environment names, or that runs in this folder."""

    root = Path(__file__).parents[2]

    @property
    def gateway_url(self) -> str:
        """Where the gateway answers."""
        return running.gateway_url()

    @property
    def amqp_uri(self) -> str:
        """The broker's address."""
        return running.amqp_uri()

    @property
    def management_uri(self) -> str:
        """The address of the broker's HTTP API."""
        return running.management_uri()

    def database_url(self, process: str) -> str:
        """The database of one process."""
        return running.database_url(process)

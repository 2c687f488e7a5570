"""Which services there are: the packages of ``services``, each with a ``service.py`` that holds one nameko service."""

import importlib
import pkgutil
from typing import Any


def service_names() -> list[str]:
    """The names of all services, in alphabetical order."""
    package = importlib.import_module("services")
    return sorted(module.name for module in pkgutil.iter_modules(package.__path__) if module.ispkg)


def service_class(name: str) -> Any:
    """The nameko service class of one service.

    Raises:
        ModuleNotFoundError: when there is no such service.
    """
    module = importlib.import_module(f"services.{name}.service")
    return next(
        value
        for value in vars(module).values()
        if isinstance(value, type) and getattr(value, "name", None) == name and value.__module__ == module.__name__
    )

"""What lies in a department's queue."""

from mingcha.publisher import DepartmentMail, Incoming

_PATIENCE = 60


def next_of(mail: DepartmentMail, *types: str) -> Incoming:
    """What the department finds next that is of these types, passing over the rest.

    Raises:
        AssertionError: when none came for half a minute.
    """
    silence = 0
    for incoming in mail.hear(patience=0.5):
        if incoming is not None and incoming.type in types:
            return incoming
        silence += incoming is None
        assert silence < _PATIENCE, f"no {types} came"
    raise AssertionError

"""W3C Trace Context: one ``traceparent`` from the HTTP request to the last delivery; its id is in every log line."""

import hashlib
import os
import re

_TRACEPARENT = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


def is_trace(said: str) -> bool:
    """Whether it is a traceparent as W3C Trace Context has it."""
    return _TRACEPARENT.fullmatch(said) is not None


def trace_of(said: str, key: str = "") -> str:
    """The traceparent that a sender gave, or a new one where it gave none or a malformed one.

    The new one is made from ``key``, where there is one: a message that comes again is in the same trace.
    """
    if is_trace(said):
        return said
    made = hashlib.sha256(key.encode(errors="surrogatepass")).digest() if key else os.urandom(24)
    return f"00-{made[:16].hex()}-{made[16:24].hex()}-01"


def trace_id_of(trace: str) -> str:
    """The trace's id, 32 hexadecimal digits; ``trace`` comes from :func:`trace_of`."""
    return trace[3:35]

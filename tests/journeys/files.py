"""Files as people send them, made up."""

import os

MIB = 1024 * 1024
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00"


def photo(size: int = 100_000) -> bytes:
    """A photo that nobody has sent before."""
    return JPEG + os.urandom(size)

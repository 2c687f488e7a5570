"""The first bytes of files, each as its format wants them: enough to be told by, with nobody in them."""

import struct


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, kind) + content


NOTHING = bytes(400)

SAMPLES: dict[str, tuple[str, str, bytes]] = {
    # name: media type, ending, content
    "JPEG (JFIF)": ("image/jpeg", "jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + NOTHING),
    "JPEG (Exif)": ("image/jpeg", "JPEG", b"\xff\xd8\xff\xe1\x00\x18Exif\x00\x00II*\x00" + NOTHING),
    "PNG": ("image/png", "png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + NOTHING),
    "WebP": ("image/webp", "webp", b"RIFF\x24\x00\x00\x00WEBPVP8 " + NOTHING),
    "HEIC": ("image/heic", "heic", box(b"ftyp", b"heic\0\0\0\0mif1heic") + NOTHING),
    "HEIC (mif1)": ("image/heif", "heif", box(b"ftyp", b"mif1\0\0\0\0mif1heic") + NOTHING),
    "PDF": ("application/pdf", "pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
    "TIFF": ("image/tiff", "tif", b"II*\x00\x08\x00\x00\x00" + NOTHING),
    "TIFF (big-endian)": ("image/tiff", "tiff", b"MM\x00*\x00\x00\x00\x08" + NOTHING),
    "MP3 (ID3)": ("audio/mpeg", "mp3", b"ID3\x03\x00\x00\x00\x00\x00\x00\xff\xfb\x90\x64" + NOTHING),
    "MP3 (bare)": ("audio/mp3", "mp3", b"\xff\xfb\x90\x64" + NOTHING),
    "WAV": ("audio/wav", "wav", b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00" + NOTHING),
    "WAV (old name)": ("audio/x-wav", "wav", b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00" + NOTHING),
    "M4A": ("audio/mp4", "m4a", box(b"ftyp", b"M4A \0\0\0\0M4A mp42isom") + NOTHING),
    "M4A (a recorder's)": ("audio/x-m4a", "m4a", box(b"ftyp", b"mp42\0\0\0\0mp42isom") + NOTHING),
    "AAC": ("audio/aac", "aac", b"\xff\xf1\x50\x80\x02\x1f\xfc" + NOTHING),
    "OGG": ("audio/ogg", "ogg", b"OggS\x00\x02" + NOTHING),
    "AMR": ("audio/amr", "amr", b"#!AMR\n\x3c" + NOTHING),
    "MP4": ("video/mp4", "mp4", box(b"ftyp", b"isom\0\0\2\0isomiso2avc1mp41") + NOTHING),
}

OTHERS: dict[str, bytes] = {
    "a program": b"MZ\x90\x00\x03\x00\x00\x00" + NOTHING,
    "a Linux program": b"\x7fELF\x02\x01\x01" + NOTHING,
    "a page": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
    "a drawing that may run scripts": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "an archive": b"PK\x03\x04\x14\x00\x00\x00" + NOTHING,
    "a text": "三次未办成".encode() * 20,
    "zeros": bytes(512),
    "a GIF": b"GIF89a\x01\x00\x01\x00" + NOTHING,
    "an AVI": b"RIFF\x24\x00\x00\x00AVI LIST" + NOTHING,
}

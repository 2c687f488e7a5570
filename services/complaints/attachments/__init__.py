"""Attachments (附件): photos, scans and recordings of a complaint; their bytes are with the gateway.

The bytes are stored first and recorded after that (docs/adr/0012): a kill in between leaves an object that is nobody's,
which the gateway removes after a day, and never a row without its object.
"""

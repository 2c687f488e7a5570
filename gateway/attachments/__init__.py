"""Attachments at the edge: a file passes through in small pieces, is checked, hashed, encrypted and stored.

No service sees the bytes. The store is this process's own: a folder or an S3-compatible one.
"""

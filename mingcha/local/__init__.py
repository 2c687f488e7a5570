"""The whole platform on one machine: a private broker and database, the services and the gateway, started together.

``Platform`` in ``platform.py`` is the way in; ``PrivateBroker`` and ``PrivateDatabase`` can be had alone.
"""

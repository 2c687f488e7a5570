"""The three kinds of mail: commands, queries and events, each a batch mailbox that nameko hosts.

``entrypoints`` are what a service writes over its methods; ``mailbox`` takes what is waiting; ``settlement`` decides a
batch in one transaction; ``relay`` publishes what was committed; ``returns`` is where failed mail goes.
"""

"""Versions, ranges and requirements: the values, which need no engine.

They are the one part of rez that is written twice, here and in the engine's
`src/version`, because parsing and comparing happen far too often to cross to
another process for them. Both sides answer the same vector files.

Nothing here imports anything but `rez_next.exceptions` and, where it is cheap,
the standard library.
"""

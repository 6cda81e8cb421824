"""How the wheel is built; `rez_next_build.hooks` is the PEP 517 backend.

Nothing is imported here: the root script uses `sources` and `node` under a Python that may not
have setuptools.
"""

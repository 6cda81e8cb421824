"""Modules of Python's own that this package imports when it needs them.

`apply()` puts a context's PYTHONPATH in the place of `sys.path`, as rez does, and Python's own
folders go with it. rez goes on working, since it imports at once all that it will ever use; so
must this package from there on.
"""

from __future__ import annotations

_MODULES = (
    "argparse ast base64 bisect contextlib contextvars copy copyreg ctypes datetime difflib "
    "email.mime.text email.parser enum errno fcntl fnmatch functools getpass glob hashlib html "
    "importlib.machinery importlib.metadata importlib.util inspect io json keyword logging.config "
    "math opcode pathlib pkgutil platform pprint py_compile queue random re resource select shlex "
    "shutil signal site smtplib socket stat string subprocess sysconfig tempfile textwrap "
    "threading traceback types urllib.parse uuid warnings weakref webbrowser zlib"
).split()


def import_late_modules() -> None:
    """Import them, as far as this Python has them."""
    from importlib import import_module

    for name in _MODULES:
        try:
            import_module(name)
        except ImportError:
            # Of another system, or an optional part of Python.
            continue

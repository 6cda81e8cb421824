"""`rezplugins` of the rez that this folder gives."""

import sys

_own = sys.modules.pop("rezplugins")
try:
    from importlib import import_module

    import_module("rez")
    if "rez_next" in sys.modules and sys.modules["rez_next"].switch.is_installed_as_rez():
        import_module("rezplugins")
    else:
        import os

        _here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        _path = sys.path[:]
        sys.path[:] = [entry for entry in _path if os.path.abspath(entry) != _here]
        try:
            import_module("rezplugins")
        finally:
            sys.path[:] = _path
except BaseException:
    sys.modules.setdefault("rezplugins", _own)
    raise

from rez_next import __rez_version__ as _rez_version

__all__ = ["_rez_version"]

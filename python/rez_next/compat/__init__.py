"""rez's module tree: each module here has the names of rez's module of that name.

Where the switch is on, this is `rez`. Modules are imported when they are asked for.
"""

from __future__ import annotations

import os

import rez_next

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Tools compare it to know what rez can do; `__rez_next_version__`, which rez has not, says that it
# is not rez that does it.
__version__ = rez_next.__rez_version__
__rez_next_version__ = rez_next.__version__
__license__ = "Apache-2.0"

module_root_path: str = __path__[0]


def _init_logging() -> None:
    """Set rez's loggers up again, as by the file that REZ_LOGGING_CONF names now."""
    from rez_next.objects.text.messages import init_logging

    init_logging()


def _print_stack_on_signal() -> None:
    """Have SIGUSR1, which would end the process, print where it is."""
    import signal

    def print_stack(_: int, frame: Any) -> None:
        import traceback

        print("\n" + "".join(traceback.format_stack(frame)))

    signal.signal(signal.SIGUSR1, print_stack)


if os.environ.get("REZ_SIGUSR1_ACTION") == "print_stack":
    _print_stack_on_signal()


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name == "packages_path":
        # A live list: the setting itself, as `rez.config.config.packages_path`.
        from rez_next.objects.config.config import config

        return config.packages_path
    if not name.startswith("_"):
        full_name = "rez_next.compat." + name
        try:
            return import_module(full_name)
        except ModuleNotFoundError as error:
            if error.name != full_name:
                raise
    raise AttributeError("module %r has no attribute %r" % (__name__, name))


def __dir__() -> list[str]:
    from pkgutil import iter_modules

    return sorted({*globals(), *(module.name for module in iter_modules(__path__))})

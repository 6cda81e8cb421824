"""Makes a package of rez's graphical interface, if there were one here."""

from __future__ import annotations

from rez_next.exceptions import RezBindError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn


def setup_parser(parser: Any) -> None:
    """Declare the options of this module."""
    parser.add_argument(
        "--gui-lib", type=str, default="PyQt-4", metavar="PKG", help="the library of the interface"
    )


def bind(path: str, version_range: Any = None, opts: Any = None, parser: Any = None) -> NoReturn:
    """Nothing.

    Raises:
        RezBindError: Always: this package has no graphical interface.
    """
    raise RezBindError(
        "There is no graphical interface in rez-next to bind. Bind it from an installed rez: "
        "rez bind rezgui"
    )

"""The build system `make`: rez knows its projects, but does not build them by itself."""

from __future__ import annotations

import os

from rez_next.objects.building.system import BuildSystem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class MakeBuildSystem(BuildSystem):
    """Stands for projects with a `Makefile`; to run it, say so in `build_command`.

    Raises:
        NotImplementedError: Always, as in rez, when it is to be made.
    """

    @classmethod
    def name(cls) -> str:
        """`make`."""
        return "make"

    @classmethod
    def is_valid_root(cls, path: str, package: Any = None) -> bool:
        """True if there is a `Makefile`."""
        return os.path.isfile(os.path.join(path, "Makefile"))

    def __init__(
        self,
        working_dir: str,
        opts: Any = None,
        package: Any = None,
        write_build_scripts: bool = False,
        verbose: bool = False,
        build_args: Any = [],  # noqa: B006
        child_build_args: Any = [],  # noqa: B006
    ) -> None:
        super().__init__(working_dir)
        raise NotImplementedError(
            "The build system 'make' builds nothing; name make in the package's build_command"
        )

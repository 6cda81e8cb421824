"""The build process `remote`: rez has its name, and builds nothing by it."""

from __future__ import annotations

from rez_next.objects.building.process import BuildProcessHelper

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class RemoteBuildProcess(BuildProcessHelper):
    """Stands for builds on other machines, for plugins to fill in."""

    @classmethod
    def name(cls) -> str:
        """`remote`."""
        return "remote"

    def build(
        self,
        install_path: Any = None,
        clean: bool = False,
        install: bool = False,
        variants: Any = None,
    ) -> int:
        """Nothing.

        Raises:
            NotImplementedError: Always, as in rez.
        """
        raise NotImplementedError("The build process 'remote' builds nothing; use 'local'")

    def release(self, release_message: Any = None, variants: Any = None) -> int:
        """Nothing.

        Raises:
            NotImplementedError: Always, as in rez.
        """
        raise NotImplementedError("The build process 'remote' releases nothing; use 'local'")

"""The one setuptools command that differs: the published stubs go beside the modules.

The stubs live apart in the repository, since a type checker that finds ``x.pyi`` beside ``x.py``
no longer looks into ``x.py``. Users get them merged, which is what ``py.typed`` promises.
"""

from __future__ import annotations

from pathlib import Path
from typing import List, Tuple

from setuptools.command.build_py import build_py

from .sources import project_root


class BuildPy(build_py):  # type: ignore[misc]  # not every setuptools is typed
    """Copies the modules, then the stubs of the same names."""

    editable_mode: bool = False

    def run(self) -> None:
        """Copy modules, data and stubs into the build folder."""
        super().run()
        if self.editable_mode:
            return
        for stub, target in self._stubs():
            self.mkpath(str(target.parent))
            self.copy_file(str(stub), str(target), preserve_mode=False)

    def get_outputs(self, include_bytecode: bool = True) -> List[str]:
        """Return every file that this command writes."""
        outputs: List[str] = list(super().get_outputs(include_bytecode))
        if self.editable_mode:
            return outputs
        return outputs + [str(target) for _, target in self._stubs()]

    def _stubs(self) -> List[Tuple[Path, Path]]:
        stubs = project_root() / "stubs"
        return [
            (stub, Path(self.build_lib) / stub.relative_to(stubs))
            for stub in sorted((stubs / "rez_next").rglob("*.pyi"))
        ]

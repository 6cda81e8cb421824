"""The one setuptools command that differs: the published stubs go beside the modules.

The stubs live apart in the repository, since a type checker that finds ``x.pyi`` beside ``x.py``
no longer looks into ``x.py``. Users get them merged, which is what ``py.typed`` promises.
"""

from __future__ import annotations

from pathlib import Path
from typing import List

from setuptools.command.build_py import build_py

from .sources import project_root
from .stubs import published_stubs


class BuildPy(build_py):  # type: ignore[misc]  # not every setuptools is typed
    """Copies the modules, then the stubs of the same names."""

    editable_mode: bool = False

    def run(self) -> None:
        """Copy modules, data and stubs into the build folder."""
        super().run()
        if self.editable_mode:
            return
        for name, text in published_stubs(project_root() / "stubs").items():
            target = Path(self.build_lib) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")

    def get_outputs(self, include_bytecode: bool = True) -> List[str]:
        """Return every file that this command writes."""
        outputs: List[str] = list(super().get_outputs(include_bytecode))
        if self.editable_mode:
            return outputs
        stubs = published_stubs(project_root() / "stubs")
        return outputs + [str(Path(self.build_lib) / name) for name in stubs]

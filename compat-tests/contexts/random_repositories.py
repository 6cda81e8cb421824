"""Random repositories on disk, with requests for them: all shapes that packages have."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, Dict, List, Tuple

Problem = Tuple[List[str], Dict[str, Any]]

NAMES = ["app", "lib_a", "lib-free", "core.base", "plugin", "Tool", "data"]
VERSIONS = ["1.0.0", "1.1", "2.0", "2.1-beta", "3", "10.0.1", "2024.2"]
RANGES = ["", "-{0}", "-{0}+", "<{0}", "=={0}", "-{0}|{1}", "-{0}..{1}", ">={0},<{1}", "-{0}+<{1}"]


def write_random(seed: int, folder: str) -> Tuple[List[str], List[Problem]]:
    """Write two repositories below `folder`; return their paths and what to ask of them."""
    writer = _Writer(random.Random(seed))
    # rez keeps what it read by path, so no two repositories of a run may share one.
    paths = [str(Path(folder) / name) for name in ("near", "far")]
    for path in paths:
        writer.repository(Path(path))
    return paths, [writer.problem() for _ in range(6)]


class _Writer:
    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._names = rng.sample(NAMES, rng.randint(3, 6))
        self._names = [name for name in self._names if "-" not in name]

    def repository(self, path: Path) -> None:
        path.mkdir(parents=True)
        for place, name in enumerate(self._names):
            roll = self._rng.random()
            if roll < 0.1:
                continue
            needed = self._names[place + 1 :]
            if roll < 0.2:
                self._combined(path, name, needed)
            elif roll < 0.3:
                self._write(path / name, name, "", needed)
            else:
                for version in self._rng.sample(VERSIONS, self._rng.randint(1, 4)):
                    self._write(path / name / version, name, version, needed)

    def _combined(self, path: Path, name: str, needed: List[str]) -> None:
        """One file that holds several versions, and what only some of them say."""
        versions = self._rng.sample(VERSIONS, 3)
        (path / f"{name}.yaml").write_text(
            f"name: {name}\n"
            f"versions: {versions!r}\n"
            f"requires: {self._requirements(needed)!r}\n"
            "version_overrides:\n"
            f"  '{versions[0]}':\n    requires: {self._requirements(needed)!r}\n"
            "  '2+':\n    description: overridden\n"
            "commands: |\n  env.COMBINED = '{version}'\n",
            encoding="utf-8",
        )

    def _write(self, folder: Path, name: str, version: str, needed: List[str]) -> None:
        folder.mkdir(parents=True)
        if self._rng.random() < 0.2:
            (folder / "package.yaml").write_text(self._yaml(name, version, needed), "utf-8")
        else:
            (folder / "package.py").write_text(self._python(name, version, needed), "utf-8")
        if self._rng.random() < 0.3:
            (folder / "bin").mkdir()

    def _yaml(self, name: str, version: str, needed: List[str]) -> str:
        lines = [f"name: {name}"]
        if version:
            lines.append(f"version: '{version}'")
        lines.append(f"requires: {self._requirements(needed)!r}")
        if self._rng.random() < 0.4:
            lines.append(f"variants: {self._variants(needed)!r}")
        if self._rng.random() < 0.3:
            lines.append("timestamp: %d" % self._rng.choice([100, 2000]))
        lines += ["tools: [x, y]", "custom: {a: [1, two], 3: ~}"]
        lines += ["commands: |", "  env.PATH.prepend('{root}/bin')", "  env.Y_%s = 1" % len(name)]
        return "\n".join(lines) + "\n"

    def _python(self, name: str, version: str, needed: List[str]) -> str:
        rng = self._rng
        parts = [f"name = {name!r}"]
        if version:
            parts.append(f"version = {version!r}")
        parts.append(self._list("requires", self._requirements(needed)))
        if rng.random() < 0.5:
            parts.append(f"variants = {self._variants(needed)!r}")
            if rng.random() < 0.4:
                parts.append("hashed_variants = True")
        if rng.random() < 0.3:
            parts.append(f"build_requires = {self._requirements(needed)!r}")
        if rng.random() < 0.3:
            parts.append(f"private_build_requires = {self._requirements(needed)!r}")
        if rng.random() < 0.3:
            parts.append("timestamp = %d" % rng.choice([100, 2000]))
        for text in ATTRIBUTES:
            if rng.random() < 0.12:
                parts.append(text)
        for attribute in ("pre_commands", "commands", "post_commands"):
            if rng.random() < (0.8 if attribute == "commands" else 0.2):
                lines = rng.sample(STATEMENTS, rng.randint(1, 5))
                parts.append("def %s():\n    %s" % (attribute, "\n    ".join(lines)))
        return "\n\n".join(parts) + "\n"

    def _list(self, name: str, items: List[str]) -> str:
        roll = self._rng.random()
        if roll < 0.1:
            return f"@early()\ndef {name}():\n    return {items!r} + []"
        if roll < 0.2:
            return f"@late()\ndef {name}():\n    return {items!r}"
        return f"{name} = {items!r}"

    def _variants(self, needed: List[str]) -> List[List[str]]:
        names = needed or ["data"]
        variants = []
        for _ in range(self._rng.randint(1, 3)):
            chosen = self._rng.sample(names, min(len(names), self._rng.randint(1, 2)))
            variants.append([name + self._range() for name in chosen])
        return variants

    def _requirements(self, needed: List[str]) -> List[str]:
        rng = self._rng
        chosen = rng.sample(needed, min(len(needed), rng.choice([0, 0, 1, 2])))
        requirements = [
            rng.choice(["", "", "", "", "~", "!"]) + name + self._range() for name in chosen
        ]
        if rng.random() < 0.2:
            requirements.append(rng.choice([".feature-1", ".feature-1.5+", ".feature<3", ".opt"]))
        return requirements

    def _range(self) -> str:
        low, high = sorted(self._rng.sample(VERSIONS, 2), key=VERSIONS.index)
        return self._rng.choice(RANGES + ["", "", ""]).format(low, high)

    def problem(self) -> Problem:
        rng = self._rng
        count = rng.randint(1, 3)
        requests = [
            rng.choice(["", "", "", "", "", "~", "!"]) + rng.choice(self._names) + self._range()
            for _ in range(count)
        ]
        if rng.random() < 0.2:
            requests.append(rng.choice([".feature-1", ".feature-2+", ".feature-3", ".opt-1"]))
        options: Dict[str, Any] = {}
        if rng.random() < 0.3:
            options["timestamp"] = rng.choice([50, 500, 5000])
        for name, chance in (("building", 0.25), ("testing", 0.1)):
            if rng.random() < chance:
                options[name] = True
        if rng.random() < 0.2:
            options["max_fails"] = rng.choice([0, 1, 2])
        if rng.random() < 0.5:
            options["add_implicit_packages"] = False
        return requests, options


ATTRIBUTES = [
    "description = '''\n    Indented\n      text.\n    '''",
    "authors = ['me']\ntools = ['one', 'two']",
    "@late()\ndef tools():\n    return ['t-%s' % this.version, str(in_context())]",
    "@early()\ndef description():\n    import os\n    return os.path.basename('/a/early')",
    "@late()\ndef custom():\n    if in_context():\n"
    "        return sorted(str(r) for r in request), building\n    return None",
    "uuid = 'u-1'\nhelp = [['Home', 'x']]",
    "help = 'one page'\nrelocatable = False",
    "cachable = True\ncustom = {'a': (1, 2.5), 'b': {1, 2}, 'c': None}",
    "label = 'L%s' % name",
    "with scope('config') as c:\n    c.release_packages_path = '/other'",
    "tests = {'unit': 'true'}\nhas_plugins = True",
]
STATEMENTS = [
    "env.PATH.prepend('{root}/bin')",
    "env.PYTHONPATH.append('{root}/python')",
    "env.ROOT = '{this.root}'\n    env.VERSION = version",
    "env.BASE = base or 'nowhere'",
    "alias('run', 'run --now')",
    "info('hello {this.name}') if False else None",
    "if 'app' in resolve:\n        env.APP = resolve.app.version",
    "if intersects(ephemerals.get_range('feature', '1'), '1.2+'):\n        env.FEATURE = 'on'",
    "env['N_%s' % this.name.upper().replace('.', '_')] = str(this.version.major)",
    "if building:\n        env.BUILDING = 1",
    "if testing:\n        env.TESTING.append('x')",
    "env.LIST.append('a')\n    env.LIST.prepend('b')",
    "if 'data' in request:\n        env.DATA = str(request.data)",
    "env.SYS = system.platform + '-{system.arch}'",
    "setenv('A', getenv('A') + 'c')",
    "import os\n    env.SEP = os.sep",
    "env.TOOLS = '|'.join(this.tools or [])",
    "env.FEW = [str(r) for r in this.requires or []][:1] and 'some'",
    "env.INDEX = str(this.index)",
]

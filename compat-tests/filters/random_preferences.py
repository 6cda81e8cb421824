"""Random repositories with packages of every age, and random filters and orderers for them."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, Dict, List

Pod = Dict[str, Any]

NAMES = ["app", "lib_a", "lib_b", "core", "tool"]
VERSIONS = ["1", "1.0.0", "1.0.5", "1.1.0", "1.1.1", "1.2.beta", "2.beta", "2.0.0", "2.1.0",
            "2.1.5", "3", "10.1"]  # fmt: skip
RANGES = ["", "", "", "-{0}", "-{0}+", "<{0}", "=={0}", "-{0}|{1}", ">={0},<{1}"]
TIMES = [1000, 2000, 3000, 4000, 5000]


class Preferences:
    """What one seed gives.

    Attributes:
        paths: The repositories.
        configured_paths: The setting `packages_path`, by which orderers go.
        cases: Requests with the options of their resolve, as plain data.
    """

    def __init__(self, seed: int, folder: Path) -> None:
        self._rng = random.Random(seed)
        self._names = self._rng.sample(NAMES, self._rng.randint(2, len(NAMES)))
        self.paths = [str(folder / name) for name in ("near", "far")]
        for path in self.paths:
            self._repository(Path(path))
        self.configured_paths = self._rng.choice([self.paths] * 3 + [self.paths[:1], []])
        self.cases = [self._case() for _ in range(10)]

    def _repository(self, path: Path) -> None:
        rng = self._rng
        path.mkdir(parents=True)
        for place, name in enumerate(self._names):
            if rng.random() < 0.15:
                continue
            for version in rng.sample(VERSIONS, rng.randint(1, 8)):
                folder = path / name / version
                folder.mkdir(parents=True)
                text = self._definition(name, version, self._names[place + 1 :])
                (folder / "package.py").write_text(text, encoding="utf-8")

    def _definition(self, name: str, version: str, needed: List[str]) -> str:
        rng = self._rng
        if rng.random() < 0.02:
            return "name = 1 / 0"
        lines = [f"name = {name!r}", f"version = {version!r}"]
        if rng.random() < 0.7:
            # Mostly, later versions are released later.
            place = VERSIONS.index(version) // 3 if rng.random() < 0.8 else rng.randint(0, 4)
            lines.append("timestamp = %d" % (TIMES[place] + rng.choice([-1, 0, 1])))
        if needed and rng.random() < 0.6:
            lines.append(f"requires = {self._requirements(needed)!r}")
        if needed and rng.random() < 0.5:
            variants = [self._requirements(needed) for _ in range(rng.randint(1, 4))]
            lines.append(f"variants = {variants!r}")
        return "\n".join(lines) + "\n"

    def _requirements(self, names: List[str]) -> List[str]:
        rng = self._rng
        chosen = rng.sample(names, rng.randint(1, min(2, len(names))))
        return [rng.choice(["", "", "", "", "!"]) + name + self._range() for name in chosen]

    def _range(self) -> str:
        low, high = sorted(self._rng.sample(VERSIONS, 2), key=VERSIONS.index)
        return self._rng.choice(RANGES).format(low, high)

    def _case(self) -> Pod:
        rng = self._rng
        case: Pod = {"requests": self._requests(), "configured": rng.random() < 0.3}
        if rng.random() < 0.7:
            case["filter"] = [self._filter() for _ in range(rng.choice([0, 1, 1, 2, 3]))]
        if rng.random() < 0.7:
            case["orderers"] = [self._orderer() for _ in range(rng.choice([0, 1, 1, 2, 3]))]
        if rng.random() < 0.3:
            case["timestamp"] = rng.choice(TIMES)
        if rng.random() < 0.25:
            case["own rule"] = rng.choice(["second", "age"])
        if rng.random() < 0.3:
            case["own order"] = rng.choice(
                ["plain", "object", "mixed", "reversed", "partial", "raises"]
            )
            case["own packages"] = rng.choice([None, rng.sample(NAMES, 2)])
        if rng.random() < 0.3:
            case["mode"] = "intersection_priority"
        return case

    def _requests(self) -> List[str]:
        rng = self._rng
        chosen = rng.sample(self._names, rng.randint(1, min(3, len(self._names))))
        return [rng.choice(["", "", "", "", "~", "!"]) + name + self._range() for name in chosen]

    def _filter(self) -> Pod:
        rng = self._rng
        pod: Pod = {}
        for key, chance in (("excludes", 0.95), ("includes", 0.4)):
            if rng.random() < chance:
                rules = [self._rule() for _ in range(rng.randint(1, 3))]
                pod[key] = rules[0] if len(rules) == 1 and rng.random() < 0.3 else rules
        return pod

    def _rule(self) -> str:
        rng = self._rng
        name, version = rng.choice(self._names), rng.choice(VERSIONS)
        texts = [
            "*.beta", "*-%s" % version, "%s-*" % name, "%s-2*" % name, "glob(%s-[12].*)" % name,
            "glob(*-?.?.?)", "glob(%s*)" % name[0], "glob(*[!05])", "glob([!ab]*)",
            r"regex(.*\.beta$)", r"regex(%s-\d\.[01].*)" % name, "regex(%s)" % name,
            r"regex(.*-\d\.\d\.\d$)", r"regex([a-c]\w+-2\b.*)", "regex(^lib_[^a].*|app-1)",
            "range(%s%s)" % (name, self._range()), name + self._range(),
            "%s-%s" % (name, version), "range(!%s-2)" % name, "range(~%s-1)" % name,
            "before(%d)" % rng.choice(TIMES), "after(%d)" % rng.choice(TIMES),
            "after(%s:%d)" % (name, rng.choice(TIMES)),
            "before(%s:%d)" % (name, rng.choice(TIMES)),
        ]  # fmt: skip
        return rng.choice(texts)

    def _orderer(self, nested: bool = False) -> Pod:
        rng = self._rng
        packages = rng.choice([None, ["*"], rng.sample(NAMES, 2), rng.sample(NAMES, 3)])
        pods: List[Pod] = [
            {"type": "sorted", "descending": rng.random() < 0.3},
            {"type": "no_order"},
            {"type": "version_split", "first_version": rng.choice(VERSIONS)},
            {
                "type": "soft_timestamp",
                "timestamp": rng.choice(TIMES),
                "rank": rng.choice([0, 0, 1, 2, 3]),
            },
        ]
        pod = dict(rng.choice(pods), packages=packages)
        if nested or rng.random() < 0.7:
            return pod
        orderers = []
        for _ in range(rng.randint(1, 3)):
            each = self._orderer(nested=True)
            orderers.append(dict(each, packages=rng.sample([*NAMES, "*"], 2)))
        result: Pod = {"type": "per_family", "orderers": orderers}
        if rng.random() < 0.5:
            result["default_order"] = self._orderer(nested=True)
        return result

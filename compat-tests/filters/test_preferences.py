"""Random filters and orderers, rez's own kinds and users' own, decide as with rez."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional

import pytest

pytest.importorskip("rez")

from filters.random_preferences import Pod, Preferences
from support.random_runs import again, seeds

SEEDS = seeds(30, 1000)

#: rez itself breaks: on open ranges under a ranked timestamp, and on what a family is compared with
#: that has no range. Any answer will do.
REZ_BREAKS = ("RuntimeError", "UnboundLocalError", "TypeError", "AttributeError")


class Side:
    """rez or us, with rules and orderers of a user's own made from its classes."""

    def __init__(self, root: str) -> None:
        self.config = import_module(root + ".config").config
        self.filters = import_module(root + ".package_filter")
        self.orders = import_module(root + ".package_order")
        self.packages = import_module(root + ".packages")
        self.contexts = import_module(root + ".resolved_context")
        self.values = import_module(root + ".version")

    def rule(self, kind: str) -> Any:
        class OwnRule(self.filters.Rule):  # type: ignore[name-defined, misc]
            name = "own"
            _family = None

            def match(self, package: Any) -> bool:
                if kind == "age":
                    return (package.timestamp or 0) > 3000
                return bool(package.version) and len(package.version) == 2

            def cost(self) -> int:
                return 5

            def __str__(self) -> str:
                return "own(%s)" % kind

        return OwnRule()

    def order(self, kind: str, packages: Optional[List[str]]) -> Any:
        version_class = self.values.Version
        reverse = self.values.reverse_sort_key

        class Key:
            def __init__(self, text: str) -> None:
                self.text = text[::-1]

            def __eq__(self, other: Any) -> bool:
                return bool(self.text == other.text)

            def __lt__(self, other: Any) -> bool:
                return bool(self.text < other.text)

        class OwnOrder(self.orders.PackageOrder):  # type: ignore[name-defined, misc]
            name = "own"

            def sort_key_implementation(self, package_name: str, version: Any) -> Any:
                text = str(version)
                if kind == "plain":
                    return (len(text), "beta" in text, -0.5, text)
                if kind == "object":
                    return Key(text)
                if kind == "mixed":
                    return text if "0" in text else (version_class("2"), 1)
                if kind == "reversed":
                    return [reverse(version)]
                if kind == "partial":
                    return (0, version) if version < version_class("2") else (1, None, text)
                raise ValueError("no keys")

            def to_pod(self) -> Pod:
                return {"kind": kind, "packages": self.packages}

            def __str__(self) -> str:
                return kind

        return OwnOrder(packages)

    def answer(self, case: Pod, preferences: Preferences) -> Dict[str, Any]:
        filters = self.filters.PackageFilterList
        orders = self.orders.PackageOrderList
        options = {key: case[key] for key in ("timestamp",) if key in case}
        self.config.override("packages_path", preferences.configured_paths)
        self.config.override("variant_select_mode", case.get("mode", "version_priority"))
        self.config.override("package_filter", case.get("filter"))
        self.config.override("package_orderers", case.get("orderers"))
        for cls in (filters, orders):
            if "_class_property_singleton" in vars(cls):
                delattr(cls, "_class_property_singleton")
        own_filter, own_orders = filters.singleton.copy(), orders(orders.singleton)
        if "own rule" in case:
            own_filter.add_exclusion(self.rule(case["own rule"]))
        if "own order" in case:
            own_orders.insert(0, self.order(case["own order"], case["own packages"]))
        if not case["configured"]:
            options["package_filter"] = own_filter
            options["package_orderers"] = own_orders
        found: Dict[str, Any] = {
            "filter": [str(own_filter), own_filter.sha1, own_filter.to_pod(), bool(own_filter)],
            "costs": [each.cost for each in own_filter.filters],
            "orders": [[repr(each), each.sha1] for each in own_orders],
        }
        try:
            context = self.contexts.ResolvedContext(
                case["requests"],
                package_paths=preferences.paths,
                add_implicit_packages=False,
                **options,
            )
        except Exception as error:
            return {**found, "error": type(error).__name__, "message": str(error)}
        packages = context.resolved_packages or ()
        written = context.to_dict(["package_filter", "package_orderers"])
        found.update(
            status=context.status.name,
            packages=[[str(variant.qualified_name), variant.uri] for variant in packages],
            failure=context.failure_description,
            written=[written["package_filter"], written["package_orderers"]],
        )
        return found


@pytest.fixture
def sides(monkeypatch: pytest.MonkeyPatch) -> Iterator[List[Side]]:
    # "no_order" shows in what order a repository lists versions. rez takes that of a set of texts,
    # another one in each process; the engine's is by name.
    filesystem = import_module("rezplugins.package_repository.filesystem")
    repository = filesystem.FileSystemPackageRepository
    listed = repository._get_version_dirs
    monkeypatch.setattr(
        repository, "_get_version_dirs", lambda self, root: sorted(listed(self, root))
    )
    found = [Side("rez"), Side("rez_next.compat")]
    yield found
    for side in found:
        for name in ("packages_path", "variant_select_mode", "package_filter", "package_orderers"):
            side.config.remove_override(name)
        for cls in (side.filters.PackageFilterList, side.orders.PackageOrderList):
            if "_class_property_singleton" in vars(cls):
                delattr(cls, "_class_property_singleton")


def test_preferences_decide_as_with_rez(sides: List[Side], tmp_path: Path) -> None:
    solved = 0
    for seed in SEEDS:
        preferences = Preferences(seed, tmp_path / str(seed))
        for case in preferences.cases:
            expected, found = (side.answer(case, preferences) for side in sides)
            if expected.get("error") in REZ_BREAKS:
                assert found.get("error") != "EngineError"
                continue
            if expected.get("message") == "no keys":
                # rez asks for the keys of what needs no sorting, too.
                continue
            if expected.get("error") == "ResourceError" and "soft_timestamp" in str(case):
                # rez reads a family's packages even where there is nothing to sort, and finds a
                # broken one.
                continue
            assert found == expected, f"{again(seed)}: {case}"
            solved += expected.get("status") == "solved"
    assert solved > len(SEEDS)


def test_orderers_reorder_as_with_rez(sides: List[Side], tmp_path: Path) -> None:
    for seed in SEEDS:
        preferences = Preferences(seed, tmp_path / str(seed))
        for case in preferences.cases:
            for pod in case.get("orderers", ()):
                expected, found = (_reordered(side, pod, preferences) for side in sides)
                assert found == expected or expected[0] == "UnboundLocalError", (
                    f"{again(seed)}: {pod}"
                )


def _reordered(side: Side, pod: Pod, preferences: Preferences) -> List[Any]:
    side.config.override("packages_path", preferences.paths)
    orderer = side.orders.from_pod(pod)
    found: List[Any] = [side.orders.to_pod(orderer)]
    for name in ("app", "core", "tool"):
        try:
            packages = list(side.packages.iter_packages(name))
            ordered = orderer.reorder(packages)
        except Exception as error:
            return [type(error).__name__]
        versions = None if ordered is None else [str(each.version) for each in ordered]
        found.append(versions)
    return found

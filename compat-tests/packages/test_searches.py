"""Searches over all packages beside rez: what needs what, completions, patterns, wildcards."""

from __future__ import annotations

import os
from io import StringIO
from pathlib import Path
from typing import Any, List

import pytest
import rez
import rez.config
import rez.exceptions
import rez.package_py_utils
import rez.package_search
import rez.packages

import rez_next.compat.config
import rez_next.compat.exceptions
import rez_next.compat.package_py_utils
import rez_next.compat.package_search
import rez_next.compat.packages
import rez_next.compat.version

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.path.dirname(rez.__file__)) / "data" / "tests"
PATHS = [
    str(ROOT / "examples" / "packages"),
    str(DATA / "solver" / "packages"),
    str(DATA / "packages" / "yaml_packages"),
    str(DATA / "packages" / "py_packages"),
]
SIDES: List[Any] = [rez, rez_next.compat]
FAMILIES = sorted({family.name for family in rez.packages.iter_package_families(paths=PATHS)})


@pytest.mark.parametrize("depth", [None, 0, 1, 2])
def test_reverse_dependencies(depth: Any) -> None:
    for name in FAMILIES:
        for build in (False, True):
            found = []
            for side in SIDES:
                levels, graph = side.package_search.get_reverse_dependency_tree(
                    name,
                    depth=depth,
                    paths=PATHS,
                    build_requires=build,
                    private_build_requires=build,
                )
                nodes = sorted(graph.nodes())
                # Of several that a package needs at one distance, rez names whichever comes first.
                found.append((levels, nodes, len(graph.edges())))
            assert found[1][:2] == found[0][:2], name


def test_an_unknown_family_is_said() -> None:
    for side in SIDES:
        with pytest.raises(Exception, match="No such package family 'nope'"):
            side.package_search.get_reverse_dependency_tree("nope", paths=PATHS)
        with pytest.raises(Exception, match="No such package family 'nope'"):
            side.package_search.get_plugins("nope", paths=PATHS)


@pytest.mark.parametrize("prefix", ["", "p", "py", "python", "python-", "python-2.", "!py", "~ma"])
@pytest.mark.parametrize("family_only", [False, True])
def test_completions(prefix: str, family_only: bool) -> None:
    theirs, ours = (
        side.packages.get_completions(prefix, paths=PATHS, family_only=family_only)
        for side in SIDES
    )
    assert ours == theirs


@pytest.mark.parametrize("request_", [None, "p*", "python", "python-2.6+", "*a*", "zzz", "nada"])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"latest": True, "resource_type": "package"},
        {"resource_type": "variant", "validate": True},
        {"resource_type": "family"},
        {"resource_type": "package", "after_time": 1, "before_time": 6000},
    ],
    ids=str,
)
def test_patterns(request_: Any, options: Any) -> None:
    outputs = []
    for side in SIDES:
        searcher = side.package_search.ResourceSearcher(package_paths=PATHS, **options)
        kind, results = searcher.search(request_)
        text = StringIO()
        for template in (None, "{qual} {desc} {req} {base}\\n{nothing}"):
            formatter = side.package_search.ResourceSearchResultFormatter(template)
            good = [result for result in results if not result.validation_error]
            formatter.print_search_results(good, buf=text)
        wrong = [r.resource.qualified_name for r in results if r.validation_error]
        outputs.append((kind, wrong, text.getvalue()))
    assert outputs[1] == outputs[0]


def test_packages_by_where_they_are() -> None:
    for name in FAMILIES:
        for package in rez.packages.iter_packages(name, paths=PATHS):
            if "<" in package.uri:
                continue
            ours = rez_next.compat.packages.get_package_from_uri(package.uri, paths=PATHS)
            assert ours is not None and ours.uri == package.uri
            again = rez_next.compat.packages.get_package_from_handle(package.handle.to_dict())
            assert again == ours
            for variant in ours.iter_variants():
                uri = rez_next.compat.packages.get_variant_from_uri(variant.uri, paths=PATHS)
                assert uri == variant
                assert rez.packages.get_variant(variant.handle.to_dict()).uri == variant.uri


def test_what_is_no_definition_is_no_package(tmp_path: Path) -> None:
    (tmp_path / "packages" / "foo" / "1").mkdir(parents=True)
    definition = tmp_path / "packages" / "foo" / "1" / "package.py"
    definition.write_text("name = 'foo'\nversion = '1'\n")
    names = ["", "foo", "foo/1", "foo/package.py", "foo/2/package.py", "foo.py<1>", "bar/1", "<1>"]
    for side in SIDES:
        for name in names:
            uri = str(tmp_path / "packages" / name)
            assert side.packages.get_package_from_uri(uri) is None, name
            assert side.packages.get_variant_from_uri(uri + "[]") is None, name
        paths = [str(tmp_path / "packages")]
        assert side.packages.get_package_from_uri(paths[0] + "/foo.py<1>", paths) is None
    # rez looks for these in the working directory only.
    found = rez_next.compat.packages.get_package_from_uri(str(definition))
    assert found is not None and found.uri == str(definition)
    variant = rez_next.compat.packages.get_variant_from_uri(str(definition) + "[]")
    assert variant is not None and variant.parent == found


def test_a_handle_of_a_package_is_none_of_a_variant() -> None:
    for side in SIDES:
        package = side.packages.get_latest_package("python", paths=PATHS)
        for handle in (package.handle, package.handle.to_dict(), package.parent.handle):
            with pytest.raises(side.exceptions.ResourceError, match="Expected VariantResource"):
                side.packages.get_variant(handle)


def test_settings_of_a_repository_count_for_a_handle_with_another_path_to_it(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "packages" / "foo" / "1"
    folder.mkdir(parents=True)
    (folder / "package.py").write_text('name = "foo"\nversion = "1"\n')
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "packages", target_is_directory=True)
    variables = {"location": str(link), "name": "foo", "version": "1"}
    handle = {
        "key": "filesystem.package",
        "variables": {**variables, "repository_type": "filesystem"},
    }
    not_here = {str(tmp_path / "packages"): False}
    for side in SIDES:
        settings = side.config.config
        names = ("default_relocatable_per_repository", "default_cachable_per_repository")
        for name in names:
            settings.override(name, not_here)
        package = side.packages.get_package_from_handle(handle)
        assert (package.is_relocatable, package.is_cachable) == (False, False)
        for name in names:
            settings.remove_override(name)


@pytest.mark.parametrize("limit", [0, 50, 500])
def test_a_changelog_in_release_data_is_as_long_as_the_setting_says(
    limit: int, tmp_path: Path
) -> None:
    folder = tmp_path / "foo" / "1"
    folder.mkdir(parents=True)
    (folder / "package.py").write_text('name = "foo"\nversion = "1"\n')
    (folder / "release.yaml").write_text("timestamp: 5\nchangelog: %s\n" % ("x" * 200))
    found = []
    for side in SIDES:
        side.config.config.override("max_package_changelog_chars", limit)
        found.append(side.packages.get_package("foo", "1", paths=[str(tmp_path)]).changelog)
        side.config.config.remove_override("max_package_changelog_chars")
    assert found[0] == found[1]


@pytest.mark.parametrize("text", ["python-*", "python==**", "python-2.*+<**", "python-**|2.5"])
def test_wildcards(text: str) -> None:
    theirs, ours = (side.package_py_utils.expand_requirement(text, paths=PATHS) for side in SIDES)
    assert ours == theirs


@pytest.mark.parametrize(
    "text", ["~none-*", "~none-**", "~none-*+", "~none>=*", "none-*+", "none-2.*", "!none-*|1"]
)
def test_wildcards_without_versions(text: str) -> None:
    theirs, ours = (side.package_py_utils.expand_requirement(text, paths=PATHS) for side in SIDES)
    assert ours == theirs


@pytest.mark.parametrize("text", ["none-*", "!none-**", "none@*"])
def test_a_wildcard_for_no_version_is_refused(text: str) -> None:
    with pytest.raises(IndexError):
        rez.package_py_utils.expand_requirement(text, paths=PATHS)
    with pytest.raises(rez_next.compat.version.VersionError, match="no version of 'none'"):
        rez_next.compat.package_py_utils.expand_requirement(text, paths=PATHS)


def test_printed_packages() -> None:
    for name in FAMILIES:
        texts = []
        for side in SIDES:
            text = StringIO()
            package = side.packages.get_latest_package(name, paths=PATHS)
            if package is not None:
                package.print_info(buf=text, include_release=True)
                text.write(package.format("{name} {version} {requires} {x}"))
            texts.append(text.getvalue())
        assert texts[1] == texts[0]


def test_each_family_of_one_name_has_its_own_packages(tmp_path: Path) -> None:
    (tmp_path / "b" / "7").mkdir(parents=True)
    (tmp_path / "b" / "7" / "package.py").write_text("name = 'b'\nversion = '7'\n")
    (tmp_path / "b.yaml").write_text("name: b\nversions: ['1', '2']\nrequires: [x]\n")
    (tmp_path / "b.py").write_text("name = 'b'\nversions = ['5']\nvariants = [['q'], ['r']]\n")

    def found(side: Any) -> List[Any]:
        families = side.packages.iter_package_families([str(tmp_path)])
        return sorted(
            (
                family.resource.uri,
                sorted(
                    (
                        package.uri,
                        str(package.requires),
                        [each.uri for each in package.iter_variants()],
                    )
                    for package in family.iter_packages()
                ),
            )
            for family in families
        )

    expected, ours = map(found, SIDES)
    assert len(expected) == 3
    assert ours == expected

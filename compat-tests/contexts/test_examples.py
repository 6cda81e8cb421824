"""Requests of the sample repository, its packages and its contexts, side by side with rez."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Dict, List

import pytest

pytest.importorskip("rez")

from contexts.sides import (
    SIDES,
    Side,
    attributes,
    described,
    environ,
    outcome,
    plain,
    same,
    script,
    variant,
)

HERE = Path(__file__).resolve().parent

PACKAGES = str(HERE.parents[1] / "examples" / "packages")

REQUESTS = [
    ["python-3.9", "maya-2024"],
    ["maya-2024", "usd", "my_tool"],
    ["nuke-13.2", "python-3.9", "maya-2024"],
    ["maya"],
    ["houdini"],
    ["usd", "!python-3.9"],
    ["usd-23+", "~python-3.10"],
    ["maya-2022", "python-3.11"],
    ["my_tool", ".gpu-1"],
    [".gpu-1", ".gpu-2"],
    [".foo-1..2", "!.foo-3", ".foo-1+"],
    ["maya-2024", "maya-2025"],
    ["review_player"],
    ["studio_config"],
    ["gpu_denoiser"],
    ["legacy_publisher"],
    ["alembic", "openexr"],
    ["boost-1.76", "usd"],
    ["python-3..3.10"],
    ["maya==2024.2"],
    ["maya>=2023", "maya<2025"],
    ["maya-2024|2022"],
    ["python-2.7", "numpy"],
    ["tbb-2020", "usd"],
    ["!maya"],
    ["~maya"],
    ["~maya-2024", "maya"],
    ["maya-2024", "!maya-2024"],
    ["pipeline_core", "os-CentOS-7"],
    ["mtoa", "arnold-7.1"],
    [],
    # What is no request, and what does not exist.
    ["nosuch"],
    ["python-99"],
    ["Maya"],
    ["maya-"],
    ["maya@1"],
    ["ma ya"],
    ["maya-2024.*"],
    ["maya-[1]"],
    ["a#b"],
    ["__pycache__"],
    ["-"],
    ["!"],
    ["~"],
    [""],
    ["../maya"],
    ["maya-2024\n"],
    ["é-1"],
]
OPTIONS: List[Dict[str, Any]] = [
    {},
    {"building": True, "testing": True},
    {"add_implicit_packages": False, "max_fails": 0},
    {"max_fails": 1},
    {"time_limit": 0.0},
    {"timestamp": 1700000000},
    {"package_paths": [PACKAGES, "/nonexistent", PACKAGES]},
    {"package_paths": ["/nonexistent"]},
    {"package_paths": []},
]
# What every package has, what some have, what a package never has.
ATTRIBUTES = """
    name version requires variants tools description commands pre_commands post_commands authors
    help tests uuid base build_requires private_build_requires cachable relocatable hashed_variants
    has_plugins plugin_for timestamp revision changelog release_message previous_version
    previous_revision vcs pre_build_commands pre_test_commands qualified_name is_package is_variant
    is_local uri is_relocatable is_cachable num_variants root subpath index variant_requires
    format_version preprocess build_command nothing _private
""".split()


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_contexts(options: Dict[str, Any]) -> None:
    for request in REQUESTS:

        def question(side: Side, request: List[str] = request) -> Any:
            arguments = {"package_paths": [PACKAGES], **options}
            context = side.resolved_context.ResolvedContext(request, **arguments)
            found = described(context)
            if context.success:
                found["environ"] = environ(context.get_environ())
                found["tools"] = plain(context.get_tools())
                if not options:
                    found["script"] = script(context.get_shell_code("bash"))
            return found

        same(question)


def test_packages() -> None:
    def question(side: Side) -> Any:
        found: Dict[str, Any] = {}
        for family in side.packages.iter_package_families(paths=[PACKAGES]):
            found[family.name] = [str(family), family.handle.to_dict()]
            for package in family.iter_packages():
                found[package.qualified_name] = {
                    **attributes(package, ATTRIBUTES),
                    "texts": [str(package), package.as_exact_requirement()],
                    "handle": package.handle.to_dict(),
                    "parent": str(package.parent),
                    "more": package.arbitrary_keys(),
                }
                for each in package.iter_variants():
                    found[each.qualified_name] = {
                        **attributes(each, ATTRIBUTES),
                        **variant(each),
                        "texts": [str(each), str(each.parent), str(each.handle)],
                        "requires": plain(each.get_requires(True, True)),
                    }
        return found

    same(question)


@pytest.mark.parametrize(
    "call",
    [
        "get_package('maya', '2024.2', paths=paths)",
        "get_package('maya', '2024', paths=paths)",
        "get_package('maya', '', paths=paths)",
        "get_package('maya', '2024..', paths=paths)",
        "get_package('maya', 'a b', paths=paths)",
        "get_package('nosuch', '1', paths=paths)",
        "get_package('', '1', paths=paths)",
        "get_package('maya-2024', '1', paths=paths)",
        "get_latest_package('maya', paths=paths)",
        "get_latest_package('maya', '<2024', paths=paths)",
        "get_latest_package('maya', '9999', paths=paths)",
        "get_latest_package('maya', '9999', paths=paths, error=True)",
        "get_latest_package('nosuch', paths=paths, error=True)",
        "get_latest_package('maya', 'a..', paths=paths)",
        "iter_packages('maya', '2023..2025', paths=paths)",
        "iter_packages('maya', '==', paths=paths)",
        "iter_packages('nosuch', paths=paths)",
        "iter_packages('../packages', paths=paths)",
        "iter_packages('maya', paths=[])",
        "iter_packages('maya', paths=['/nonexistent'])",
        "iter_package_families(paths=['/nonexistent', paths[0] + '/maya'])",
    ],
)
def test_finding(call: str) -> None:
    def question(side: Side) -> Any:
        found = eval("packages." + call, {"packages": side.packages, "paths": [PACKAGES]})
        if call.startswith("iter"):
            return sorted(str(each) for each in found)
        return str(found)

    same(question)


def test_variants_are_found_again_and_compared() -> None:
    def question(side: Side) -> Any:
        package = side.packages.get_package("usd", "23.05", paths=[PACKAGES])
        first, second = list(package.iter_variants())[:2]
        again = side.packages.get_variant(second.handle.to_dict())
        byhandle = side.packages.get_variant(second.handle)
        return [
            package.get_variant(1) == second,
            package.get_variant(99),
            again == second,
            hash(again) == hash(second),
            byhandle == again,
            first == second,
            package == second,
            second == package,
            again.parent == package,
            again.handle == second.handle,
            {second: 1}[again],
            package == "usd-23.05",
            outcome(lambda side: side.packages.get_variant({"key": "x", "variables": {}}), side)[0],
        ]

    same(question)


def test_contexts_are_asked() -> None:
    def question(side: Side) -> Any:
        resolve = side.resolved_context.ResolvedContext
        context = resolve(["maya-2024", "usd", "my_tool"], package_paths=[PACKAGES])
        equal = resolve(["maya-2024", "usd", "my_tool"], package_paths=[PACKAGES])
        other = resolve(["maya-2024"], package_paths=[PACKAGES])
        programs = ("maya", "my_tool", "python", "bash", "nosuch", "/bin/ls", "")
        ways: List[Dict[str, Any]] = [{}, {"fallback": True}, {"parent_environ": {}}]
        names = (
            "load_path requested_timestamp building testing caching verbosity package_paths user "
            "append_sys_path package_caching patch_locks host platform arch os parent_suite_path "
            "suite_context_name from_cache rez_version default_patch_lock status"
        )
        return [
            [context == equal, hash(context) == hash(equal), context == other, context != equal],
            [context == "x", context == context.copy(), context.validate()],
            [plain(context.get_tools()), plain(context.get_tools(request_only=True))],
            [plain(context.get_key("requires")), plain(context.get_key("tools", True))],
            outcome(lambda _: plain(context.get_key("nothing")), side),
            [plain(context.get_tool_variants("maya")), plain(context.get_conflicting_tools())],
            [context.which(name, **way) for name in programs for way in ways],
            plain(context.get_resolve_as_exact_requests()),
            [str(context.get_resolved_package("maya")), context.get_resolved_package("x")],
            attributes(context, names.split()),
            sorted(context.to_dict()),
            sorted(context.to_dict(fields=["status", "graph", "nothing"])),
        ]

    same(question)


@pytest.mark.parametrize(
    "call",
    [
        "get_environ()",
        "get_shell_code()",
        "which('x')",
        "get_tools()",
        "get_key('tools')",
        "get_tool_variants('x')",
        "get_conflicting_tools()",
        "execute_command(['true'])",
        "execute_shell()",
        "execute_shell(command='true')",
        "apply()",
        "validate()",
        "get_resolve_as_exact_requests()",
        "get_resolved_package('x')",
        "success",
        "resolved_packages",
        "resolved_ephemerals",
        "requested_packages(True)",
        "has_graph",
        "status",
    ],
)
def test_failed_contexts(call: str) -> None:
    def question(side: Side) -> Any:
        resolve = side.resolved_context.ResolvedContext
        context = resolve(["maya-2024", "maya-2025"], package_paths=[PACKAGES])
        return plain(eval("context." + call, {"context": context}))

    same(question)


def test_no_folders_are_those_of_the_settings() -> None:
    def question(side: Side) -> Any:
        side.config.config.override("packages_path", [PACKAGES])
        try:
            return described(side.resolved_context.ResolvedContext(["maya"], package_paths=[]))
        finally:
            side.config.config.remove_override("packages_path")

    same(question)


def test_the_machine_in_commands(tmp_path: Path) -> None:
    names = "platform arch os variant shell user home fqdn hostname domain rez_version"
    lines = ["env.%s = str(system.%s)" % (name.upper(), name) for name in names.split()]
    lines.append("env.TOGETHER = '{system.fqdn} {system.variant}'")
    package = tmp_path / "foo" / "1" / "package.py"
    package.parent.mkdir(parents=True)
    body = "".join("    %s\n" % line for line in lines)
    package.write_text("name = 'foo'\nversion = '1'\ndef commands():\n" + body)

    def question(side: Side) -> Any:
        resolve = side.resolved_context.ResolvedContext
        return environ(resolve(["foo"], package_paths=[str(tmp_path)]))

    same(question)


def test_the_machine() -> None:
    names = "platform arch os variant shell user home fqdn hostname domain rez_version"
    same(lambda side: attributes(side.system.system, names.split()))


def test_a_context_is_of_the_user_of_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def question(side: Side) -> Any:
        context = side.resolved_context.ResolvedContext([], package_paths=[PACKAGES])
        return context.user, context.to_dict()["user"]

    for name in ("alice", "bob"):
        monkeypatch.setenv("LOGNAME", name)
        assert same(question) == ("value", (name, name))


@pytest.mark.parametrize(
    "parent", [None, {}, {"PATH": "/x", "PYTHONPATH": "/y", "MAYA_SCRIPT_PATH": "z"}]
)
@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"parent_variables": ["PYTHONPATH", "MAYA_SCRIPT_PATH"]},
        {"all_parent_variables": True},
        {"env_var_separators": {"PYTHONPATH": ";"}},
        {"rez_tools_visibility": "never", "suite_visibility": "never"},
        {"disable_rez_1_compatibility": False, "rez_1_environment_variables": True},
        {"local_packages_path": PACKAGES},
        {"optionvars": {"studio": {"name": "x"}}},
        {"implicit_packages": ["~python-3.9", "!nuke"]},
        {"default_shell": "sh"},
        {"variant_select_mode": "intersection_priority"},
        {"packages_path": [PACKAGES, "/nonexistent"]},
        {"use_variant_shortlinks": False},
    ],
    ids=str,
)
def test_settings_count(settings: Dict[str, Any], parent: Any) -> None:
    def question(side: Side) -> Any:
        config = side.config.config
        for name, value in settings.items():
            config.override(name, value)
        try:
            paths = None if "packages_path" in settings else [PACKAGES]
            resolve = side.resolved_context.ResolvedContext
            context = resolve(["my_tool", "usd", "maya"], package_paths=paths)
            return [
                described(context),
                environ(context.get_environ(parent_environ=parent)),
                script(context.get_shell_code(parent_environ=parent)),
                [v.is_local for v in context.resolved_packages],
            ]
        finally:
            for name in settings:
                config.remove_override(name)

    same(question)


def test_the_search_path_is_edited_in_place() -> None:
    def question(side: Side) -> Any:
        config = side.config.config
        before = list(config.packages_path)
        found = [side.packages.get_latest_package("maya")]
        config.packages_path.append(PACKAGES)
        try:
            found.append(side.packages.get_latest_package("maya"))
            context = side.resolved_context.ResolvedContext(["maya"])
            return [str(each) for each in found], str(context), context.package_paths == before
        finally:
            config.packages_path[:] = before

    same(question)


def test_an_environment_follows_the_processs_own(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve = {
        side: side.resolved_context.ResolvedContext(["maya-2024"], package_paths=[PACKAGES])
        for side in SIDES
    }
    for text in ("one", "two", None):
        if text is None:
            monkeypatch.delenv("MAYA_SCRIPT_PATH")
        else:
            monkeypatch.setenv("MAYA_SCRIPT_PATH", text)
        monkeypatch.setenv("HOME", "/home/%s" % text)
        assert os.environ["HOME"]
        same(lambda side: environ(resolve[side].get_environ()))

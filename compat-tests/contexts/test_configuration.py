"""Settings are rez's: defaults, files, variables, overrides, expansion, and what is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

import pytest

pytest.importorskip("rez")

from contexts.sides import OURS, REZ, Outcome, Side, outcome, same
from rez_next.objects.config.settings import DEFAULTS

# What building, comparing and pip need; nothing of that is here to use them.
_NOT_HERE = {"build_thread_count", "difftool", "editor", "image_viewer", "pip_install_remaps"}
NAMES = sorted({name for names in DEFAULTS.values() for name in names} - _NOT_HERE)

PYTHON_FILE = """
import os
packages_path = ModifyList(append=["/late"], prepend=["~/early"])
implicit_packages = ["~platform==linux", "{system.arch}"]
env_var_separators = {"FOO": ",", "CMAKE_MODULE_PATH": ":"}
default_shell = "bash" if rez_version else "tcsh"
tmpdir = "$HOME/tmp"
unknown_setting = 3
parent_variables = ["A", "B"]
default_relocatable_per_package = {"maya": False}
package_cache_clean_limit = 1.5
"""
LATER_FILE = """
parent_variables = ModifyList(append=["C"])
env_var_separators = {"BAR": " "}
packages_path = ModifyList(append=["/last"])
"""
YAML_FILE = """
packages_path: [/from/yaml, "~/x"]
catch_rex_errors: no
shell_error_truncate_cap: 12
env_var_separators: {BAZ: '|'}
optionvars:
  maya: {plugins: [a, b], version: 1.5}
rez_tools_visibility: never
"""

ENVIRONMENTS: List[Dict[str, str]] = [
    {},
    {"REZ_PACKAGES_PATH": "/a:/b::~/c", "REZ_IMPLICIT_PACKAGES": "~a, b,c-1"},
    {"REZ_CATCH_REX_ERRORS": "OFF", "REZ_QUIET": "yes", "REZ_DEBUG_ALL": "T"},
    {"REZ_CATCH_REX_ERRORS": "5", "REZ_SHELL_ERROR_TRUNCATE_CAP": "x"},
    {"REZ_SHELL_ERROR_TRUNCATE_CAP": "-3", "REZ_PACKAGE_CACHE_CLEAN_LIMIT": "2"},
    {"REZ_PACKAGE_CACHE_CLEAN_LIMIT": "", "REZ_DEFAULT_SHELL": ""},
    {"REZ_ENV_VAR_SEPARATORS": "A:1,B:x,C:2.5,D::"},
    {"REZ_ENV_VAR_SEPARATORS": "A", "REZ_PLATFORM_MAP": ""},
    {"REZ_PACKAGES_PATH_JSON": '["/j"]', "REZ_OPTIONVARS_JSON": '{"a": [1, null]}'},
    {"REZ_PACKAGES_PATH_JSON": "[", "REZ_CATCH_REX_ERRORS_JSON": '"no"'},
    {"REZ_PACKAGES_PATH_JSON": '["/j", 3]', "REZ_IMPLICIT_PACKAGES_JSON": '"text"'},
    {"REZ_PACKAGES_PATH": "/wins", "REZ_PACKAGES_PATH_JSON": '["/loses"]'},
    {"REZ_VARIANT_SELECT_MODE": "intersection_priority", "REZ_REZ_TOOLS_VISIBILITY": "nowhere"},
    {"REZ_COLOR_ENABLED": "force", "REZ_DEFAULT_CACHABLE": "true"},
    {"REZ_COLOR_ENABLED": "Force", "REZ_DEFAULT_CACHABLE": "maybe"},
    {"REZ_SUITE_ALIAS_PREFIX_CHAR": "ab"},
    {"REZ_SUITE_ALIAS_PREFIX_CHAR": "", "REZ_ALIAS_BACK": "red", "REZ_TMPDIR_JSON": "3"},
    {"REZ_TMPDIR": "${HOME}/t/../u", "REZ_LOCAL_PACKAGES_PATH": "~/{system.user}/$UNSET/x"},
    {"REZ_RELEASE_PACKAGES_PATH": "{system.nothing}", "REZ_DOCUMENTATION_URL": "{x}{system.os}"},
    {"REZ_PACKAGE_FILTER_JSON": '{"excludes": "glob(*)"}', "REZ_PACKAGE_ORDERERS_JSON": "[]"},
    {"REZ_MEMCACHED_URI": "a:1 b:2", "REZ_PIP_EXTRA_ARGS_JSON": "null"},
    {"REZ_PARENT_VARIABLES": "ALL", "REZ_RELEASE_HOOKS": "a,b"},
]

OVERRIDES: List[Dict[str, Any]] = [
    {"packages_path": ["/over", "~/ride"]},
    {"env_var_separators": {"NEW": ";"}},
    {"catch_rex_errors": "yes"},
    {"shell_error_truncate_cap": "12"},
    {"packages_path": None},
    {"memcached_uri": None, "optionvars": None, "package_filter": None},
    {"packages_path": "text"},
    {"packages_path": [1]},
    {"variant_select_mode": "x", "suite_visibility": None},
    {"package_filter": {"excludes": ["glob(a)"]}, "default_cachable": 1},
    {"color_enabled": "force", "quiet": 0},
    {"color_enabled": "x", "alias_back": 3, "env_var_separators": 3},
    {"suite_alias_prefix_char": "--", "package_cache_clean_limit": 1},
    {"nonsense": 1},
]


def settings(side: Side, files: List[str], **options: Any) -> Dict[str, Outcome]:
    """Every setting of a configuration, or what reading it raises."""
    config = side.config.Config([side.config.get_module_root_config(), *files], **options)
    found = {name: outcome(lambda _, name=name: getattr(config, name), side) for name in NAMES}
    return {name: _unordered(value) for name, value in found.items()}


def _unordered(value: Outcome) -> Outcome:
    """rez lists the words of a set in the order of their hashes."""
    head, brackets, words = str(value[-1]).partition("to be one of: ")
    return (*value[:-1], head, sorted(words.split(", "))) if brackets else value


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("REZ_")]:
        if name != "REZ_NEXT_NODE":
            monkeypatch.delenv(name)


def compare(files: List[str], **options: Any) -> None:
    expected, found = settings(REZ, files, **options), settings(OURS, files, **options)
    assert {n: v for n, v in found.items() if v != expected[n]} == {
        n: v for n, v in expected.items() if v != found[n]
    }


@pytest.mark.parametrize("variables", ENVIRONMENTS, ids=" ".join)
def test_variables(variables: Dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in variables.items():
        monkeypatch.setenv(name, text)
    compare([])
    compare([], locked=True)


@pytest.mark.parametrize("overrides", OVERRIDES, ids=str)
def test_overrides(
    overrides: Dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.py"
    file.write_text(PYTHON_FILE)
    monkeypatch.setenv("REZ_PACKAGES_PATH", "/from/variable")
    compare([str(file)], overrides=dict(overrides))


@pytest.mark.parametrize(
    "names", [["a.py"], ["a.py", "b.py"], ["c.yaml"], ["a.py", "c.yaml", "b.py"], ["nowhere.py"]]
)
def test_files(names: List[str], tmp_path: Path) -> None:
    for name, text in (("a.py", PYTHON_FILE), ("b.py", LATER_FILE), ("c.yaml", YAML_FILE)):
        (tmp_path / name).write_text(text)
    compare([str(tmp_path / name) for name in names])


def test_a_python_file_goes_before_the_file_that_was_named(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("default_shell = 'from python'")
    (tmp_path / "conf.yaml").write_text("default_shell: from yaml")
    (tmp_path / "other").write_text("default_shell: without extension")
    for name in ("conf.yaml", "conf", "other", "conf.json"):
        compare([str(tmp_path / name)])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", "x = ("),
        ("a.py", "import nothing_of_that_name"),
        ("a.py", "raise KeyError('x')"),
        ("a.yaml", "- a\n- b\n"),
        ("a.yaml", ""),
        ("a.yaml", "just text"),
        ("a.py", "packages_path = 3"),
        ("a.py", "packages_path = ['a', 3]"),
        ("a.yaml", "catch_rex_errors: maybe"),
        ("a.py", "env_var_separators = []"),
        ("a.py", "env_var_separators = ModifyList(append=['x'])"),
        ("a.py", "default_shell = ModifyList(append=['x'])"),
        ("a.py", "nothing = ModifyList(append=['x'])"),
        ("a.py", "parent_variables = ModifyList(append=None, prepend=['x'])"),
        ("a.py", "default_shell = DelayLoad('/nowhere.yaml')"),
    ],
)
def test_bad_files(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    same(lambda side: settings(side, [str(tmp_path / name)]))


def test_delayed_values(tmp_path: Path) -> None:
    (tmp_path / "filter.yaml").write_text("[{excludes: ['glob(x)']}]\n")
    (tmp_path / "sep.json").write_text('{"A": ","}\n')
    (tmp_path / "conf.py").write_text(
        "package_filter = DelayLoad(%r)\nenv_var_separators = DelayLoad(%r)\n"
        % (str(tmp_path / "filter.yaml"), str(tmp_path / "sep.json"))
    )
    compare([str(tmp_path / "conf.py")])


def test_malformed_yaml_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: [1\nb: {")
    for side in (REZ, OURS):
        files = [side.config.get_module_root_config(), str(tmp_path / "a.yaml")]
        config = side.config.Config(files)
        with pytest.raises(side.exceptions.ConfigurationError, match=r"a\.yaml"):
            _ = config.packages_path


def test_overrides_come_and_go() -> None:
    def question(side: Side) -> Any:
        config = side.config.Config([side.config.get_module_root_config()])
        seen: List[Any] = [config.packages_path]
        config.packages_path.append("/in/place")
        seen.append(list(config.packages_path))
        seen.append(config.nonlocal_packages_path)
        config.override("packages_path", ["/a", "~/b"])
        seen += [config.packages_path, config.is_overridden("packages_path")]
        config.remove_override("packages_path")
        config.remove_override("packages_path")
        seen += [config.packages_path, config.is_overridden("packages_path")]
        config.override("packages_path", side.config.ModifyList(append=["/z"]))
        seen.append(config.packages_path)
        config.override("local_packages_path", "~/packages")
        seen += [config.nonlocal_packages_path, config.get("nothing"), config.get("nothing", 5)]
        copied = config.copy({"prefix_prompt": False})
        seen += [copied.prefix_prompt, config.prefix_prompt, copied.overrides]
        seen += [copied.packages_path, list(config.overrides)]
        config.override("debug_resources", True)
        config.override("warn_untimestamped", True)
        seen += [config.debug("resources"), config.warn("untimestamped"), config.debug("plugins")]
        config.override("quiet", True)
        seen += [config.debug("resources"), config.warn("untimestamped")]
        seen.append(outcome(lambda _: config.nothing, side))
        seen.append(outcome(lambda _: config.debug("nothing"), side))
        return seen

    same(question)


MAIN = """
import json, sys
from importlib import import_module
config = import_module(sys.argv[1]).config
print(json.dumps([config.packages_path, config.parent_variables, config.default_shell,
                  [p for p in config.sourced_filepaths if not p.endswith("rezconfig.py")]]))
"""


@pytest.mark.parametrize(
    ("home", "disabled"),
    [("rezconfig", ""), ("rezconfig", "1"), ("rezconfig.py", "False"), (None, "")],
)
def test_the_main_configuration(home: Optional[str], disabled: str, tmp_path: Path) -> None:
    first, second = tmp_path / "first.py", tmp_path / "second.yaml"
    first.write_text(PYTHON_FILE)
    second.write_text("parent_variables: [Y]\ndefault_shell: zsh\n")
    if home == "rezconfig":
        (tmp_path / ".rezconfig").write_text("default_shell: csh\n")
    elif home == "rezconfig.py":
        (tmp_path / ".rezconfig.py").write_text("default_shell = 'tcsh'\n")
    environ = {
        **os.environ,
        "HOME": str(tmp_path),
        "REZ_CONFIG_FILE": os.pathsep.join([str(first), str(second), str(tmp_path / "none")]),
        "REZ_DISABLE_HOME_CONFIG": disabled,
    }
    answers: List[Tuple[str, Any]] = []
    for module in ("rez.config", "rez_next.compat.config"):
        done = subprocess.run(
            [sys.executable, "-c", MAIN, module], env=environ, capture_output=True, text=True
        )
        answers.append((done.stderr, json.loads(done.stdout)))
    assert answers[1] == answers[0]

"""Mistakes that users make: what each is, the files it needs, and the line of code that makes it.

The code runs in a folder with these files, whose path it knows as `here`; `rez` modules are
imported by the names that tools use. Its last act is the mistake.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import List, Mapping, NamedTuple


class Mistake(NamedTuple):
    """One mistake.

    Attributes:
        what: What the user did, as a heading.
        code: The program that does it.
        files: Contents by path, relative to the folder.
        environ: Variables it is done with.
    """

    what: str
    code: str
    files: Mapping[str, str] = MappingProxyType({})
    environ: Mapping[str, str] = MappingProxyType({})
    #: Whether it is done in a process of its own.
    apart: bool = False


_PACKAGES = {
    "packages/maya/2024.2/package.py": "name = 'maya'\nversion = '2024.2'\n"
    "requires = ['python-3.9+<3.11']\ntools = ['maya']\n",
    "packages/maya/2022.5/package.py": "name = 'maya'\nversion = '2022.5'\n"
    "requires = ['python-3.7']\n",
    "packages/python/3.10.1/package.py": "name = 'python'\nversion = '3.10.1'\n",
    "packages/python/3.7.9/package.py": "name = 'python'\nversion = '3.7.9'\n",
    "packages/nuke/13.2/package.py": "name = 'nuke'\nversion = '13.2'\nrequires = ['python-3.7']\n",
}

_CONTEXT = "from rez.resolved_context import ResolvedContext as Context\n"


# What a failed context says of itself: nothing was raised.
_SHOW = "\nsay(context)"


def _resolve(*request: str, more: str = "") -> str:
    return _CONTEXT + "context = Context(%r, package_paths=[here + '/packages']%s)" % (
        list(request),
        more,
    )


def _definition(what: str, text: str, code: str = "", name: str = "package.py") -> Mistake:
    files = {"packages/tool/1.0/" + name: text}
    return Mistake(what, code or _resolve("tool") + "\ncontext.get_environ()", files)


_DEVELOPER = (
    "from rez.packages import get_developer_package\n"
    "get_developer_package(here + '/packages/tool/1.0')"
)
_TOOL = "name = 'tool'\nversion = '1.0'\n"

REQUESTS: List[Mistake] = [
    Mistake("A package that does not exist", _resolve("mayaa"), _PACKAGES),
    Mistake("A version that does not exist", _resolve("maya-2030"), _PACKAGES),
    Mistake("A request that is no request", _resolve("maya=="), _PACKAGES),
    Mistake("A request with a space in it", _resolve("maya 2024"), _PACKAGES),
    Mistake("An empty request", _resolve(""), _PACKAGES),
    Mistake("A range that ends before it begins", _resolve("maya-5+<3"), _PACKAGES),
    Mistake("A request that is no text", _CONTEXT + "Context([5], package_paths=[here])"),
    Mistake(
        "Two requests that exclude each other",
        _resolve("maya-2024", "maya-2022", more="") + _SHOW,
        _PACKAGES,
    ),
    Mistake(
        "Requirements that exclude each other", _resolve("maya-2024", "nuke") + _SHOW, _PACKAGES
    ),
    Mistake(
        "A requirement that nobody meets",
        _resolve("tool"),
        {"packages/tool/1.0/package.py": _TOOL + "requires = ['gone-1']\n"},
    ),
    Mistake(
        "A repository that does not exist",
        _CONTEXT + "Context(['maya'], package_paths=['/missing'])",
    ),
    Mistake("No repository at all", _CONTEXT + "Context(['maya'], package_paths=[])"),
    Mistake(
        "A repository of a kind that there is not",
        _CONTEXT + "Context(['maya'], package_paths=['nosuch@/packages'])",
    ),
    Mistake("A version that is none", "from rez.version import Version\nVersion('1..2')"),
    Mistake(
        "A version with a sign that is not allowed",
        "from rez.version import Version\nVersion('1.2$')",
    ),
    Mistake("A range that is none", "from rez.version import VersionRange\nVersionRange('1.2+<')"),
    Mistake(
        "A filter that is none",
        "from rez.package_filter import Rule\nRule.parse_rule('what(maya)')",
    ),
    Mistake(
        "A time that is none",
        "from rez.utils.formatting import get_epoch_time_from_str\nget_epoch_time_from_str('then')",
    ),
    Mistake(
        "A package asked for by a wrong name",
        "from rez.packages import get_latest_package_from_string as get\n"
        "get('no such name', paths=[here])",
    ),
]

DEFINITIONS: List[Mistake] = [
    _definition("A package.py with a syntax error", "name = 'tool'\nversion = \n"),
    _definition("A package.py that raises", _TOOL + "x = {}['missing']\n"),
    _definition("Requires that are no list", _TOOL + "requires = 'maya'\n"),
    _definition("Variants that are no lists", _TOOL + "variants = ['maya']\n"),
    _definition(
        "Tools that are no list", _TOOL + "tools = 5\n", _resolve("tool") + "\ncontext.get_tools()"
    ),
    _definition(
        "An attribute of the wrong kind",
        _TOOL + "description = 5\n",
        "from rez.packages import get_package\n"
        "get_package('tool', '1.0', paths=[here + '/packages']).description",
    ),
    _definition("Commands that fail", _TOOL + "def commands():\n    x = 1 / 0\n"),
    _definition("Commands with a syntax error", _TOOL + "commands = 'env.X ='\n"),
    _definition(
        "Commands that use a variable that is not set",
        _TOOL + "def commands():\n    x = env.NOT_SET.value()\n",
    ),
    _definition("Commands that stop", _TOOL + "def commands():\n    stop('not on this machine')\n"),
    _definition("A package.yaml that is no YAML", "name: tool\nversion: [\n", name="package.yaml"),
    _definition(
        "An @early function that fails", _TOOL + "@early()\ndef requires():\n    return 1 / 0\n"
    ),
    _definition(
        "An @early function that asks for what is not there",
        "import os\n" + _TOOL + "x = os.getpid()\n@early()\ndef requires():\n"
        "    return [this.nothing]\n",
        "from rez.packages import get_package\n"
        "get_package('tool', '1.0', paths=[here + '/packages']).validate_data()",
    ),
    _definition(
        "A @late function that fails",
        _TOOL + "@late()\ndef tools():\n    return 1 / 0\n",
        _resolve("tool") + "\ncontext.get_tools()",
    ),
    _definition(
        "A package.py that imports what is not installed", "import no_such_module\n" + _TOOL
    ),
    _definition(
        "A package without a name",
        "version = '1.0'\n",
        _DEVELOPER,
    ),
    _definition(
        "A version that is no version",
        "name = 'tool'\nversion = '1..0'\n",
        _DEVELOPER,
    ),
    _definition("A requirement that is no request", _TOOL + "requires = ['python 3']\n"),
    _definition(
        "Tests without a command",
        _TOOL + "tests = {'unit': {'requires': ['python']}}\n",
        "from rez.packages import get_package\n"
        "get_package('tool', '1.0', paths=[here + '/packages']).tests",
    ),
    _definition(
        "A package that needs a newer rez",
        _TOOL + "requires_rez_version = '99'\n",
        _DEVELOPER,
    ),
]

SETTINGS: List[Mistake] = [
    Mistake(
        "A configuration file with a syntax error",
        "from rez.config import config\nconfig.packages_path",
        {"rezconfig.py": "packages_path = [\n"},
        {"REZ_CONFIG_FILE": "{here}/rezconfig.py"},
    ),
    Mistake(
        "A setting of the wrong kind",
        "from rez.config import config\nconfig.packages_path",
        {"rezconfig.py": "packages_path = 5\n"},
        {"REZ_CONFIG_FILE": "{here}/rezconfig.py"},
    ),
    Mistake(
        "A variable of the wrong kind",
        "from rez.config import config\nconfig.max_package_changelog_chars",
        {},
        {"REZ_MAX_PACKAGE_CHANGELOG_CHARS": "many"},
    ),
    Mistake("A setting that there is not", "from rez.config import config\nconfig.no_such_setting"),
    Mistake(
        "A shell that there is not", "from rez.shells import create_shell\ncreate_shell('nosh')"
    ),
    Mistake(
        "A plugin that there is not",
        "from rez.plugin_managers import plugin_manager\n"
        "plugin_manager.get_plugin_class('build_system', 'nosuch')",
    ),
    Mistake(
        "A setting in JSON that is no JSON",
        "from rez.config import config\nconfig.packages_path",
        {},
        {"REZ_PACKAGES_PATH_JSON": "[1"},
    ),
    Mistake(
        "A package filter of a kind that there is not",
        "from rez.package_filter import PackageFilterList\n"
        "PackageFilterList.from_pod([{'excludes': ['nosuch(maya)']}])",
    ),
    Mistake(
        "A package orderer of a kind that there is not",
        "from rez.package_order import PackageOrderList\n"
        "PackageOrderList.from_pod([{'type': 'nosuch'}])",
    ),
]

CONTEXTS: List[Mistake] = [
    Mistake(
        "A saved context that does not exist", _CONTEXT + "Context.load(here + '/missing.rxt')"
    ),
    Mistake(
        "A saved context that is none", _CONTEXT + "Context.load(here + '/a.rxt')", {"a.rxt": "{}"}
    ),
    Mistake(
        "A saved context that is cut off",
        _CONTEXT + "Context.load(here + '/a.rxt')",
        {"a.rxt": '{"a'},
    ),
    Mistake(
        "A saved context of a newer rez",
        _CONTEXT + "Context.load(here + '/a.rxt')",
        {"a.rxt": '{"serialize_version": "9.9", "rez_version": "9"}'},
    ),
    Mistake(
        "The environment of a failed context",
        _resolve("maya-2024", "maya-2022") + "\ncontext.get_environ()",
        _PACKAGES,
    ),
    Mistake(
        "A command that there is not",
        _resolve("maya-2024") + "\ncontext.execute_command(['no_such_command']).wait()",
        _PACKAGES,
    ),
    Mistake(
        "Saving where there is no folder",
        _resolve("maya") + "\ncontext.save(here + '/missing/a.rxt')",
        _PACKAGES,
    ),
    Mistake(
        "A suite that does not exist", "from rez.suite import Suite\nSuite.load(here + '/missing')"
    ),
    Mistake(
        "A suite that is none",
        "from rez.suite import Suite\nSuite.load(here)",
        {"suite.yaml": "a: [\n"},
    ),
    Mistake(
        "A tool that a suite has not",
        _resolve("maya")
        + "\nfrom rez.suite import Suite\ns = Suite()\ns.add_context('a', context)\n"
        "s.hide_tool('a', 'nosuch')",
        _PACKAGES,
    ),
    Mistake(
        "Two contexts of one name in a suite",
        _resolve("maya")
        + "\nfrom rez.suite import Suite\ns = Suite()\ns.add_context('a', context)\n"
        "s.add_context('a', context)",
        _PACKAGES,
    ),
    Mistake(
        "A bundle where something is",
        _resolve("maya")
        + "\nfrom rez.bundle_context import bundle_context\nbundle_context(context, here)",
        _PACKAGES,
    ),
    Mistake(
        "A suite where something else is",
        _resolve("maya")
        + "\nfrom rez.suite import Suite\ns = Suite()\ns.add_context('a', context)\n"
        "s.save(here + '/packages')",
        _PACKAGES,
    ),
    Mistake(
        "A failed context in a suite",
        _resolve("maya-2024", "maya-2022")
        + "\nfrom rez.suite import Suite\nSuite().add_context('a', context)",
        _PACKAGES,
    ),
    Mistake(
        "A context that a suite has not",
        "from rez.suite import Suite\nSuite().remove_context('nosuch')",
    ),
    Mistake(
        "Two aliases of one tool in a suite",
        _resolve("maya")
        + "\nfrom rez.suite import Suite\ns = Suite()\ns.add_context('a', context)\n"
        "s.alias_tool('a', 'maya', 'm')\ns.alias_tool('a', 'maya', 'n')",
        _PACKAGES,
    ),
    Mistake(
        "The differences of contexts with other search paths",
        _resolve("maya") + "\nother = Context(['maya'], package_paths=[here + '/packages', here])\n"
        "context.get_resolve_diff(other)",
        _PACKAGES,
    ),
]

WORK: List[Mistake] = [
    Mistake(
        "A copy to a place that has it already",
        "from rez.packages import get_package\nfrom rez.package_copy import copy_package\n"
        "packages = here + '/packages'\n"
        "copy_package(get_package('maya', '2024.2', paths=[packages]), packages)",
        _PACKAGES,
    ),
    Mistake(
        "A source folder without a package",
        "from rez.packages import get_developer_package\nget_developer_package(here)",
    ),
    Mistake(
        "A build without a build system",
        "from rez.build_system import create_build_system\ncreate_build_system(here)",
        {"package.py": _TOOL},
    ),
    Mistake(
        "A release outside of version control",
        "from rez.release_vcs import create_release_vcs\ncreate_release_vcs(here)",
    ),
    Mistake(
        "A program to bind that there is not",
        "from rez.package_bind import bind_package\nbind_package('no_such_program', here)",
    ),
    Mistake(
        "A test that a package has not",
        "from rez.package_test import PackageTestRunner\n"
        "PackageTestRunner('maya', package_paths=[here + '/packages']).run_test('nosuch')",
        _PACKAGES,
    ),
    Mistake(
        "A copy of a package that cannot be moved",
        "from rez.packages import get_package\nfrom rez.package_copy import copy_package\n"
        "copy_package(get_package('tool', '1.0', paths=[here + '/packages']), here + '/other')",
        {"packages/tool/1.0/package.py": _TOOL + "relocatable = False\n"},
    ),
    Mistake(
        "A move to a place that has it already",
        "from rez.packages import get_package\nfrom rez.package_move import move_package\n"
        "packages = here + '/packages'\n"
        "move_package(get_package('maya', '2024.2', paths=[packages]), packages)",
        _PACKAGES,
    ),
    Mistake(
        "A removal of a family that has packages",
        "from rez.package_remove import remove_package_family\n"
        "remove_package_family('maya', here + '/packages')",
        _PACKAGES,
    ),
    Mistake(
        "A build process that there is not",
        "from rez.build_process import create_build_process\n"
        "create_build_process('nosuch', here, build_system=None)",
    ),
    Mistake(
        "Tests of a package that there is not",
        "from rez.package_test import PackageTestRunner\n"
        "PackageTestRunner('nosuch', package_paths=[here + '/packages']).get_package()",
        _PACKAGES,
    ),
]

OWN: List[Mistake] = [
    Mistake(
        "A Node that is not there", _resolve("maya"), _PACKAGES, {"REZ_NEXT_NODE": "/missing/node"}
    ),
    Mistake(
        "A Node that is too old",
        _resolve("maya"),
        {**_PACKAGES, "node": "#!/bin/sh\n[ $1 = --version ] && echo v18.20.4\n"},
        {"REZ_NEXT_NODE": "{here}/node"},
    ),
    Mistake(
        "A Node for a newer C library",
        _resolve("maya"),
        {
            **_PACKAGES,
            "node": "#!/bin/sh\necho 'node: libc.so.6: version GLIBC_2.28 not found'\nexit 1\n",
        },
        {"REZ_NEXT_NODE": "{here}/node"},
    ),
    Mistake(
        "No Node at all",
        "from rez_next._engine import node\nnode._in_wheel = lambda: None\n" + _resolve("maya"),
        _PACKAGES,
        {"PATH": "/missing"},
    ),
    Mistake(
        "The switch after rez",
        "import sys, types\nimport rez_next\nfrom rez_next._names import names\n"
        "names.roots.pop('rez')\nnames.roots.pop('rezplugins')\n"
        "sys.modules['rez'] = types.ModuleType('rez')\nrez_next.install_as_rez()",
        apart=True,
    ),
    Mistake(
        "An engine that dies whenever it is asked",
        "from rez_next._engine import life, node, process\nprocess.BUNDLE = here + '/engine.cjs'\n"
        + _resolve("maya"),
        {**_PACKAGES, "engine.cjs": "process.exit(3)"},
        apart=True,
    ),
    Mistake(
        "A definition without an end",
        _resolve("tool"),
        {"packages/tool/1.0/package.py": _TOOL + "while True: pass\n"},
        {"REZ_NEXT_DEFINITION_SECONDS": "1"},
    ),
    Mistake(
        "A profile's block that ends before it begins",
        "import rez_next\n"
        "rez_next.PerformanceProfiler().profile('work').__exit__(None, None, None)",
    ),
    Mistake(
        "A generator that is profiled as a function",
        "import rez_next\ndef names():\n    yield 'maya'\n"
        "rez_next.PerformanceProfiler().profile('work')(names)",
    ),
    Mistake(
        "A baseline of nothing",
        "import rez_next\nrez_next.PerformanceProfiler().get_baseline()",
    ),
    Mistake(
        "A baseline of an operation that there is not",
        "import rez_next\nrez_next.PerformanceProfiler().get_baseline(operation='nosuch')",
    ),
    Mistake(
        "A comparison with no baseline",
        "import rez_next\nprofiler = rez_next.PerformanceProfiler()\n"
        "with profiler.profile('work'):\n    pass\nprofiler.get_metrics().compare_to(None)",
    ),
    Mistake(
        "A limit of time that is no number",
        "import rez_next\ncontext = rez_next.ResolvedContext([], package_paths=[here])\n"
        "context.graph_svg(time_limit=float('nan'))",
    ),
    Mistake(
        "A profile that is none",
        "import rez_next\nrez_next.PerformanceProfiler().load(here + '/a.json')",
        {"a.json": "{}"},
    ),
    Mistake(
        "A trace under a name of another kind",
        "import rez_next\nprofiler = rez_next.PerformanceProfiler()\n"
        "profiler.save_trace(here + '/a.txt')",
    ),
    Mistake(
        "A limit of the cache that is no number",
        "import rez_next\nconfig = rez_next.CacheConfig()\n"
        "config.max_memory_mb = 'many'\n"
        "rez_next.IntelligentCacheManager().configure(config)",
    ),
    Mistake(
        "A kind of cache that there is not",
        "import rez_next\nrez_next.IntelligentCacheManager().clear(kind='nosuch')",
    ),
    Mistake(
        "A repository that is taken away and was not added",
        "import rez_next\nrez_next.RepositoryManager([]).remove('/missing')",
    ),
    Mistake(
        "A git repository that there is not",
        "import rez_next\nrez_next.RepositoryManager([]).add_repository('file:///missing/a.git')",
    ),
    Mistake(
        "A profile of an older release",
        "import rez_next\nrez_next.PerformanceProfiler().load(here + '/a.json')",
        {"a.json": '{"format": "rez-next-profile", "version": 0}'},
    ),
    Mistake(
        "A baseline by a Python that there is not",
        "import rez_next\nrez_next.PerformanceProfiler().get_baseline("
        "operation='resolve', requests=['maya'], python='/missing/python')",
    ),
    Mistake(
        "A baseline of a function with arguments that cannot be sent",
        "import json, rez_next\nrez_next.PerformanceProfiler().get_baseline("
        "operation=json.dumps, args=(open,))",
    ),
    Mistake(
        "A repository at an address that would run a program",
        "import rez_next\nrez_next.RepositoryManager([]).add_repository('ext::sh')",
    ),
    Mistake(
        "An explanation of an error that came from no resolve",
        "import rez_next\nrez_next.ResolutionError('no').explain()",
    ),
]

GROUPS = {
    "Requests": REQUESTS,
    "Definitions": DEFINITIONS,
    "Configuration and plugins": SETTINGS,
    "Contexts and suites": CONTEXTS,
    "Work on packages": WORK,
    "rez-next itself": OWN,
}

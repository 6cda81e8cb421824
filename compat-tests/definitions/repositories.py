"""Small repositories with every form of definition, good and bad."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Dict, Optional

FILES = {
    "plain/1.0/package.py": """
name = "plain"
version = "1.0"
description = '''
    Indented text,
      of some lines.
    '''
authors = ["me", "you"]
requires = ["python-2.7+<4", "foo==1.0", "!bar-2", "~weak-1..3", ".eph-1"]
build_requires = []
tools = ["a", "b"]
help = [["Home", "http://x"], ["Doc", "{root}/doc"]]
uuid = "x"
relocatable = None
cachable = True
hashed_variants = False
timestamp = 1234567890
changelog = '''
  one
  two
'''
release_message = None
revision = {"commit": "abc", "1": (2, 3.5)}
previous_version = "0.9"
tests = {
    "unit": "pytest",
    "list": ["python", "-c", "pass"],
    "full": {
        "command": "x",
        "requires": ["pytest==3", "!foo"],
        "run_on": ["default", "pre_release"],
        "on_variants": {"type": "requires", "value": ["python-3"]},
        "other": 1,
    },
}
custom = {"a": [1, 2.0, None, True, (1,), {3}], "2": "x", "1": "y"}
big = 2 ** 70
_private = 1
__dunder = 2

def helper():
    return 1

def commands():
    # set it
    env.PATH.append("{root}/bin")
    if building:
        env.FOO = "1"

def pre_commands():
    env.A = "b"

post_commands = "env.B = 'c'  \\n"
pre_build_commands = "env.C = 'd'"
""",
    "plain/1.1/package.py": "name = 'plain'\nversion = '1.1'\nvariants = [['a-1', 'b'], ['a-2']]\n",
    "plain/1.2/package.yaml": """
name: plain
version: '1.2'
requires: [a-1, 'b-2+']
released: 2001-12-14
at: 2001-12-14t21:59:43.10-05:00
octal: 0755
answer: yes
ratio: 1.0
twice: 1
twice: 2
base: &b {x: 1, y: 2}
more:
  <<: *b
  y: 3
1: not a name
commands: |
  env.PATH.append('{root}/bin')
description: >
  folded
  text
""",
    "plain/1.3/package.yaml": "name: plain\nversion: 1.3\n",
    "plain/1.3/package.py": "name = 'plain'\nversion = '1.3'\nfrom_python = True\n",
    "plain/1.4/package.py": "name = 'other'\nversion = '9'\n",
    "plain/1.5/readme.txt": "",
    "plain/1.5/package.py": "# nothing but a comment\n",
    "plain/1.6/package.yaml": "",
    "plain/.ignore1.7": "",
    "plain/1.7/package.py": "name = 'plain'\nversion = '1.7'\n",
    "plain/.building1.8": "",
    "plain/1.8/notes.txt": "",
    "plain/.building1.9": "",
    "plain/1.9/package.py": "name = 'plain'\nversion = '1.9'\n",
    "plain/.hidden/package.py": "name = 'plain'\n",
    "plain/file": "",
    "unversioned/package.py": "name = 'unversioned'\nvariants = [['x-1']]\n",
    "unversioned/1.0/package.py": "name = 'unversioned'\nversion = '1.0'\n",
    "empty_family/readme": "",
    "not valid/1/package.py": "name = 'x'\n",
    "__pycache__/1/package.py": "name = 'x'\n",
    "hashed/1/package.py": "name = 'hashed'\nversion = '1'\nhashed_variants = True\n"
    "variants = [['a-1', 'b==2'], ['a-2+<3', '!c']]\n",
    "hashed/2/package.py": "name = 'hashed'\nversion = '2'\nhashed_variants = True\n"
    "variants = [['a-1'], ['a-2']]\n",
    "subpaths/1/package.py": "name = 'subpaths'\nversion = '1'\n"
    "variants = [['a-1+<2', 'b==1.0', '!c-2'], ['a<2|>3']]\n",
    "empty_lists/1/package.py": "name = 'empty_lists'\nversion = '1'\n"
    "requires = []\nvariants = []\n",
    "late/1/package.py": """
name = "late"
version = "1"

@late()
def requires():
    return ["a"]

@late()
@include("one", "two")
def tools():
    # about

    return [one.x]

@early()
def description():
    return "early " + this.name
""",
    "scoped/1/package.py": """
name = "scoped"
version = "1"
x = 1
with scope("config") as c:
    release_packages_path = "/tmp/x"
    x = 2
    c.plugins.build_system = {"a": 1}
""",
    "computed/1/package.py": """
import os
name = "computed"
parts = [str(i) for i in range(3)]
version = "1"
requires = ["r%s-%d" % (p, 1) for p in parts]
joined = os.path.join("a", "b")
""",
    "released/1/package.yaml": "name: released\nversion: '1'\n",
    "released/1/release.yaml": "timestamp: 12\nchangelog: [one, two]\nrevision: 5\n",
    "released/2/package.yaml": "name: released\nversion: '2'\n",
    "released/2/.metadata/release_time.txt": " 77\n",
    "released/2/.metadata/changelog.txt": "what was new\n",
    "newer/1/package.py": "name = 'newer'\nversion = '1'\nformat_version = 99\n",
    "newer/2/package.py": "name = 'newer'\nversion = '2'\nformat_version = 'x'\n",
    "crlf/1/package.py": "name = 'crlf'\r\nversion = '1'\r\ntext = '''a\r\nb'''\r\n\r\n"
    "def commands():\r\n    env.A = 'b'\r\n    env.B = 'c'\r\n",
    "bom/1/package.py": "\ufeffname = 'bom'\nversion = '1'\nword = '\u00e9\u4e2d'\n",
    "together.py": """
name = "together"
versions = ["1.0", "1.1", "2.0"]
requires = ["a"]
version_overrides = {
    "1.1+": {"requires": ["b"], "extra": 1},
    "2+": {"tools": ["t"]},
}
""",
    "lists.yaml": "name: lists\nversions: ['1.0', '1.1']\nvariants: [[a-1], [b-2]]\n"
    "version_overrides:\n  '1.1':\n    variants: [[c-3]]\n",
    "alone.py": "name = 'alone'\nversion = '1.0'\n",
    "together_too.yml": "name: together_too\n",
    "settings.yaml": "{}\n",
    "readme.md": "",
}

OLD_COMMANDS = r"""
name: old
version: '1'
commands:
- export PATH=!ROOT!/bin:$PATH
- export PYTHONPATH="${PYTHONPATH}:!ROOT!/python"
- export CMAKE_MODULE_PATH=!ROOT!/cmake':'$CMAKE_MODULE_PATH
- export FOO='bar baz'
- export A=b:c
- export EMPTY
- "# a comment  here"
- alias ll='ls -l'
- alias broken
- source !ROOT!/x.sh
- "echo \\\"quoted\\\" \"kept \\\"it\\\" \" it's"
- ""
- "  export B=c"
"""


def written(location: Path, with_old_commands: bool = False) -> None:
    """Writes the repository of good definitions."""
    for name, text in FILES.items():
        _write(location / name, text.encode("utf-8"))
    if with_old_commands:
        _write(location / "old" / "1" / "package.yaml", OLD_COMMANDS.encode("utf-8"))
    package = location / "hashed" / "2"
    (package / "_v").mkdir()
    for name, requirement in (("a", "a-1"), ("b", "a-2")):
        folder = hashlib.sha1(repr([requirement]).encode("utf-8")).hexdigest()
        target = "../" + folder if name == "a" else str(package / folder)
        os.symlink(target, str(package / "_v" / name))
    real = location.parent / (location.name + " real")
    _write(real / "package.py", b"name = 'linked'\nversion = '1'\ndef commands():\n    pass\n")
    (location / "linked").mkdir()
    os.symlink(str(real), str(location / "linked" / "1"))
    os.symlink(str(real / "nothing"), str(location / "linked" / "2"))
    os.symlink("plain", str(location / "alias"))


class Malformed:
    """One definition that rez refuses."""

    def __init__(
        self, content: Optional[bytes], key: Optional[str] = None, name: str = "package.py"
    ) -> None:
        self.content = content
        self.key = key
        self.name = name

    def write(self, location: Path, version: str = "1") -> Path:
        """Writes it as the only file of a package; returns its path."""
        path = location / "bad" / version / self.name
        if self.content is None:
            path.mkdir(parents=True)
        else:
            _write(path, self.content)
        return path


def malformed() -> Dict[str, Malformed]:
    """Definitions that rez refuses, by what is wrong with them."""
    header = "name = 'bad'\nversion = '1'\n"

    def python(text: str, key: Optional[str] = None) -> Malformed:
        return Malformed((header + text).encode("utf-8"), key)

    def yaml(text: str, key: Optional[str] = None) -> Malformed:
        return Malformed(text.encode("utf-8"), key, "package.yaml")

    return {
        "syntax_error": python("requires = [\n"),
        "unindented": python("def commands():\npass\n"),
        "name_error": python("x = undefined_name\n"),
        "zero_division": python("x = 1 / 0\n"),
        "import_error": python("import no_such_module_anywhere\n"),
        "late_commands": python("@late()\ndef commands():\n    pass\n"),
        "early_error": python("@early()\ndef requires():\n    return this.nothing\n"),
        "not_utf8": Malformed(b"name = 'bad'\nx = '\xff\xfe'\n"),
        "folder_for_file": Malformed(None),
        "requires_text": python("requires = 'a'\n", "requires"),
        "requires_number": python("requires = ['a', 5]\n", "requires"),
        "requires_bad": python("requires = ['a b']\n", "requires"),
        "requires_bad_name": python("requires = ['a..b-1']\n", "requires"),
        "requires_none": python("requires = None\n", "requires"),
        "requires_tuple": python("requires = ('a',)\n", "requires"),
        "build_requires": python("build_requires = [['a']]\n", "build_requires"),
        "variants_flat": python("variants = ['a']\n", "variants"),
        "variants_bad": python("variants = [['a-1'], ['b@#$']]\n", "variants"),
        "tools_number": python("tools = [1]\n", "tools"),
        "description_number": python("description = 5\n", "description"),
        "authors_text": python("authors = 'me'\n", "authors"),
        "uuid_number": python("uuid = 7\n", "uuid"),
        "timestamp_text": python("timestamp = 'now'\n", "timestamp"),
        "timestamp_float": python("timestamp = 1.5\n", "timestamp"),
        "hashed_text": python("hashed_variants = 'yes'\n", "hashed_variants"),
        "relocatable_text": python("relocatable = 'yes'\n", "relocatable"),
        "help_flat": python("help = ['a', 'b']\n", "help"),
        "help_number": python("help = 5\n", "help"),
        "config_list": python("config = []\n", "config"),
        "commands_number": python("commands = 5\n", "commands"),
        "commands_mixed": python("commands = ['a', 5]\n", "commands"),
        "tests_list": python("tests = []\n", "tests"),
        "tests_no_command": python("tests = {'a': {'requires': []}}\n", "tests"),
        "tests_requires": python("tests = {'a': {'command': 'x', 'requires': 'y'}}\n", "tests"),
        "tests_variants": python(
            "tests = {'a': {'command': 'x', 'on_variants': {'type': 'x', 'value': []}}}\n", "tests"
        ),
        "tests_key": python("tests = {1: 'x'}\n"),
        "previous_version": python("previous_version = '1..2'\n", "previous_version"),
        "release_message": python("release_message = 1\n", "release_message"),
        "vcs": python("vcs = None\n", "vcs"),
        "plugin_for": python("plugin_for = 'maya'\n", "plugin_for"),
        "has_plugins": python("has_plugins = 1\n", "has_plugins"),
        "changelog": python("changelog = ['a']\n", "changelog"),
        "yaml_syntax": yaml("name: [bad\n"),
        "yaml_list": yaml("- a\n- b\n"),
        "yaml_text": yaml("just text\n"),
        "yaml_tag": yaml("name: !!python/object:os.path x\n"),
        "yaml_two_documents": yaml("name: bad\n---\nname: bad\n"),
        "yaml_alias": yaml("name: *nothing\n"),
        "yaml_requires": yaml("requires: [1.0]\n", "requires"),
    }


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)

"""Packages as text: the definition files that rez writes, to the character.

`commands` and its kin are written as functions, long texts as blocks, the `config` section as a
scope. Attributes come in rez's order, those it does not know last.
"""

from __future__ import annotations

from enum import Enum
from keyword import iskeyword
from pprint import pformat

from rez_next.exceptions import SchemaError
from rez_next.host.source import SourceCode
from rez_next.objects.data.schema import (
    And,
    Optional,
    Or,
    Required,
    Schema,
    Use,
    late_bound,
)
from rez_next.objects.package.schema import help_schema, package_rex_keys, tests_schema_of
from rez_next.objects.text.python_code import as_block_string, dict_to_attributes_code, indent
from rez_next.values.requirement import Requirement
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Items = list[tuple[str, Any]]


class FileFormat(Enum):
    """What a file is written in.

    Attributes:
        extension: The extension of such files.
    """

    py = ("py",)
    yaml = ("yaml",)
    txt = ("txt",)

    def __init__(self, extension: str) -> None:
        self.extension = extension


#: The order of attributes in a definition.
package_key_order = [
    "name",
    "version",
    "description",
    "authors",
    "tools",
    "has_plugins",
    "plugin_for",
    "requires",
    "build_requires",
    "private_build_requires",
    "variants",
    "commands",
    "pre_commands",
    "post_commands",
    "help",
    "config",
    "uuid",
    "timestamp",
    "release_message",
    "changelog",
    "vcs",
    "revision",
    "previous_version",
    "previous_revision",
]

version_schema = Or(str, And(Version, Use(str)))
package_request_schema = Or(str, And(Requirement, Use(str)))
source_code_schema = Or(SourceCode, And(str, Use(SourceCode)))
tests_schema = tests_schema_of(package_request_schema)

_requests = late_bound([package_request_schema])
_permission = late_bound(Or(None, bool))

#: What can be written: the attributes of a package, as data or as they are read.
package_serialise_schema = Schema(
    {
        Required("name"): str,
        Optional("version"): version_schema,
        Optional("description"): str,
        Optional("authors"): [str],
        Optional("tools"): late_bound([str]),
        Optional("requires"): _requests,
        Optional("build_requires"): _requests,
        Optional("private_build_requires"): _requests,
        Optional("variants"): [[package_request_schema]],
        Optional("hashed_variants"): bool,
        Optional("relocatable"): _permission,
        Optional("cachable"): _permission,
        **{Optional(name): source_code_schema for name in package_rex_keys},
        Optional("help"): late_bound(help_schema),
        Optional("uuid"): str,
        Optional("config"): dict,
        Optional("tests"): late_bound(tests_schema),
        Optional("timestamp"): int,
        Optional("revision"): object,
        Optional("changelog"): str,
        Optional("release_message"): Or(None, str),
        Optional("previous_version"): version_schema,
        Optional("previous_revision"): object,
        Optional(str): object,
    }
)

_OLD_COMMAND = "comment('OLD COMMAND:"


def dump_package_data(
    data: dict[str, Any],
    buf: Any,
    format_: FileFormat = FileFormat.py,
    skip_attributes: list[str] | None = None,
) -> None:
    """Write a package's definition.

    Args:
        data: Its attributes; those that are None are left out.
        buf: The stream to write to.
        format_: `FileFormat.py` or `FileFormat.yaml`.
        skip_attributes: Attributes to leave out as well.

    Raises:
        SchemaError: The attributes are not a package's, or one of them cannot be written.
        ValueError: The format is none of a definition.
    """
    if format_ is FileFormat.txt:
        raise ValueError("'txt' format not supported for packages.")
    given = {name: value for name, value in data.items() if value is not None}
    valid = package_serialise_schema.validate(given)
    names = [name for name in package_key_order if name in valid]
    names += [name for name in valid if name not in package_key_order]
    skipped = set(skip_attributes or ())
    items = [(name, valid[name]) for name in names if name not in skipped]
    dump_functions[format_](items, buf)


def _dump_yaml(items: Items, buf: Any) -> None:
    from rez_next.objects.text.yaml_text import dump_yaml

    texts = []
    for name, value in items:
        if isinstance(value, SourceCode) and name in ("commands", "pre_commands", "post_commands"):
            value = _without_old_commands(value)
        texts.append(dump_yaml({name: value}) + "\n")
    print("\n".join(texts), end="", file=buf)


def _dump_py(items: Items, buf: Any) -> None:
    print("# -*- coding: utf-8 -*-\n", file=buf)
    print("\n".join(_statement(name, value) + "\n" for name, value in items), end="", file=buf)


#: What writes a definition in each format.
dump_functions: dict[FileFormat, Callable[[Items, Any], None]] = {
    FileFormat.py: _dump_py,
    FileFormat.yaml: _dump_yaml,
}


def _statement(name: str, value: Any) -> str:
    if not name.isidentifier() or iskeyword(name):
        message = "Key %r is no name in Python, and a package.py can have no other: rename it"
        raise SchemaError(message % name)
    if name in ("description", "changelog") and len(value) > 40:
        return "%s = \\\n%s" % (name, indent(as_block_string(value)))
    if name == "config":
        code = dict_to_attributes_code({"config": value})
        return "with scope('config') as config:\n%s" % indent(code)
    if isinstance(value, SourceCode):
        if name in ("commands", "pre_commands", "post_commands"):
            value = _without_old_commands(value)
        code_text: str = value.to_text(funcname=name)
        return code_text
    statement = _assignment(name, value)
    try:
        compile(statement, "package.py", "exec")
    except SyntaxError:
        message = "Key %r: %r has no form in a package.py: take it out of the definition"
        raise SchemaError(message % (name, value)) from None
    return statement


def _assignment(name: str, value: Any) -> str:
    if isinstance(value, list) and len(value) > 1:
        items = ",\n".join(indent(pformat(item)) for item in value)
        return "%s = [\n%s\n]" % (name, items)
    text = pformat(value)
    return "%s = \\\n%s" % (name, indent(text)) if "\n" in text else "%s = %s" % (name, text)


def _without_old_commands(code: SourceCode) -> SourceCode:
    """Commands that were converted from rez 1's form, with what they were in comments of Python.

    In a context those comments show in the environment's script; in a file nobody would run them.
    """
    other = code.copy()
    lines = code.source.split("\n")
    other.source = "\n".join(
        "# " + line if line.startswith(_OLD_COMMAND) else line for line in lines
    )
    return other

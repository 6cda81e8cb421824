"""Suites as folders: written whole or not at all, read from rez too."""

from __future__ import annotations

import os

from rez_next._advice import noting
from rez_next.exceptions import ConfigurationError, SuiteError
from rez_next.objects.files.aside import put_in_place, written_aside
from rez_next.objects.script.forwarding import create_forwarding_script

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rez_next.objects.suite.suite import Suite


def save(suite: Suite, path: str, verbose: bool) -> None:
    """Write the suite; see `Suite.save`."""
    path = os.path.realpath(path)
    replaces = os.path.exists(path)
    if replaces:
        if not suite.load_path or suite.load_path != path:
            raise SuiteError("Cannot save, path exists: %r" % path)
        if verbose:
            print("saving over previous suite...")
    for name in suite.context_names:
        suite.context(name)  # from the folder that is about to go
    if replaces:
        with written_aside(path) as aside:
            _write(suite, aside, path, verbose)
            put_in_place(aside, path)
    else:
        _write(suite, path, path, verbose)


def load(cls: type[Suite], path: str) -> Suite:
    """Read a suite; see `Suite.load`."""
    from rez_next.objects.config.delay_load import read_yaml

    with noting("A suite is a folder that `suite.save(path)` or `rez-suite` has made."):
        os.stat(path)
    file = os.path.join(path, "suite.yaml")
    if not os.path.isfile(file):
        raise SuiteError("Not a suite: %r" % path)
    try:
        data = read_yaml(file)
    except ConfigurationError as error:
        raise SuiteError("Failed loading suite: %s" % error) from error
    if not isinstance(data, dict) or not isinstance(data.get("contexts"), dict):
        raise SuiteError("Failed loading suite: %s has no contexts" % file)
    suite = cls.from_dict(data)
    suite.load_path = os.path.realpath(path)
    return suite


def _write(suite: Suite, folder: str, path: str, verbose: bool) -> None:
    """Write the suite to `folder`, which will be `path`."""
    from rez_next.objects.text.yaml_text import dump_yaml

    os.makedirs(os.path.join(folder, "contexts"), exist_ok=True)
    with open(os.path.join(folder, "suite.yaml"), "w", encoding="utf-8") as file:
        file.write(dump_yaml(suite.to_dict()))
    for name in suite.context_names:
        context = suite.context(name)
        context._set_parent_suite(path, name)
        if verbose:
            print("writing %r..." % suite._context_path(name, path))
        context.save(str(suite._context_path(name, folder)))

    os.makedirs(os.path.join(folder, "bin"), exist_ok=True)
    if verbose:
        print("creating alias wrappers in %r..." % os.path.join(path, "bin"))
    for alias, tool in suite.get_tools().items():
        if verbose:
            print(
                "creating %r -> %r (%s context)..."
                % (alias, tool["tool_name"], tool["context_name"])
            )
        create_forwarding_script(
            os.path.join(folder, "bin", alias),
            "suite",
            "_FWD__invoke_suite_tool_alias",
            context_name=tool["context_name"],
            tool_name=tool["tool_name"],
            prefix_char=suite.contexts[tool["context_name"]].get("prefix_char"),
        )

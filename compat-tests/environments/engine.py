"""A context that rez resolved, as data for the engine, and the engine that answers about it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Dict, Mapping, Optional

from rez.config import config
from rez.resolved_context import ResolvedContext
from rez.shells import create_shell
from rez.system import system
from rez.utils.sourcecode import SourceCode

from rez_next._engine.tagged import to_tagged
from rez_next.host.commands import ContextCommands
from support.engine_process import EngineProcess

HERE = Path(__file__).resolve().parent

COMMANDS = ("pre_commands", "commands", "post_commands")
SYSTEM_FACTS = ("platform", "arch", "os", "user", "home", "hostname", "rez_version")


class EngineError(Exception):
    """What the engine raised: the exception's name and its text."""


class Engine(EngineProcess):
    """Answers about contexts. What it leaves to Python is run here, as by the shim."""

    def __init__(self) -> None:
        super().__init__(HERE / "environ.ts")
        self.declined = 0

    def ask(self, question: Mapping[str, Any], context: Optional[ResolvedContext] = None) -> Any:
        commands = ContextCommands(lambda _: context.resolved_packages)  # type: ignore[union-attr]
        self.tell([question])
        answer = self.hear()
        while "host" in answer:
            self.tell([commands.run(answer["host"])])
            answer = self.hear()
        self.declined = answer["declined"]
        if "error" in answer:
            raise EngineError(answer["error"]["type"], answer["error"]["message"])
        return answer["result"]


def request_of(
    context: ResolvedContext,
    what: str,
    parent_environ: Optional[Mapping[str, str]] = None,
    **more: Any,
) -> Dict[str, Any]:
    return {
        "what": what,
        "context": {
            "variants": [variant_of(v) for v in context.resolved_packages],
            "request": [str(r) for r in context.requested_packages()],
            "implicits": [str(r) for r in context.implicit_packages],
            "ephemerals": [str(r) for r in context.resolved_ephemerals or ()],
            "packagePaths": context.package_paths,
            "times": [str(context.timestamp), str(context.requested_timestamp or 0)],
            "building": context.building,
            "testing": context.testing,
            "rezPath": context.rez_path,
            "rezVersion": context.rez_version,
            "appendSysPath": context.append_sys_path,
            "verbosity": context.verbosity,
            "parentSuitePath": context.parent_suite_path,
            "visibleSuitePaths": [],
        },
        "settings": {
            "parent_variables": config.parent_variables,
            "all_parent_variables": config.all_parent_variables,
            "env_var_separators": dict(config.env_var_separators),
            "rez_1_environment_variables": config.rez_1_environment_variables,
            "disable_rez_1_compatibility": config.disable_rez_1_compatibility,
            "catch_rex_errors": config.catch_rex_errors,
            "rez_tools_visibility": config.rez_tools_visibility,
            "suite_visibility": config.suite_visibility,
            "optionvars": to_tagged(config.optionvars),
        },
        "machine": {
            "system": {name: getattr(system, name) for name in SYSTEM_FACTS},
            "environ": list(os.environ.items()),
            "home": os.path.expanduser("~"),
            "rezBinPath": system.rez_bin_path,
            "systemPaths": list(create_shell(more.get("shell")).get_syspaths()),
        },
        "parentEnviron": None if parent_environ is None else list(parent_environ.items()),
        "evaluator": "engine",
        **more,
    }


def variant_of(variant: Any) -> Dict[str, Any]:
    data = {
        name: value
        for name, value in variant.parent.data.items()
        if not name.startswith("_") and name not in COMMANDS
    }
    for name in COMMANDS:
        code = getattr(variant, name)
        if code is not None:
            data[name] = code
    return {
        "name": variant.name,
        "version": str(variant.version),
        "index": variant.index,
        "base": variant.base,
        "root": variant.root,
        "originalRoot": None,
        "subpath": variant.subpath,
        "uri": variant.uri,
        "isLocal": variant.is_local,
        "handle": variant.handle.to_dict(),
        "attributes": to_tagged(data, source=_source),
    }


def _source(value: Any) -> Optional[Dict[str, Any]]:
    code = value if isinstance(value, SourceCode) else None
    if code is None and callable(value):
        code = SourceCode(func=value)
    if code is None:
        return None
    return {
        "$": "source",
        "source": code.source,
        "filepath": code.filepath,
        "funcname": code.funcname,
        "evalAsFunction": code.eval_as_function,
        "decorators": code.decorators,
        "includes": sorted(code.includes or ()),
    }

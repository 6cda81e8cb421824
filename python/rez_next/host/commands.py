"""Runs commands() functions in this process and gives the engine what it asked for.

Code runs exactly as rez runs it, in a namespace of the same names. What it asks for is returned as
a list of actions; what it raises is returned with its traceback, which names the package's file and
line. Exits (SystemExit, KeyboardInterrupt) are not caught.
"""

from __future__ import annotations

import re
from functools import partial

from rez_next.exceptions import SourceCodeError
from rez_next.host import machine
from rez_next.host.actions import to_wire
from rez_next.host.bindings import (
    EphemeralsBinding,
    OptionVars,
    RequirementsBinding,
    VariantBinding,
    VariantsBinding,
    VersionBinding,
    intersects,
)
from rez_next.host.environ import AttrDictWrapper, EnvironmentDict
from rez_next.host.escaped_string import expandable, literal
from rez_next.host.formatting import ENV_VAR_REGEX, NamespaceFormatter
from rez_next.host.interpreter import Recorder
from rez_next.host.manager import ActionManager
from rez_next.host.source import SourceCode
from rez_next.host.variant_data import ContextVariant, is_changed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Callable

    from rez_next._engine import protocol


class ContextCommands:
    """Runs the functions of one context, one after the other.

    They are shown the same objects, as in rez: what is bound late is found once.

    Args:
        variants: Makes the objects of the variants whose handles it is given. They see the context.
    """

    def __init__(self, variants: Callable[[list[Any]], Sequence[Any]]) -> None:
        self._objects = variants
        self._sent: Mapping[str, Any] = {}
        self._environ: dict[str, str] = {}
        self._bindings: dict[str, Any] = {}
        self._variants: dict[str, ContextVariant] = {}

    def run(
        self, params: protocol.HostRunCommandsParams, names: Mapping[str, Any] | None = None
    ) -> protocol.HostRunCommandsResult:
        """Run a function and return its actions.

        Args:
            params: "code", "package", "bindings" (None: as for the function before), "environ"
                (pairs), "environIsWhole", "mentioned" and "interpreter", as `RunCommandsRequest`
                of the engine has them.
            names: What a caller of this process has bound besides.

        Returns:
            "actions" in order, "mentioned" (names that `env` was asked for), "changesPackages" (so
            that only those who are shown the same objects see them right), and "error": None, or
            "type", "exception", "message" and "text" of what was raised.
        """
        if params["bindings"] is not None:
            self._bind(params["bindings"])
        if params["environIsWhole"]:
            self._environ = {}
        self._environ.update(dict(params["environ"]))
        sent = self._sent
        parent_environ = dict(sent["parent_environ"])
        namespace: dict[str, Any] = {}
        formatter = NamespaceFormatter(namespace)
        pattern = sent.get("variable_pattern")
        references = ENV_VAR_REGEX if pattern is None else re.compile(pattern)

        def formatted(text: Any) -> str:
            return formatter.format(str(text), regex=references)

        manager = ActionManager(
            Recorder(params["interpreter"], sent["path_separator"]),
            parent_environ,
            sent["parent_variables"],
            formatted,
            env_sep_map=sent["env_var_separators"],
        )
        manager.environ = self._environ.copy()
        environ = EnvironmentDict(manager, params["mentioned"])
        namespace.update(
            manager.get_public_methods(),
            env=AttrDictWrapper(environ),
            expandable=expandable,
            format=formatted,
            literal=literal,
            optionvars=OptionVars(sent["optionvars"]),
        )
        namespace.update(names or {})
        namespace.update(self._bindings)
        code = SourceCode.from_wire(params["code"])
        name = params["package"]
        if name is not None:
            variant = self._variants[name]
            code.set_package(variant)
            namespace.update(
                this=self._bindings["resolve"][variant.name],
                version=VersionBinding(variant.version),
                root=variant.root,
                base=variant.base,
            )
        error = _run(code, namespace)
        return {
            "actions": [to_wire(action) for action in manager.actions],
            "mentioned": [name for name in environ if name not in parent_environ],
            "changesPackages": any(map(is_changed, self._variants.values())),
            "error": error,
        }

    def _bind(self, sent: protocol.CommandsBindings) -> None:
        self._sent = sent
        self._variants = {}
        described = sent["resolve"]
        made: dict[str, Any] = {}

        def whole(name: str) -> Any:
            if not made:
                # All at once: they are read together when one is looked into.
                objects = self._objects([fields["handle"] for fields in described])
                made.update(zip(self._variants, objects))
            return made[name]

        for fields in described:
            name = fields["name"]
            self._variants[name] = ContextVariant(fields, partial(whole, name))
        resolve = {name: VariantBinding(variant) for name, variant in self._variants.items()}
        self._bindings = {**context_bindings(sent), "resolve": VariantsBinding(resolve)}


def context_bindings(sent: Mapping[str, Any]) -> dict[str, Any]:
    """The names that do not depend on a resolve: what late-bound attributes see, too."""
    from rez_next.values.requirement import Requirement

    return {
        "building": sent["building"],
        "testing": sent["testing"],
        "request": RequirementsBinding(map(Requirement, sent["request"])),
        "implicits": RequirementsBinding(map(Requirement, sent["implicits"])),
        "ephemerals": EphemeralsBinding(map(Requirement, sent["ephemerals"])),
        "intersects": intersects,
        "system": System(sent["system"]),
    }


class System:
    """`system`: facts about the machine.

    Args:
        facts: The facts by name.
    """

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self._facts = facts

    @property
    def fqdn(self) -> str:
        """The machine's full network name."""
        return machine.fqdn()

    @property
    def domain(self) -> str:
        """What follows the first dot of `fqdn`."""
        return machine.domain()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._facts:
            raise AttributeError("'System' object has no attribute '%s'" % name)
        return self._facts[name]


def _run(code: SourceCode, namespace: dict[str, Any]) -> protocol.CommandsFailure | None:
    try:
        code.exec_in_time(namespace)
    except SourceCodeError as error:
        cause = error.__cause__
        return {
            "type": type(error).__name__,
            "exception": type(cause if cause is not None else error).__name__,
            "message": error.short_msg,
            "text": str(error),
        }
    return None

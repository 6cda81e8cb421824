"""A developer's own package: a definition in a source folder, before it is built or released."""

from __future__ import annotations

import os
from copy import deepcopy
from enum import Enum
from types import FunctionType

from rez_next.exceptions import InvalidPackageError
from rez_next.host.definition import (
    default_objects,
    evaluate_definition,
    get_objects,
    process_python_objects,
    set_objects,
)
from rez_next.host.source import SourceCode
from rez_next.objects.ask import ask
from rez_next.objects.config.config import config
from rez_next.objects.package.made import package_of
from rez_next.objects.package.package import Package
from rez_next.objects.text.messages import print_error, print_info
from rez_next.objects.wire import from_wire

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Callable

    from rez_next._engine import protocol
    from rez_next.objects.context.context import ResolvedContext


class PreprocessMode(Enum):
    """In which order a package's own preprocess function and the studio's run."""

    #: The package's own first.
    before = 0
    #: The package's own last.
    after = 1
    #: The package's own instead of the studio's.
    override = 2


class DeveloperPackage(Package):
    """A package in a developer's source folder.

    Attributes:
        filepath: The definition file.
        includes: The modules that its functions name with `@include`.
    """

    def __init__(self, resource: Any, context: ResolvedContext | None = None) -> None:
        super().__init__(resource, context)
        self.filepath: str | None = None
        self.includes: set[str] | None = None

    @property
    def root(self) -> str | None:
        """The folder of the definition file."""
        return os.path.dirname(self.filepath) if self.filepath else None

    @classmethod
    def from_path(cls, path: str | os.PathLike[str], format: Any = None) -> DeveloperPackage:
        """Load a definition and apply its preprocess functions.

        Args:
            path: The definition file, or the folder it is in.
            format: `"py"`, `"yaml"` or rez's `FileFormat` of one; None takes whichever there is.

        Raises:
            PackageMetadataError: There is no definition.
            PackageSchemaError: It breaks the schema.
            ResourceError: The file cannot be read, or raises.
            InvalidPackageError: A preprocess function refused it, or an included module is
                missing.
            AttributeError: The studio's preprocess function is not in its module.
        """
        filepath, data = definition_at(os.fsdecode(path), format)
        package: DeveloperPackage = package_of(data["name"], data, cls, filepath)
        # Preprocess functions may look at what lies beside the file.
        package.filepath = filepath
        preprocessed = package._get_preprocessed(data)
        if preprocessed is not None:
            package, data = preprocessed
            package.filepath = filepath
        package.includes = set(_includes(data))
        package._validate_includes()
        return package

    def get_reevaluated(self, objects: dict[str, Any]) -> DeveloperPackage:
        """The package loaded again, with more names for its early-bound functions to see.

        Args:
            objects: The names, such as `build_variant_index`, and their values.
        """
        with set_objects(objects):
            return self.from_path(self.root or "")

    @staticmethod
    def _folder_of_includes() -> Any:
        """Where the modules are that `@include` names: no build has put them beside it yet."""
        return config.package_definition_python_path

    def _validate_includes(self) -> None:
        if not self.includes:
            return
        folder = self.config.package_definition_python_path
        if not folder:
            raise InvalidPackageError(
                "Package %s uses @include decorator, but no include path has been configured with "
                "the 'package_definition_python_path' setting." % self.filepath
            )
        for name in sorted(self.includes):
            file = os.path.join(folder, name) + ".py"
            if not os.path.exists(file):
                raise InvalidPackageError(
                    "@include decorator requests module '%s', but the file %s does not exist."
                    % (name, file)
                )

    def _get_preprocessed(
        self, data: dict[str, Any]
    ) -> tuple[DeveloperPackage, dict[str, Any]] | None:
        """The package and its data as the preprocess functions changed them; None if not at all."""
        from rez_next.host.definition import import_paths

        changed = deepcopy(data)
        with import_paths(config.package_definition_build_python_paths):
            for level, preprocess in self._preprocessors():
                print_info("Applying %s preprocess function", level)
                try:
                    preprocess(this=self, data=changed)
                except InvalidPackageError:
                    raise
                except Exception as error:
                    print_error("Failed to apply preprocess: %s: %s", type(error).__name__, error)
                    return None
        changed = process_python_objects(changed, self.filepath)
        if changed == data:
            return None
        package: DeveloperPackage = package_of(self.name, changed, type(self), self.filepath)
        print_info("%s", _difference(data, changed))
        return package, changed

    def _preprocessors(self) -> list[tuple[str, Callable[..., object]]]:
        own = getattr(self, "preprocess", None)
        general = _general_preprocess(self.config.package_preprocess_function)
        mode = PreprocessMode[self.config.package_preprocess_mode]
        if mode is PreprocessMode.before:
            wanted = [("local", own), ("global", general)]
        elif mode is PreprocessMode.after:
            wanted = [("global", general), ("local", own)]
        else:
            wanted = [("local", own)] if own else [("global", general)]
        return [(level, function) for level, function in wanted if function]


def get_developer_package(path: str | os.PathLike[str], format: Any = None) -> DeveloperPackage:
    """Load a developer's own package.

    Args:
        path: The definition file, or the folder it is in.
        format: `"py"`, `"yaml"` or rez's `FileFormat` of one; None takes whichever there is.

    Raises:
        PackageMetadataError: There is no definition.
        PackageSchemaError: It breaks the schema.
        ResourceError: The file cannot be read, or raises.
        InvalidPackageError: A preprocess function refused it, or an included module is missing.
        AttributeError: The studio's preprocess function is not in its module.
    """
    return DeveloperPackage.from_path(path, format=format)


def definition_at(path: str, format: Any) -> tuple[str, dict[str, Any]]:
    """The definition file, as `path` names it, and its data, not validated, functions and all.

    Raises:
        PackageMetadataError: There is no definition, or it has no name.
        ResourceError: The file cannot be read, or raises.
    """
    extension = getattr(format, "extension", format)
    if extension is not None and extension not in ("py", "yaml"):
        raise ValueError("a package definition is 'py' or 'yaml', not %r" % (format,))
    evaluated: dict[str, dict[str, Any]] = {}

    def evaluate(
        params: protocol.HostEvaluateDefinitionParams,
    ) -> protocol.HostEvaluateDefinitionResult:
        # What Python evaluates stays here: objects in it need no form to cross in.
        paths = config.package_definition_build_python_paths
        data = evaluate_definition(
            params["path"], list(paths), keep_preprocess=True, text=params["source"]
        )
        evaluated["data"] = data
        name = data.get("name")
        own = {"name": name if isinstance(name, str) else None}
        return {"data": own, "isSelfContained": False}

    answer = ask(
        "package/develop",
        {
            "path": os.path.abspath(path),
            "format": extension,
            # Names of the caller's own may be ones that the file binds.
            "askHost": not get_objects().keys() <= default_objects.keys(),
        },
        serve={"host/evaluateDefinition": evaluate},
    )
    file = os.path.join(path, os.path.basename(answer["file"])) if os.path.isdir(path) else path
    data = evaluated.get("data")
    return file, from_wire(answer["data"]) if data is None else data


def _includes(data: dict[str, Any]) -> Iterator[str]:
    for value in data.values():
        if isinstance(value, SourceCode):
            yield from value.includes or ()
        elif isinstance(value, dict):
            yield from _includes(value)


def _general_preprocess(setting: Any) -> Callable[..., object] | None:
    """The function that the setting `package_preprocess_function` is or names.

    Raises:
        AttributeError: The module has none of that name.
    """
    if not setting:
        return None
    function = setting
    if isinstance(setting, str):
        module_name, _, name = setting.rpartition(".")
        if not module_name:
            print_error(
                "Setting 'package_preprocess_function' must be of form "
                "'module[.module.module...].funcname'. Package preprocessing has not been applied."
            )
            return None
        try:
            module = __import__(module_name, fromlist=[name])
        except Exception as error:
            print_error("Failed to load preprocessing function '%s': %s", setting, error)
            return None
        # rez lets these functions name the exception without importing it.
        module.InvalidPackageError = InvalidPackageError  # type: ignore[attr-defined]
        # A package must not go out unprocessed for want of the function.
        function = getattr(module, name)
    if not isinstance(function, FunctionType):
        print_error("Function '%s' not found", setting)
        return None
    return function


def _difference(before: dict[str, Any], after: dict[str, Any]) -> str:
    found: dict[str, list[str]] = {"Added": [], "Removed": [], "Changed": []}
    _compare(before, after, "", found)
    lines = ["%s attributes: %s" % item for item in found.items() if item[1]]
    return "\n".join(["Package attributes were changed in preprocessing:", *lines])


def _compare(
    before: dict[str, Any], after: dict[str, Any], prefix: str, found: dict[str, list[str]]
) -> None:
    for name, value in before.items():
        if name not in after:
            found["Removed"].append(prefix + name)
        elif isinstance(value, dict) and isinstance(after[name], dict):
            _compare(value, after[name], prefix + name + ".", found)
        elif after[name] != value:
            found["Changed"].append(prefix + name)
    found["Added"] += [prefix + name for name in after if name not in before]

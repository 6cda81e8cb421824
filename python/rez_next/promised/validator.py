"""What a reviewer would say of a package, before it is released."""

from __future__ import annotations

import os

from rez_next.exceptions import EngineError
from rez_next.host.source import SourceCode
from rez_next.objects.ask import ask
from rez_next.objects.config.config import config
from rez_next.objects.package.package import Package, Variant
from rez_next.objects.package.schema import package_rex_keys
from rez_next.objects.repository.record_resources import plain_handle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Iterable

    from rez_next._engine import protocol


class PackageProblem:
    """One thing that is wrong with a package, or looks wrong.

    Attributes:
        severity: `"error"` keeps the package, or a variant of it, from being used; `"warning"`
            is what its author hardly meant.
        message: What is wrong.
        file: The definition file.
        line: The line in it, from 1; None where the file does not show it.
        key: The attribute it is about, or None.
    """

    def __init__(
        self,
        severity: str,
        message: str,
        file: str,
        line: int | None = None,
        key: str | None = None,
    ) -> None:
        self.severity = severity
        self.message = message
        self.file = file
        self.line = line
        self.key = key

    def __str__(self) -> str:
        place = self.file if self.line is None else "%s:%d" % (self.file, self.line)
        return "%s: %s" % (place, self.message)

    def __repr__(self) -> str:
        return "<%s %s>" % (self.severity, self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PackageProblem) and vars(other) == vars(self)

    def __hash__(self) -> int:
        return hash((self.severity, self.message, self.file, self.line))


class ValidationResult:
    """What was found. It is true for a package without errors.

    Attributes:
        errors: What keeps the package, or a variant of it, from being used.
        warnings: What its author hardly meant.
    """

    def __init__(self, problems: Iterable[PackageProblem]) -> None:
        found = sorted(problems, key=lambda problem: problem.line or 0)
        self.errors = [problem for problem in found if problem.severity == "error"]
        self.warnings = [problem for problem in found if problem.severity == "warning"]

    @property
    def is_valid(self) -> bool:
        """True if there are no errors."""
        return not self.errors

    def __bool__(self) -> bool:
        return self.is_valid

    def __str__(self) -> str:
        lines = ["error: %s" % problem for problem in self.errors]
        lines += ["warning: %s" % problem for problem in self.warnings]
        return "\n".join(lines) or "no problems"

    def __repr__(self) -> str:
        counts = (type(self).__name__, len(self.errors), len(self.warnings))
        return "<%s: %d errors, %d warnings>" % counts


class PackageValidator:
    """Reviews packages: the schema, requirements, variants, and what `commands()` uses.

    Nothing that a package defines is run for it, beyond what loading it runs.

    Args:
        paths: Repositories in which requirements are looked for, besides the package's own; None
            is the setting `packages_path`.

    Raises:
        TypeError: `paths` is one path: a list of it is meant.
    """

    def __init__(self, paths: Iterable[str] | None = None) -> None:
        if isinstance(paths, (str, bytes, os.PathLike)):
            raise TypeError("paths is a list of repositories: [%r]" % (paths,))
        self.paths = None if paths is None else [os.fspath(path) for path in paths]

    def validate(self, package: Package | Variant | str | os.PathLike[str]) -> ValidationResult:
        """Review a package.

        Args:
            package: A package, loaded or found, or a variant of one, or the path of a definition
                or of its folder, which may be one that does not load.

        Raises:
            TypeError: It is neither.
        """
        if isinstance(package, (str, os.PathLike)):
            return self._validate_path(os.fspath(package))
        if isinstance(package, Variant):
            package = package.parent
        if not isinstance(package, Package):
            raise TypeError("A package, or the path of one, is validated, not %r" % (package,))
        try:
            return self._validate_package(package)
        except EngineError:
            raise
        except Exception as error:
            return ValidationResult([_problem_of(error, _file_of(package))])

    def _validate_package(self, package: Package) -> ValidationResult:
        data = package.data
        if package.resource.repository_type != "memory":
            handle = plain_handle(package.resource)
            return self._asked(data, [package.resource.location], handle=handle)
        return self._asked(data, [], made=_made(package.name, data, _file_of(package)))

    def _validate_path(self, path: str) -> ValidationResult:
        from rez_next.objects.package.developer import definition_at

        try:
            return self.validate(Package.load(path))
        except EngineError:
            raise
        except Exception as error:
            failure = _problem_of(error, path)
        try:
            file, data = definition_at(path, None)
            found = self._asked({}, [], made=_made(data["name"], data, file))
        except EngineError:
            raise
        except Exception:
            return ValidationResult([failure])
        # A preprocess function that refuses shows only when it is run.
        return found if found.errors else ValidationResult([failure, *found.warnings])

    def _asked(
        self,
        data: dict[str, Any],
        own: list[str],
        handle: Any = None,
        made: protocol.PackageValidateParamsMade | None = None,
    ) -> ValidationResult:
        import builtins

        from rez_next.objects.system.system import system_facts

        params: protocol.PackageValidateParams = {
            "handle": handle,
            "made": made,
            "paths": [*own, *(config.packages_path if self.paths is None else self.paths)],
            "system": system_facts(),
            "builtins": dir(builtins),
            "syntaxErrors": list(_syntax_errors(data)),
        }
        problems = ask("package/validate", params)["problems"]
        return ValidationResult(PackageProblem(**problem) for problem in problems)


def _made(name: str, data: dict[str, Any], file: str) -> protocol.PackageValidateParamsMade:
    from inspect import isfunction

    from rez_next import __rez_version__
    from rez_next.objects.package.made import parted

    functions = {key: data[key] for key in package_rex_keys if isfunction(data.get(key))}
    code = {key: SourceCode(func=function) for key, function in functions.items()}
    plain, live = parted({**data, **code}, file)
    # Only that they are there matters: `this.name` is then no mistake.
    plain.update(dict.fromkeys(live, False))
    plain.pop("preprocess", None)
    return {
        "name": name,
        "data": plain,
        "file": os.path.abspath(file) if os.path.exists(file) else file,
        "location": "memory{validated}",
        "rezVersion": __rez_version__,
    }


def _syntax_errors(
    data: dict[str, Any],
) -> Iterable[protocol.PackageValidateParamsSyntaxErrorsItem]:
    """What Python's compiler refuses: a YAML file may hold any text as code."""
    for key, code in data.items():
        if not isinstance(code, SourceCode):
            continue
        try:
            compile(code.evaluated_code, code.sourcename, "exec")
        except SyntaxError as error:
            # A line is put before the code to make it a function.
            line = max(1, (error.lineno or 2) - 1)
            yield {"key": key, "message": error.msg, "line": line}
        except ValueError as error:
            yield {"key": key, "message": str(error), "line": 1}


def _problem_of(error: Exception, path: str) -> PackageProblem:
    import re

    message = str(error)
    lines = re.findall(r"\bline (\d+)", message)
    found = re.match(r"Problem loading (.+?\.(?:py|yaml)): ", message)
    if found:
        line = int(lines[-1]) if lines else None
        return PackageProblem("error", message[found.end() :], found.group(1), line)
    return _raised_in_code(error) or _of_include(message, path)


def _raised_in_code(error: Exception) -> PackageProblem | None:
    """What a function of the definition raised when it was called."""
    import re

    for note in getattr(error, "__notes__", ()):
        place = re.match(r"It was raised by (.+), line (\d+), in (.+)\.$", note)
        if place:
            file, line, key = place.groups()
            text = "%s raised %s: %s" % (key, type(error).__name__, error)
            return PackageProblem("error", text, file, int(line), key)
    return None


def _of_include(message: str, path: str) -> PackageProblem:
    """What is said of `@include`, or of no line of the file."""
    import re

    named = re.search(r"@include decorator(?: requests module '(.+?)')?", message)
    file = os.path.join(path, "package.py") if os.path.isdir(path) else path
    if named and os.path.isfile(file):
        with open(file, encoding="utf-8", errors="replace") as opened:
            text = opened.read()
        module = re.escape(named.group(1) or "")
        at = re.search(r"^[ \t]*@include\(.*%s.*\n(?:@.*\n)*def (\w+)" % module, text, re.MULTILINE)
        if at:
            line = text.count("\n", 0, at.start()) + 1
            return PackageProblem("error", message, file, line, at.group(1))
    return PackageProblem("error", message, path)


def _file_of(package: Package) -> str:
    # What is gone has no more than its repository.
    return str(vars(package).get("filepath") or package.uri or package.resource.location)

from typing import Any

from rez_next.objects.context.context import ResolvedContext
from rez_next.values.version import Version

PIP_SPECIFIER_TEXT: str

def find_pip(
    pip_version: Version | str | None = None, python_version: Version | str | None = None
) -> tuple[str, ResolvedContext | None]: ...
def find_python_in_context(context: ResolvedContext) -> str | None: ...
def find_pip_from_context(
    python_version: Version | str | None, pip_version: Version | str | None = None
) -> tuple[str | None, str | None, ResolvedContext | None]: ...

# A `packaging.specifiers.SpecifierSet`; packaging is not a dependency.
def pip_specifier() -> Any: ...

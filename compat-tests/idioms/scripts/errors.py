"""The family of errors, by identity and by inheritance."""

import rez.exceptions
from rez.exceptions import RezError

NAMES = """
BuildContextResolveError BuildError BuildProcessError BuildSystemError ConfigurationError
ContextBundleError InvalidPackageError PackageCacheError PackageCommandError PackageCopyError
PackageFamilyNotFoundError PackageMetadataError PackageMoveError PackageNotFoundError
PackageRepositoryError PackageRequestError PackageTestError ReleaseError
ReleaseHookCancellingError ReleaseHookError ReleaseVCSError ResolveError ResolvedContextError
ResourceContentError ResourceError ResourceNotFoundError RexError RexStopError
RexUndefinedVariableError RezBindError RezError RezGuiQTImportError RezPluginError
RezSystemError SuiteError _NeverError
"""
for name in NAMES.split():
    kind = getattr(rez.exceptions, name)
    print(name, [b.__name__ for b in kind.__mro__ if b.__module__ != "builtins"])
try:
    raise rez.exceptions.PackageRequestError("text kept")
except RezError as error:
    print(type(error) is rez.exceptions.PackageRequestError, error)

"""Three ways to ask whether a resolve failed, and the errors of what does not exist."""

import io

from rez.exceptions import PackageFamilyNotFoundError, PackageNotFoundError, RezError
from rez.resolved_context import ResolvedContext, ResolverStatus
from rez.resolver import ResolverStatus as SameStatus
from rez.version import VersionError

context = ResolvedContext(["maya-2022", "maya-2024"])
print(context.success, context.status == ResolverStatus.solved, context.status.name)
print(context.status_ == ResolverStatus.failed, ResolverStatus is SameStatus)
print(context.failure_description)
print(context.resolved_packages)
buffer = io.StringIO()
context.print_info(buf=buffer)
print("conflict" in buffer.getvalue())
for request, kind in (
    (["no_such_family"], PackageFamilyNotFoundError),
    (["maya-1066"], PackageNotFoundError),
    (["maya-=-"], VersionError),
    (["not!a!name"], RezError),
):
    try:
        ResolvedContext(request)
    except kind as error:
        print(type(error).__name__, error)

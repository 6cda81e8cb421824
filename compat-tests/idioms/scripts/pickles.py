"""Values survive pickling and copying; packages and contexts refuse, as they always did."""

import copy
import pickle

from rez.packages import get_latest_package
from rez.resolved_context import ResolvedContext
from rez.resolver import ResolverStatus
from rez.utils.formatting import PackageRequest
from rez.version import Requirement, Version, VersionRange

package = get_latest_package("maya")
for value in (
    Version("1.2.3"), VersionRange("1+<2|5"), Requirement("!foo-3"), PackageRequest("foo-1"),
    ResolverStatus.solved, package.handle,
):  # fmt: skip
    for again in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
        print(type(value).__name__, again == value, type(again) is type(value))
context = ResolvedContext(["maya"])
print(copy.copy(context).success, copy.copy(context) == context)
print(len({package, get_latest_package("maya")}), package in [get_latest_package("maya")])

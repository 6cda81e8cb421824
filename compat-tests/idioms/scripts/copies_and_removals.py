"""Packages copied to another repository, moved, hidden and removed."""

import os
import sys

from rez.package_copy import copy_package
from rez.package_move import move_package
from rez.package_remove import remove_package, remove_package_family
from rez.packages import get_latest_package, get_package, iter_packages

source, one, two = sys.argv[1], os.path.join(sys.argv[2], "one"), os.path.join(sys.argv[2], "two")
os.mkdir(one)
os.mkdir(two)
package = get_latest_package("pipeline_core", paths=[source])
for variant in package.iter_variants():
    os.makedirs(os.path.join(variant.root, "python"), exist_ok=True)
    with open(os.path.join(variant.root, "python", "core.py"), "w") as stream:
        stream.write("index = %r" % variant.index)
result = copy_package(package=package, dest_repository=one, force=True)
print({k: [(a.qualified_name, b.qualified_name) for a, b in v] for k, v in sorted(result.items())})
print(len(copy_package(package=package, dest_repository=one, force=True)["skipped"]))
copied = get_package("pipeline_core", package.version, paths=[one])
print(
    copied == package, copied.validated_data()["version"] == package.version, bool(copied.timestamp)
)
moved = move_package(copied, two, force=True)
print(moved.qualified_name, [str(p.version) for p in iter_packages("pipeline_core", paths=[one])])
print(
    remove_package("pipeline_core", package.version, two),
    get_latest_package("pipeline_core", paths=[two]),
)
copy_package(package=package, dest_repository=two, force=True)
remove_package_family("pipeline_core", two, force=True)
print(sorted(os.listdir(two)))

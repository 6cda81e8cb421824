"""Packages made by a tool, with files of their own for each variant."""

import os
import sys

from rez.package_maker import make_package
from rez.packages import get_package


def make_root(variant, path):
    with open(os.path.join(path, "made.txt"), "w") as stream:
        stream.write("%s %s" % (variant.qualified_package_name, os.getcwd() == path))


target = os.path.join(sys.argv[2], "made")
for attempt in range(2):
    with make_package("thing", target, make_root=make_root, skip_existing=True) as pkg:
        pkg.version = "1.2.0"
        pkg.description = "A thing."
        pkg.authors = ["somebody"]
        pkg.requires = ["python-3"]
        pkg.variants = [["platform-linux"], ["platform-windows"]]
        pkg.pip = {"name": "thing"}
        pkg.pip["metadata"] = {"is_pure_python": True}
        pkg.commands = "env.PYTHONPATH.append('{root}/python')"
    print(attempt, [v.qualified_name for v in pkg.installed_variants or []])
    print(attempt, [v.qualified_name for v in pkg.skipped_variants or []])
package = get_package("thing", "1.2.0", paths=[target])
print(package.description, package.authors, [str(r) for r in package.requires], package.pip)
for variant in package.iter_variants():
    with open(os.path.join(variant.root, "made.txt")) as stream:
        print(variant.index, stream.read(), os.path.relpath(variant.root, target))

"""A recipe that computes its requirements while it is installed."""

import os
import sys

from rez.developer_package import DeveloperPackage
from rez.package_py_utils import expand_requirement, expand_requires
from rez.packages import get_developer_package

print(expand_requires("platform-**", "arch-**"))
print(
    expand_requirement("python-3.*"), expand_requirement("maya-**"), expand_requirement("usd>=22.*")
)
recipe = os.path.join(sys.argv[2], "recipe")
os.mkdir(recipe)
with open(os.path.join(recipe, "package.py"), "w") as stream:
    stream.write(
        """
name = "recipe"
version = "1.0"
build_command = False

@early()
def requires():
    from rez.package_py_utils import expand_requires
    return expand_requires("python-3.*")

def commands():
    env.RECIPE_ROOT = "{root}"
"""
    )
package = get_developer_package(recipe)
print(
    package.name, str(package.version), [str(r) for r in package.requires], package.root == recipe
)
print(os.path.basename(package.filepath), DeveloperPackage.from_path(recipe).qualified_name)

"""A package built and installed by a tool, not by the command line."""

import os
import sys

from rez.build_process import create_build_process
from rez.build_system import create_build_system
from rez.packages import get_developer_package, get_package

source, target = os.path.join(sys.argv[2], "source"), os.path.join(sys.argv[2], "target")
os.makedirs(source)
os.makedirs(target)
with open(os.path.join(source, "package.py"), "w") as stream:
    stream.write(
        """
name = "built"
version = "1.0"
build_command = "echo {variant_index} > {install_path}/built.txt && echo $REZ_BUILD_INSTALL"
variants = [["python-3.9"], ["python-3.10"]]
"""
    )
package = get_developer_package(source)
system = create_build_system(source, package=package, verbose=False)
process = create_build_process("local", source, build_system=system, package=package, verbose=False)
print(system.name(), process.name())
sys.stdout.flush()
print(process.build(install_path=target, install=True, clean=True))
built = get_package("built", "1.0", paths=[target])
for variant in built.iter_variants():
    with open(os.path.join(variant.root, "built.txt")) as stream:
        print(variant.index, stream.read().strip(), os.path.relpath(variant.root, target))

"""Settings are read, edited in place, assigned and overridden, and each counts at once."""

import os
import sys

from rez.config import config
from rez.packages import get_latest_package, iter_package_families
from rez.resolved_context import ResolvedContext

other = os.path.join(sys.argv[2], "other")
os.makedirs(os.path.join(other, "extra", "1.0"))
with open(os.path.join(other, "extra", "1.0", "package.py"), "w") as stream:
    stream.write("name = 'extra'\nversion = '1.0'\n")
print(get_latest_package("extra"))
print([f.name for f in iter_package_families(paths=[other, *config.packages_path])][:1])
config.packages_path.append(other)
print(get_latest_package("extra").version, ResolvedContext(["extra"]).success)
config.packages_path.remove(other)
print(get_latest_package("extra"))
config.packages_path[:] = [other]
print(sorted({f.name for f in iter_package_families()}))
config.override("packages_path", [sys.argv[1]])
print(get_latest_package("extra"), config.overrides)
config.remove_override("packages_path")
config.packages_path = [other]
print(get_latest_package("extra").version)
print([os.path.basename(p) for p in config.nonlocal_packages_path])
config.default_shell = "sh"
print(config.default_shell)

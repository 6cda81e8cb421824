"""Packages: loaded from a folder, reviewed, found in repositories.

python examples/python/packages.py [PATH OF A package.py]
"""

import os
import sys

import samples
from rez_next.packages import get_latest_package, iter_packages

import rez_next as rez

default = samples.PACKAGES / "usd" / "23.05" / "package.py"
path = sys.argv[1] if len(sys.argv) > 1 else str(default)

package = rez.Package.load(path)
print(f"{package.name} {package.version}: {package.description}")
print("by", ", ".join(package.authors or ["nobody who says so"]))
for requirement in package.requires or []:
    print("  needs", requirement)

review = rez.PackageValidator().validate(package)
print("is fit for use" if review.is_valid else "cannot be used")
for problem in [*review.errors, *review.warnings]:
    print(" ", problem)

print("all of maya:")
for package in sorted(iter_packages("maya"), key=lambda package: package.version):
    print(f"  {package.qualified_name:<12} {package.num_variants or 1} variant(s)")

latest = get_latest_package("maya", "2023+<2025")
print("the latest before 2025:", latest.qualified_name, "in", os.path.basename(latest.uri))

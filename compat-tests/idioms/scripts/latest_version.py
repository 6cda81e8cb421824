"""The ways in which tools find the latest version."""

from rez.packages import (
    get_latest_package,
    get_latest_package_from_string,
    get_package,
    iter_packages,
)
from rez.version import Version, VersionRange

print(sorted(iter_packages("maya"), key=lambda p: p.version)[-1].version)
print(max(iter_packages("maya"), key=lambda p: p.version).qualified_name)
print(get_latest_package("maya").version, get_latest_package("maya", "<2024").version)
print(get_latest_package("maya", VersionRange("2022")).uri == get_package("maya", "2022.5").uri)
print(get_latest_package("nothing_like_it"), get_package("maya", Version("1")))
print(get_latest_package_from_string("python-3.9").qualified_name)
print(sorted(str(p.version) for p in iter_packages("python", "3+")))
print([str(p.version) for p in iter_packages("python", range_="2")])

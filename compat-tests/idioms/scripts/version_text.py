"""Requests built from the texts of packages and versions."""

from rez.packages import get_latest_package, get_package
from rez.utils.formatting import PackageRequest
from rez.version import Requirement, RequirementList, Version, VersionRange

p = get_latest_package("usd")
print("%s==%s" % (p.name, p.version), "{p.name}=={p.version}".format(p=p), f"{p.version!s:>8}")
print(p.qualified_name, p.as_exact_requirement())
version = Version("3.10.13")
print(version.as_tuple()[:2], list(map(str, map(version.trim, [2, 1, 0]))))
request = PackageRequest("foo-1.2+<2")
print(request.name, request.range, request.range_, request.conflict, request.weak, str(request))
print([str(r) for r in RequirementList([Requirement("a-1+"), Requirement("a<2")])])
print(VersionRange("3|5+") & VersionRange("<5.1"), get_package("usd", p.version) == p)
for variant in p.iter_variants():
    print(variant.qualified_package_name, variant.index, [str(r) for r in variant.variant_requires])

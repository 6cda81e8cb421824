"""Versions, ranges and requirements: read, compared, sorted, filtered.

python examples/python/versions.py
"""

import rez_next as rez

version = rez.Version("2.1.0-beta.1+build.123")
print(version, "is", version.major, version.minor, version.patch)
print("before a release it is", version.prerelease, "and was built as", version.build)

# rez's order: letters come before numbers, and a longer version after what it begins with.
texts = ["1.10", "1.9", "1.9.2", "1.a", "2"]
print("in order:", *rez.sort_versions(texts))
print("the latest:", rez.latest_version(texts))

# rez's ranges and the usual ones say the same.
for text in (">=1.0.0,<2.0.0", "1.0.0+<2.0.0", "1|3", "==1.5"):
    inside = rez.Version("1.5.0") in rez.VersionRange(text)
    print(f"1.5.0 in {text!r}: {inside}")
print("both:", rez.VersionRange("1+") & rez.VersionRange("<3"))
print("of these:", *rez.filter_versions(texts, "1.9+<2"))

for text in ("maya-2024", "usd>=23", "!python-2", "~nuke-13"):
    requirement = rez.Requirement(text)
    if requirement.weak:
        print(f"{text!r} is about {requirement.name} only where something else asks for it")
    else:
        verb = "refuses" if requirement.conflict else "wants"
        print(f"{text!r} {verb} {requirement.name} in {str(requirement.range)!r}")

together = rez.RequirementList([rez.Requirement("usd-23+"), rez.Requirement("usd-<24")])
print("together:", *together.requirements)

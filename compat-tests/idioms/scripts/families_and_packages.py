"""Everything there is, as a package browser lists it."""

from rez.packages import iter_package_families

for family in sorted(iter_package_families(), key=lambda f: f.name):
    packages = sorted(family.iter_packages(), key=lambda p: p.version)
    print(
        family.name,
        [str(p.version) for p in packages],
        family.resource.uri == packages[0].parent.resource.uri,
    )
    assert packages[0].parent == family

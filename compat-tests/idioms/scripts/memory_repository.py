"""Packages that only a program has, in a repository in memory, even of live data."""

from rez.package_repository import package_repository_manager
from rez.packages import create_package, get_latest_package, iter_packages
from rez.resolved_context import ResolvedContext


class Live:
    def __init__(self):
        self.asked = {"alpha": {"1.0": {"name": "alpha", "version": "1.0", "requires": ["beta"]}}}

    def __getitem__(self, key):
        return self.asked[key]

    def get(self, key, default=None):
        return self.asked.get(key, default)

    def keys(self):
        return self.asked.keys()

    def __iter__(self):
        return iter(self.asked)

    def __contains__(self, key):
        return key in self.asked


path = "memory@any"
repository = package_repository_manager.get_repository(path)
repository.data = Live()
print(repository.name(), repository.location, [f.name for f in repository.iter_package_families()])
repository.data = {
    "alpha": {"1.0": {"name": "alpha", "version": "1.0", "requires": ["beta-2"]}},
    "beta": {"2.1": {"name": "beta", "version": "2.1"}, "1": {"name": "beta", "version": "1"}},
}
repository.clear_caches()
print(sorted(str(p.version) for p in iter_packages("beta", paths=[path])))
print(
    [p.qualified_name for p in ResolvedContext(["alpha"], package_paths=[path]).resolved_packages]
)
made = create_package("gamma", {"name": "gamma", "version": "3", "tools": ["g"]})
print(made.name, str(made.version), made.tools, made.resource.repository_type)
print(get_latest_package("alpha", paths=[path]).uri)

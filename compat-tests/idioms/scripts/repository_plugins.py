"""Kinds of repositories of a studio's own: one that extends rez's folders, one with other data."""

import os

from rez.config import config
from rez.package_repository import package_repository_manager
from rez.packages import get_latest_package, get_variant, iter_package_families, iter_packages
from rez.resolved_context import ResolvedContext

EXTEND = """
from rez.plugin_managers import extend_path
__path__ = extend_path(__path__, __name__)
"""

# A package's definition with betas and first variants hidden; rez's resources, and so rez's keys.
RELEASED = """
from rezplugins.package_repository.filesystem import FileSystemPackageRepository

class Released(FileSystemPackageRepository):
    schema_dict = {}

    @classmethod
    def name(cls):
        return "released"

    def iter_packages(self, family):
        return (p for p in super().iter_packages(family) if "beta" not in str(p.version))

    def iter_variants(self, package):
        return (v for v in super().iter_variants(package) if v.index != 0)

def register_plugin():
    return Released
"""

# Rows of a table, addressed by their numbers.
TABLE = """
from rez.package_repository import PackageRepository
from rez.package_resources import PackageFamilyResource, PackageResourceHelper
from rez.package_resources import VariantResourceHelper, package_pod_schema
from rez.utils.formatting import PackageRequest

ROWS = [
    {"name": "tool", "version": "1", "requires": ["lib"]},
    {"name": "lib", "version": "1"},
    {"name": "lib", "version": "2", "variants": [["dep-1"], ["dep-2"]],
     "commands": "env.LIB_INDEX = this.index; env.DEP = resolve.dep.version"},
    {"name": "dep", "version": "1"},
    {"name": "dep", "version": "2"},
    {"name": "lib", "version": "3"},
]

class Family(PackageFamilyResource):
    key = "row.names"
    repository_type = "table"

    def _uri(self):
        return "table:" + self.name

class Package(PackageResourceHelper):
    key = "row.all"
    variant_key = "row.part"
    repository_type = "table"
    schema = package_pod_schema
    base = None

    @property
    def parent(self):
        return self._repository.get_package_family(self.name)

    @property
    def requires(self):
        return [PackageRequest("lib==2")] if self.name == "tool" else None

    def _uri(self):
        return "table:%d" % self.get("row")

    def _load(self):
        return ROWS[self.get("row")]

class Variant(VariantResourceHelper):
    key = "row.part"
    repository_type = "table"

    @property
    def parent(self):
        family = self._repository.get_package_family(self.name)
        packages = self._repository.iter_packages(family)
        return next(p for p in packages if p.version == self.version)

    def _root(self, ignore_shortlinks=False):
        return None

class Table(PackageRepository):
    @classmethod
    def name(cls):
        return "table"

    def __init__(self, location, resource_pool):
        super().__init__(location, resource_pool)
        for each in (Family, Package, Variant):
            self.register_resource(each)

    def get_package_family(self, name):
        if any(row["name"] == name for row in ROWS):
            return self.get_resource("row.names", location=self.location, name=name)

    def iter_package_families(self):
        return (self.get_package_family(name) for name in ("dep", "lib", "tool"))

    def iter_packages(self, family):
        for number, row in enumerate(ROWS):
            if row["name"] == family.name:
                yield self.get_resource("row.all", location=self.location, name=row["name"],
                                        version=row["version"], row=number)

    def iter_variants(self, package):
        return (v for v in package.iter_variants() if v.index != 1)

    def get_parent_package_family(self, package):
        return package.parent

    def get_parent_package(self, variant):
        return variant.parent

def register_plugin():
    return Table
"""


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def show(path, name, requests):
    print("--", path)
    repository = package_repository_manager.get_repository(path)
    print(type(repository).__name__, sorted(f.name for f in iter_package_families([path])))
    print(sorted(p.qualified_name for p in iter_packages(name, paths=[path])))
    latest = get_latest_package(name, paths=[path])
    print(latest.qualified_name, latest.handle.to_dict(), latest.parent.name, latest.requires)
    print([(v.index, v.handle.to_dict(), v.root) for v in latest.iter_variants()])
    context = ResolvedContext(requests, package_paths=[path])
    print(context.status.name, [v.qualified_name for v in context.resolved_packages])
    context.save("context.rxt")
    loaded = ResolvedContext.load("context.rxt")
    handles = [v.handle.to_dict() for v in loaded.resolved_packages]
    print(handles == context.to_dict()["resolved_packages"])
    print([(handle["key"], sorted(handle["variables"])) for handle in handles])
    for each in (context, loaded):
        environ = each.get_environ(parent_environ={})
        print(sorted(i for i in environ.items() if i[0].startswith(("REZ_LIB", "LIB", "DEP"))))
    for handle in handles:
        variant = get_variant(handle)
        print(variant.qualified_name, variant.uri, type(variant.repository).__name__)


here = os.getcwd()
plugins = os.path.join(here, "plugins", "rezplugins")
write(os.path.join(plugins, "__init__.py"), EXTEND)
write(os.path.join(plugins, "package_repository", "__init__.py"), EXTEND)
write(os.path.join(plugins, "package_repository", "released.py"), RELEASED)
write(os.path.join(plugins, "package_repository", "table.py"), TABLE)
config.override("plugin_path", [os.path.dirname(plugins)])
config.override("implicit_packages", [])

packages = os.path.join(here, "own_packages")
for version in ("1.0", "2.0.beta"):
    definition = "name = 'lib'\nversion = %r\ndef commands():\n    env.LIB = '{root}'\n" % version
    write(os.path.join(packages, "lib", version, "package.py"), definition)
write(
    os.path.join(packages, "tool", "1", "package.py"),
    "name = 'tool'\nversion = '1'\nvariants = [['lib-2'], ['lib-1']]\n@late()\n"
    "def requires():\n    return ['~other-1']\n",
)
show("released@" + packages, "lib", ["tool"])
show("released@" + packages, "tool", ["tool", "lib"])

target = os.path.join(here, "installed")
os.mkdir(target)
variant = get_latest_package("lib", paths=[packages]).get_variant()
installed = variant.install("released@" + target)
print(installed.handle.to_dict(), type(installed.repository).__name__, installed.parent.uri)

show("table@studio", "lib", ["tool"])
show("table@studio", "tool", ["lib<3"])

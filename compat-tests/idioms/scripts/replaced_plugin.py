"""A plugin with the name of one that comes with rez, and a pool of the program's own."""

import os

from rez.config import config
from rez.package_repository import package_repository_manager
from rez.plugin_managers import plugin_manager
from rez.utils.resources import ResourcePool

EXTEND = """
from rez.plugin_managers import extend_path
__path__ = extend_path(__path__, __name__)
"""

NOTHING = """
from rez.package_repository import PackageRepository

class Nothing(PackageRepository):
    @classmethod
    def name(cls):
        return "memory"

    def get_package_family(self, name):
        return None

    def iter_package_families(self):
        return iter(())

def register_plugin():
    return Nothing
"""

plugins = os.path.join(os.getcwd(), "plugins", "rezplugins")
os.makedirs(os.path.join(plugins, "package_repository"))
for path, text in (
    ("__init__.py", EXTEND),
    (os.path.join("package_repository", "__init__.py"), EXTEND),
    (os.path.join("package_repository", "memory.py"), NOTHING),
):
    with open(os.path.join(plugins, path), "w") as file:
        file.write(text)
config.override("plugin_path", [os.path.dirname(plugins)])

package_repository_manager.pool = ResourcePool(cache_size=None)
repository = package_repository_manager.get_repository("memory@x")
print(plugin_manager.get_plugin_class("package_repository", "memory").__name__)
print(type(repository).__name__, repository.pool is package_repository_manager.pool)

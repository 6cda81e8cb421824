from types import ModuleType

from rez_next.objects.package.package import Package, Variant

class IncludeModuleManager:
    include_modules_subpath: str
    modules: dict[str, ModuleType]
    def __init__(self) -> None: ...
    def load_module(self, name: str, package: Package | Variant) -> ModuleType | None: ...

def load_module_from_file(name: str, filepath: str) -> ModuleType: ...

include_module_manager: IncludeModuleManager

from collections.abc import Iterable
from types import ModuleType
from typing import Any, overload

from typing_extensions import Literal

from rez_next.objects.building.process import BuildProcess
from rez_next.objects.building.system import BuildSystem
from rez_next.objects.data.schema import Schema
from rez_next.objects.plugin.command import Command
from rez_next.objects.releasing.hook import ReleaseHook
from rez_next.objects.releasing.vcs import ReleaseVCS
from rez_next.objects.repository.package_repository import PackageRepository
from rez_next.objects.shell.shells import Shell

def extend_path(path: Iterable[str], name: str) -> list[str]: ...
def uncache_rezplugins_module_paths(instance: RezPluginManager | None = None) -> None: ...

class RezPluginType:
    type_name: str
    pretty_type_name: str
    plugin_classes: dict[str, type]
    failed_plugins: dict[str, str]
    plugin_modules: dict[str, ModuleType]
    config_data: dict[str, Any]
    def __init__(self) -> None: ...
    def register_plugin(
        self, plugin_name: str, plugin_class: type, plugin_module: ModuleType
    ) -> None: ...
    def load_plugins(self) -> None: ...
    def load_plugins_from_namespace(self) -> None: ...
    def load_plugins_from_entry_points(self) -> None: ...
    def print_log_plugins_error(self, module_name: str, error: BaseException) -> None: ...
    def load_config_from_plugin(self, plugin: ModuleType) -> None: ...
    def register_plugin_module(
        self, plugin_name: str, plugin_module: ModuleType, plugin_path: str
    ) -> None: ...
    def get_plugin_class(self, plugin_name: str) -> type[Any]: ...
    def get_plugin_module(self, plugin_name: str) -> ModuleType: ...
    @property
    def config_schema(self) -> Schema: ...
    def create_instance(self, plugin: str, **instance_kwargs: Any) -> Any: ...

class RezPluginManager:
    def __init__(self) -> None: ...
    @property
    def rezplugins_module_paths(self) -> list[str]: ...
    def register_plugin_type(self, type_class: type[RezPluginType]) -> None: ...
    def get_plugin_types(self) -> list[str]: ...
    def get_plugins(self, plugin_type: str) -> list[str]: ...
    @overload
    def get_plugin_class(self, plugin_type: Literal["shell"], plugin_name: str) -> type[Shell]: ...
    @overload
    def get_plugin_class(
        self, plugin_type: Literal["release_vcs"], plugin_name: str
    ) -> type[ReleaseVCS]: ...
    @overload
    def get_plugin_class(
        self, plugin_type: Literal["release_hook"], plugin_name: str
    ) -> type[ReleaseHook]: ...
    @overload
    def get_plugin_class(
        self, plugin_type: Literal["build_system"], plugin_name: str
    ) -> type[BuildSystem]: ...
    @overload
    def get_plugin_class(
        self, plugin_type: Literal["build_process"], plugin_name: str
    ) -> type[BuildProcess]: ...
    @overload
    def get_plugin_class(
        self, plugin_type: Literal["package_repository"], plugin_name: str
    ) -> type[PackageRepository]: ...
    @overload
    def get_plugin_class(
        self, plugin_type: Literal["command"], plugin_name: str
    ) -> type[Command]: ...
    # Of another kind of plugin, a user's own.
    @overload
    def get_plugin_class(self, plugin_type: str, plugin_name: str) -> type[Any]: ...
    def get_plugin_module(self, plugin_type: str, plugin_name: str) -> ModuleType: ...
    def get_plugin_config_data(self, plugin_type: str) -> dict[str, Any]: ...
    def get_plugin_config_schema(self, plugin_type: str) -> Schema: ...
    def get_failed_plugins(self, plugin_type: str) -> list[tuple[str, str]]: ...
    @overload
    def create_instance(
        self, plugin_type: Literal["shell"], plugin_name: str, **instance_kwargs: Any
    ) -> Shell: ...
    @overload
    def create_instance(
        self, plugin_type: Literal["release_vcs"], plugin_name: str, **instance_kwargs: Any
    ) -> ReleaseVCS: ...
    @overload
    def create_instance(
        self, plugin_type: Literal["release_hook"], plugin_name: str, **instance_kwargs: Any
    ) -> ReleaseHook: ...
    @overload
    def create_instance(
        self, plugin_type: Literal["build_system"], plugin_name: str, **instance_kwargs: Any
    ) -> BuildSystem: ...
    @overload
    def create_instance(
        self, plugin_type: Literal["build_process"], plugin_name: str, **instance_kwargs: Any
    ) -> BuildProcess: ...
    @overload
    def create_instance(
        self, plugin_type: Literal["package_repository"], plugin_name: str, **instance_kwargs: Any
    ) -> PackageRepository: ...
    @overload
    def create_instance(
        self, plugin_type: Literal["command"], plugin_name: str, **instance_kwargs: Any
    ) -> Command: ...
    @overload
    def create_instance(
        self, plugin_type: str, plugin_name: str, **instance_kwargs: Any
    ) -> Any: ...
    def get_summary_string(self) -> str: ...

class ShellPluginType(RezPluginType):
    type_name: str

class ReleaseVCSPluginType(RezPluginType):
    type_name: str

class ReleaseHookPluginType(RezPluginType):
    type_name: str

class BuildSystemPluginType(RezPluginType):
    type_name: str

class PackageRepositoryPluginType(RezPluginType):
    type_name: str

class BuildProcessPluginType(RezPluginType):
    type_name: str

class CommandPluginType(RezPluginType):
    type_name: str

plugin_manager: RezPluginManager

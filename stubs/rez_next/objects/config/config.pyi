from collections.abc import Callable
from typing import Any, TypeVar, overload

from typing_extensions import Literal

from rez_next.objects.text.messages import _Printer

_T = TypeVar("_T")

class Config:
    filepaths: list[str]
    overrides: dict[str, Any]
    locked: bool

    # rez's settings. Values are edited in place or assigned, and count from the next call on.
    alias_back: str | None
    alias_fore: str | None
    alias_styles: list[str]
    all_parent_variables: bool
    all_resetting_variables: bool
    allow_unversioned_packages: bool
    bind_module_path: list[str]
    browser: str | None
    build_directory: str
    build_thread_count: int | Literal["physical_cores", "logical_cores"]
    cache_listdir: bool
    cache_package_files: bool
    cache_packages_path: str | None
    catch_rex_errors: bool
    color_enabled: bool | Literal["force"]
    context_tmpdir: str
    context_tracking_amqp: dict[str, Any]
    context_tracking_context_fields: list[str]
    context_tracking_extra_fields: dict[str, Any]
    context_tracking_host: str | None
    create_executable_script_mode: Literal["single", "py", "platform_specific", "both"]
    critical_back: str | None
    critical_fore: str | None
    critical_styles: list[str]
    debug_all: bool
    debug_back: str | None
    debug_bind_modules: bool
    debug_context_tracking: bool
    debug_file_loads: bool
    debug_fore: str | None
    debug_memcache: bool
    debug_none: bool
    debug_old_commands: bool
    debug_package_exclusions: bool
    debug_package_release: bool
    debug_plugins: bool
    debug_resolve_memcache: bool
    debug_resources: bool
    debug_shell_startup: bool
    debug_styles: list[str]
    default_build_process: str
    default_cachable: bool | None
    default_cachable_per_package: dict[str, bool]
    default_cachable_per_repository: dict[str, bool]
    default_relocatable: bool
    default_relocatable_per_package: dict[str, bool]
    default_relocatable_per_repository: dict[str, bool]
    default_shell: str | None
    difftool: str | None
    disable_rez_1_compatibility: bool
    documentation_url: str
    dot_image_format: str
    editor: str | None
    env_var_separators: dict[str, str]
    ephemeral_back: str | None
    ephemeral_fore: str | None
    ephemeral_styles: list[str]
    error_back: str | None
    error_fore: str | None
    error_old_commands: bool
    error_on_missing_variant_requires: bool
    error_styles: list[str]
    gui_threads: bool
    heading_back: str | None
    heading_fore: str | None
    heading_styles: list[str]
    image_viewer: str | None
    implicit_back: str | None
    implicit_fore: str | None
    implicit_packages: list[str]
    implicit_styles: list[str]
    info_back: str | None
    info_fore: str | None
    info_styles: list[str]
    local_back: str | None
    local_fore: str | None
    local_packages_path: str
    local_styles: list[str]
    make_package_temporarily_writable: bool
    max_package_changelog_chars: int
    max_package_changelog_revisions: int
    memcached_context_file_min_compress_len: int
    memcached_listdir_min_compress_len: int
    memcached_package_file_min_compress_len: int
    memcached_resolve_min_compress_len: int
    memcached_uri: list[str]
    new_session_popen_args: dict[str, Any]
    optionvars: dict[str, Any]
    package_cache_async: bool
    package_cache_clean_limit: float
    package_cache_during_build: bool
    package_cache_local: bool
    package_cache_log_days: int
    package_cache_max_variant_days: int
    package_cache_same_device: bool
    package_cache_space_buffer: int
    package_cache_used_threshold: int
    package_commands_sourced_first: bool
    package_definition_build_python_paths: list[str]
    package_definition_python_path: str | None
    package_filter: list[dict[str, Any]]
    package_orderers: list[dict[str, Any]]
    package_preprocess_function: Callable[..., Any] | str | None
    package_preprocess_mode: Literal["before", "after", "override"]
    packages_path: list[str]
    parent_variables: list[str]
    pathed_env_vars: list[str]
    pip_extra_args: list[str]
    pip_install_remaps: list[dict[str, str]]
    platform_map: dict[str, dict[str, str]]
    plugin_path: list[str]
    prefix_prompt: bool
    prompt_release_message: bool
    prune_failed_graph: bool
    quiet: bool
    read_package_cache: bool
    release_hooks: list[str]
    release_packages_path: str
    resetting_variables: list[str]
    resolve_caching: bool
    resource_caching_maxsize: int
    rez_1_environment_variables: bool
    rez_tools_visibility: Literal["never", "append", "prepend"]
    set_prompt: bool
    shell_error_truncate_cap: int
    show_progress: bool
    standard_system_paths: list[str]
    suite_alias_prefix_char: str
    suite_visibility: Literal["never", "always", "parent", "parent_priority"]
    terminal_emulator_command: str | None
    tmpdir: str
    use_pyqt: bool
    use_pyside: bool
    use_variant_shortlinks: bool
    variant_select_mode: Literal["version_priority", "intersection_priority"]
    variant_shortlinks_dirname: str | None
    warn_all: bool
    warn_none: bool
    warn_old_commands: bool
    warn_shell_startup: bool
    warn_untimestamped: bool
    warning_back: str | None
    warning_fore: str | None
    warning_styles: list[str]
    write_package_cache: bool

    def __init__(
        self,
        filepaths: list[str],
        overrides: dict[str, Any] | None = None,
        locked: bool = False,
    ) -> None: ...
    @property
    def nonlocal_packages_path(self) -> list[str]: ...
    @property
    def sourced_filepaths(self) -> list[str]: ...
    @property
    def data(self) -> dict[str, Any]: ...
    @overload
    def get(self, key: str, default: None = None) -> Any | None: ...
    @overload
    def get(self, key: str, default: _T) -> Any | _T: ...
    def override(self, key: str, value: object) -> None: ...
    def is_overridden(self, key: str) -> bool: ...
    def remove_override(self, key: str) -> None: ...
    @property
    def plugins(self) -> Any: ...
    def debug_printer(self, key: str) -> _Printer: ...
    def get_completions(self, prefix: str) -> list[str]: ...
    def validate_data(self) -> None: ...
    def validated_data(self) -> dict[str, Any]: ...
    def copy(self, overrides: dict[str, Any] | None = None, locked: bool = False) -> Config: ...
    def debug(self, key: str) -> bool: ...
    def warn(self, key: str) -> bool: ...

config: Config

def create_config(overrides: dict[str, Any] | None = None) -> Config: ...
def expand_system_vars(data: _T) -> _T: ...
def get_module_root_config() -> str: ...

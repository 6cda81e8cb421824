from rez_next.objects.data.lazy import cached_property

class Platform:
    name: str
    def __init__(self) -> None: ...
    arch: cached_property[str]
    os: cached_property[str]
    terminal_emulator_command: cached_property[str | None]
    new_session_popen_args: cached_property[dict[str, object]]
    image_viewer: cached_property[str | None]
    editor: cached_property[str | None]
    difftool: cached_property[str | None]
    tmpdir: cached_property[str]
    physical_cores: cached_property[int]
    logical_cores: cached_property[int]
    @property
    def has_case_sensitive_filesystem(self) -> bool: ...
    def symlink(self, source: str, link_name: str) -> None: ...

class _UnixPlatform(Platform): ...

class LinuxPlatform(_UnixPlatform):
    name: str

class OSXPlatform(_UnixPlatform):
    name: str

class WindowsPlatform(Platform):
    name: str
    @property
    def has_case_sensitive_filesystem(self) -> bool: ...

platform_: Platform

from collections.abc import Iterable
from typing import Any, ClassVar, TypeVar

from rez_next.host.escaped_string import EscapedString
from rez_next.objects.rex.rex import ActionInterpreter

_Result = TypeVar("_Result")

class Action:
    name: str
    args: tuple[Any, ...]
    def __init__(self, *args: object) -> None: ...
    def __eq__(self, other: object) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    @classmethod
    def register_command_type(cls, name: str, klass: type[Action]) -> None: ...
    @classmethod
    def register(cls) -> None: ...
    @classmethod
    def get_command_types(cls) -> tuple[tuple[str, type[Action]], ...]: ...

class EnvAction(Action):
    @property
    def key(self) -> str: ...
    @property
    def value(self) -> str | EscapedString | None: ...

class Unsetenv(EnvAction):
    name: str

class Setenv(EnvAction):
    name: str
    def pre_exec(self, interpreter: ActionInterpreter) -> None: ...
    def post_exec(self, interpreter: ActionInterpreter, result: _Result) -> _Result: ...

class Resetenv(EnvAction):
    name: str
    @property
    def friends(self) -> Iterable[str] | None: ...
    def pre_exec(self, interpreter: ActionInterpreter) -> None: ...
    def post_exec(self, interpreter: ActionInterpreter, result: _Result) -> _Result: ...

class Prependenv(Setenv):
    name: str

class Appendenv(Setenv):
    name: str

class Alias(Action):
    name: str

class Info(Action):
    name: str

class Error(Action):
    name: str

class Stop(Action):
    name: str

class Command(Action):
    name: str

class Comment(Action):
    name: str

class Source(Action):
    name: str

class Shebang(Action):
    name: str

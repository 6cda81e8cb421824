"""The messages that errors of ours can have, read from the sources of the shim and the engine.

A message is a text with names in braces for what varies. A text that is written elsewhere is
followed there: through names, to what a function gives, and from its parameters to its calls. What
only passes on what others say, the operating system or a user's own code, is left out.
"""

from __future__ import annotations

import ast
import re
from itertools import product, takewhile
from pathlib import Path
from typing import Dict, Iterable, Iterator, List, Match, NamedTuple, Optional, Sequence, Set

ROOT = Path(__file__).resolve().parents[2]


class Message(NamedTuple):
    """One message.

    Attributes:
        kind: The class of the error.
        text: The template.
    """

    kind: str
    text: str


def messages() -> List[Message]:
    """All of them, by class and text."""
    shim = {path: path.read_text("utf-8") for path in (ROOT / "python" / "rez_next").rglob("*.py")}
    found: Set[Message] = set(shim_messages(shim))
    for path in (ROOT / "src").rglob("*.ts"):
        found.update(engine_messages(path.read_text("utf-8")))
    # Those that differ in the names alone are one.
    distinct = {(it.kind, pattern(it)): it for it in sorted(found) if _is_in_words(it)}
    return sorted(distinct.values())


def pattern(message: Message) -> str:
    """A regular expression for what the message reads where it is said."""
    return r"[\s\S]*".join(map(re.escape, re.split(r"\{[^}]*\}", message.text)))


def _is_in_words(message: Message) -> bool:
    words = re.sub(r"\{[^}]*\}", "", message.text)
    return re.search("[A-Za-z]{3}.* |.* [A-Za-z]{3}", words) is not None


# The engine

_LITERAL = r"""`(?:[^`\\]|\\.)*`|"(?:[^"\\]|\\.)*\""""
_TEXT = r"(?P<text>(?:%s)(?:\s*\+\s*(?:%s))*)" % (_LITERAL, _LITERAL)
_MADE = re.compile(
    r"""new\s(?:RezError\(\s*"(?P<type>\w+)",|(?P<kind>(?!RezError)\w*Error)\()\s*""" + _TEXT
)
_MADE_OF_A_NAME = re.compile(r"""new\sRezError\(\s*"(?P<type>\w+)",\s*(?P<name>\w+)\b""")
#: A function of the file makes an error of the text.
_MADE_ELSEWHERE = re.compile(r"throw\s(?P<maker>[a-z]\w*)\(\s*" + _TEXT)
_SUBSTITUTION = re.compile(r"\$\{((?:[^{}]|\{[^{}]*\})*)\}")


def engine_messages(source: str) -> Iterator[Message]:
    """The messages of a file of the engine."""
    for made in _MADE.finditer(source):
        kind = made["type"] or made["kind"]
        # A plain `Error` is a reason that a warning or another error gives, or a slip of ours.
        if kind != "Error":
            yield Message(kind, _template(made["text"]))
    for made in _MADE_OF_A_NAME.finditer(source):
        named = re.search(r"const %s =\s*%s" % (made["name"], _TEXT), source)
        if named is not None:
            yield Message(made["type"], _template(named["text"]))
    for made in _MADE_ELSEWHERE.finditer(source):
        maker = r"""function %s\b[\s\S]*?new \w*Error\(\s*"(\w+)\"""" % made["maker"]
        kind = re.search(maker, source)
        if kind is not None:
            yield Message(kind[1], _template(made["text"]))


def _template(literals: str) -> str:
    joined = "".join(literal[1:-1] for literal in re.findall(_LITERAL, literals))
    text = _SUBSTITUTION.sub(_substituted, joined)
    return text.replace("\\n", "\n").replace('\\"', '"').replace("\\`", "`").replace("\\\\", "\\")


#: Words that tell how a text is made, not of what.
_OF_CODE = set(
    "abspath dumps get getattr getfile gu join map rstrip self strip this trim upper".split()
)


def _place(noun: str) -> str:
    return "{...}" if noun in _OF_CODE or not noun.isidentifier() else "{%s}" % noun


def _substituted(place: Match[str]) -> str:
    words = re.findall(r"[A-Za-z]\w*", place[1])
    return _place(words[-1] if words else "")


# The shim

_ERROR = re.compile(
    r"(?!AssertionError|FrameError)[A-Z]\w*(?:Error|Exception)$|InvalidVersion$|SystemExit$"
)
_PLACE = re.compile(r"%(?:%|[-+ #0]*[\d.*]*[a-z])")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_TEXTS = (ast.Constant, ast.BinOp, ast.IfExp, ast.JoinedStr)


def shim_messages(sources: Dict[Path, str]) -> Iterator[Message]:
    """The messages of modules of the shim, by their paths."""
    modules: Dict[Path, _Module] = {}
    for path, source in sources.items():
        modules[path] = _Module(path, source, modules)
    for module in modules.values():
        yield from module.messages()


class _Module:
    def __init__(self, path: Path, source: str, modules: Dict[Path, _Module]) -> None:
        self._path = path
        self._modules = modules
        self._tree = ast.parse(source)
        nodes = list(ast.walk(self._tree))
        self._above = {child: node for node in nodes for child in ast.iter_child_nodes(node)}
        self._calls = [node for node in nodes if isinstance(node, ast.Call)]

    def messages(self) -> Iterator[Message]:
        for call in self._calls:
            kind = self._made_by(call)
            if _ERROR.match(kind) and call.args:
                for text in self._texts(call.args[0]):
                    yield Message(kind, text)

    def _made_by(self, call: ast.Call) -> str:
        """The class of what a call makes, which its own constructor does, too."""
        name = _name(call.func)
        node: Optional[ast.AST] = call if name == "__init__" else None
        while node is not None and not isinstance(node, ast.ClassDef):
            node = self._above.get(node)
        return name if node is None else node.name

    def _texts(self, node: ast.expr) -> List[str]:
        """What an expression can read."""
        found: List[str] = []
        if isinstance(node, ast.Constant):
            found = [str(node.value)]
        elif isinstance(node, ast.IfExp):
            found = self._texts(node.body) + self._texts(node.orelse)
        elif isinstance(node, ast.JoinedStr):
            found = _joined(self._texts(part) for part in node.values)
        elif isinstance(node, ast.FormattedValue):
            found = [self._filling(node.value)]
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            found = _joined([self._texts(node.left), self._texts(node.right)])
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            values = node.right.elts if isinstance(node.right, ast.Tuple) else [node.right]
            # How many a starred value stands for is not written there.
            plain = takewhile(lambda value: not isinstance(value, ast.Starred), values)
            fillings = [self._filling(value) for value in plain]
            found = [_filled(text, fillings) for text in self._texts(node.left)]
        elif isinstance(node, ast.Name):
            found = self._meant(node)
        elif _is_formatting(node):
            found = [re.sub(r"\{[^}]*\}", "{...}", text) for text in self._texts(node.func.value)]
        elif isinstance(node, ast.Call):
            found = self._given(node.func)
        return found or [_place(_noun(node))]

    def _filling(self, node: ast.expr) -> str:
        """What fills a place: a constant's text, or what varies, in a word."""
        is_constant = isinstance(node, ast.Name) and node.id.isupper()
        return self._texts(node)[0] if is_constant else _place(_noun(node))

    def _meant(self, name: ast.Name) -> List[str]:
        """What a name stands for: what calls pass, or what is assigned to it."""
        function = self._function_of(name)
        parameters = [each.arg for each in function.args.args] if function else []
        if name.id not in parameters:
            return self._assigned(name)
        place = parameters.index(name.id) - (parameters[0] in ("self", "cls"))
        found: List[str] = []
        # A constructor is called by its class's name, and that call is a message already.
        called = function.name if function and function.name != "__init__" else None
        for call in self._calls:
            if _name(call.func) == called:
                named = [each.value for each in call.keywords if each.arg == name.id]
                for value in named or call.args[place : place + 1]:
                    is_call = isinstance(value, ast.Call)
                    found += self._given(value.func) if is_call else self._written(value)
        return found

    def _assigned(self, name: ast.Name) -> List[str]:
        for scope in (self._function_of(name), self._tree):
            found: List[str] = []
            for node in ast.walk(scope) if scope else ():
                is_meant = isinstance(node, ast.Assign) and name.id in map(_name, node.targets)
                if is_meant and name.id not in map(_name, ast.walk(node.value)):
                    found += self._written(node.value)
            if found:
                return found
        return []

    def _given(self, function: ast.expr) -> List[str]:
        """What a function gives, of this module or of one beside it."""
        module = self
        if isinstance(function, ast.Attribute):
            beside = self._path.with_name(_name(function.value) + ".py")
            if beside not in self._modules:
                return []
            module = self._modules[beside]
        found: List[str] = []
        for node in ast.walk(module._tree):
            if isinstance(node, _FUNCTIONS) and node.name == _name(function):
                for each in ast.walk(node):
                    if isinstance(each, ast.Return) and each.value is not None:
                        found += module._written(each.value)
        return found

    def _written(self, node: ast.expr) -> List[str]:
        """What an expression reads that is written out as a text, or is a name for one."""
        if isinstance(node, _TEXTS) or _is_formatting(node):
            return self._texts(node)
        return self._assigned(node) if isinstance(node, ast.Name) else []

    def _function_of(self, node: ast.AST) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
        above = self._above.get(node)
        while above is not None and not isinstance(above, _FUNCTIONS):
            above = self._above.get(above)
        return above


def _joined(parts: Iterable[Sequence[str]]) -> List[str]:
    return ["".join(texts) for texts in product(*parts)]


def _filled(text: str, fillings: List[str]) -> str:
    rest = iter(fillings)
    return _PLACE.sub(lambda place: "%" if place[0] == "%%" else next(rest, "{...}"), text)


def _is_formatting(node: ast.AST) -> bool:
    is_method = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return is_method and _name(node.func) == "format"


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _noun(node: ast.AST) -> str:
    """What varies, in a word."""
    if isinstance(node, ast.Call):
        is_plain = _name(node.func) in ("join", "str", "repr", "sorted", "list", "len", "strip")
        return _noun(node.args[0] if is_plain and node.args else node.func)
    if isinstance(node, ast.Subscript):
        key = node.slice
        return str(key.value) if isinstance(key, ast.Constant) else _noun(node.value)
    if isinstance(node, ast.IfExp):
        return _noun(node.body)
    if isinstance(node, ast.BinOp):
        return _noun(node.left)
    if isinstance(node, (ast.GeneratorExp, ast.ListComp)):
        return _noun(node.generators[0].iter)
    return "class" if _name(node) == "__name__" else _name(node).strip("_")

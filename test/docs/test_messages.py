"""The list of every message: how it is read, that it is whole, and that each says what to try."""

from __future__ import annotations

from pathlib import Path

from error_messages import Message, engine_messages, messages, shim_messages
from made_pages import advice_for_message, says, shown_messages
from rez_next import exceptions

# The words of the operating system, of Python, of a user's code, and of a context that has failed.
OTHERS = (
    "FileNotFoundError: [Errno 2]",
    "KeyError: ",
    "ZeroDivisionError: ",
    "nothing is ",
)


def test_what_is_shown_of_mistakes_is_on_the_list() -> None:
    listed = messages()
    missing = [
        (what, said)
        for what, said in shown_messages()
        if not said.startswith(OTHERS) and not any(says(message, said) for message in listed)
    ]
    assert missing == []


def test_each_message_of_a_class_of_ours_says_what_to_try() -> None:
    # Of those in a package's commands rez puts the traceback into the text of its own error, where
    # notes of theirs would stand, too. That error says what to try.
    within = {"RexError", "RexUndefinedVariableError"}
    classes = {name for name in vars(exceptions) if name.endswith("Error")} - within
    silent = [it for it in messages() if it.kind in classes and not advice_for_message(it)]
    assert silent == []


def test_each_error_that_the_shim_makes_in_words_is_on_the_list() -> None:
    texts = {message.text for message in messages()}
    assert "Not a suite: {path}" in texts
    # By way of a constant, a parameter, and a function of another module.
    assert any("is not installed here. Install it with: pip install pika" in text for text in texts)
    assert "the engine {lost} during {method}" in texts
    assert any(text.endswith("or name its program in REZ_NEXT_NODE.") for text in texts)


def test_a_text_of_the_shim_is_followed_to_where_it_is_written() -> None:
    beside = {
        Path("a/b.py"): "from a import c\n"
        "_WHY = 'since %s is gone'\n"
        "def check(what):\n"
        "    if what:\n"
        "        raise ValueError(_WHY % what.name)\n"
        "    _refuse('nothing was given', 1)\n"
        "    text = f'{what!r} is no {_KIND}'\n"
        "    raise TypeError(text if what else c.told())\n"
        "def _refuse(message, code):\n"
        "    raise RuntimeError(message + '!')\n"
        "_KIND = 'kind of {}'.format(list)\n",
        Path("a/c.py"): "def told():\n    return 'told elsewhere'\n",
    }
    assert set(shim_messages(beside)) == {
        Message("ValueError", "since {name} is gone"),
        Message("RuntimeError", "nothing was given!"),
        Message("TypeError", "{what} is no kind of {...}"),
        Message("TypeError", "told elsewhere"),
    }


def test_a_text_of_the_engine_has_the_class_that_python_raises() -> None:
    source = """
    throw new RezError("SuiteError", `Not a suite: ${file.path}` + ", look again");
    throw new VersionError(`Invalid "${text}"`);
    throw new Error("a slip");
    throw gone("it is gone", path);
    const late = `${name} is late`;
    errors.push(new RezError("ResourceError", late, { name }));
    function gone(text: string, path: string): RezError {
      return new RezError("PackageMetadataError", text, { path });
    }
    """
    assert list(engine_messages(source)) == [
        Message("SuiteError", "Not a suite: {path}, look again"),
        Message("VersionError", 'Invalid "{text}"'),
        Message("ResourceError", "{name} is late"),
        Message("PackageMetadataError", "it is gone"),
    ]

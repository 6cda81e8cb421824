"""Self-contained HTML: the shell of every page that is written, and the markup inside it.

A page is one file that asks for nothing: no fonts, no scripts, no images from elsewhere, and it
forbids them itself. Text becomes markup in one place, `element`, which escapes whatever is not
`Markup` already, so that a package's name cannot be more than text.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Iterable, Sequence


class Markup(str):
    """Text that is HTML already: made by `element`, or known to be safe by who says so."""

    __slots__ = ()


def escaped(value: object) -> Markup:
    """A value as HTML text, or itself when it is markup already.

    Args:
        value: Anything; what is no text is taken by its `str`.
    """
    if isinstance(value, Markup):
        return value
    from html import escape

    return Markup(escape(printable(str(value))))


def printable(text: str) -> str:
    """A text with what neither HTML nor XML can hold written as Python would write it.

    Args:
        text: Anything, such as the name of a file that is not UTF-8.
    """
    if text.isprintable():
        return text
    return re.sub(_UNPRINTABLE, lambda found: ascii(found.group())[1:-1], text)


# Control characters, halves of surrogate pairs, and what is no character.
_UNPRINTABLE = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]"


def element(name: str, *content: object, **attributes: object) -> Markup:
    """An HTML element.

    Args:
        name: The element's name.
        content: What is inside: markup, or anything else as text.
        attributes: By name; `class_` is `class`, and other underscores are hyphens. True is an
            attribute without a value; None and False are left out.
    """
    start = name
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        start += " " + key.rstrip("_").replace("_", "-")
        if value is not True:
            # `str` makes plain text of markup, whose quotes would end the attribute.
            start += '="%s"' % escaped(str(value))
    if name in _VOID:
        return Markup("<%s>" % start)
    return Markup("<%s>%s</%s>" % (start, "".join(map(escaped, content)), name))


def table(
    headings: Sequence[object], rows: Iterable[Sequence[object]], caption: str = ""
) -> Markup:
    """A table; numbers stand at the right.

    Args:
        headings: Of the columns; none leaves the row of headings out.
        rows: The cells of each row.
        caption: What the table shows.
    """
    head = element("tr", *(element("th", heading, scope="col") for heading in headings))
    body = (
        element("tr", *(element("td", cell, class_=_class_of_cell(cell)) for cell in row))
        for row in rows
    )
    return element(
        "table",
        element("caption", caption) if caption else "",
        element("thead", head) if headings else "",
        element("tbody", *body),
    )


def fragment(*content: object) -> Markup:
    """Markup for within somebody else's page, such as a notebook, in our looks.

    Args:
        content: Markup, or anything else as text.
    """
    return element("div", element("style", Markup(_FRAGMENT_STYLE)), *content, class_="rez-next")


def page(
    title: str,
    *content: object,
    data: Any = None,
    style: str = "",
    script: str = "",
) -> str:
    """A whole HTML page in one file.

    Args:
        title: The page's title and first heading.
        content: What follows the heading: markup, or anything else as text.
        data: What the script works on, as JSON can hold it. The script reads it as
            `JSON.parse(document.getElementById("data").textContent)`.
        style: Further CSS. The shell's colours are variables: `--ink`, `--paper`, `--panel`,
            `--faint`, `--line`, `--accent`, `--good`, `--warn`, `--bad`, and `--series-1` to
            `--series-6`, which fit the light and the dark theme.
        script: JavaScript that runs when the page is there. It cannot load anything.

    Raises:
        ValueError: The data has a number that JSON has not, or the style or the script would end
            its own element.
    """
    for text in (style.lower(), script.lower()):
        if "</s" in text or "<!--" in text:
            raise ValueError("a style or script cannot hold '</s' or '<!--': HTML would end it")
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        element("meta", http_equiv="Content-Security-Policy", content=_policy(script)),
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        element("title", title),
        "<style>%s%s</style>" % (_STYLE, style),
        "</head>",
        "<body>",
        element("main", element("h1", title), *content, class_="rez-next"),
    ]
    if data is not None:
        parts.append('<script type="application/json" id="data">%s</script>' % _json(data))
    if script:
        parts.append("<script>%s</script>" % script)
    return "\n".join([*parts, "</body>", "</html>", ""])


def _json(data: Any) -> str:
    from json import dumps

    text = dumps(data, allow_nan=False, separators=(",", ":"))
    # Nothing in it can then end the element or begin a comment, and it is the same JSON.
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _policy(script: str) -> str:
    """The page's own security policy: this script alone runs, and nothing is loaded."""
    if not script:
        return _POLICY
    from base64 import b64encode
    from hashlib import sha256

    digest = b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")
    return "%s; script-src 'sha256-%s'" % (_POLICY, digest)


def _class_of_cell(cell: object) -> str | None:
    is_number = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    return "number" if is_number else None


_VOID = ("br", "hr", "img", "input", "link", "meta")

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data: blob:"

_LIGHT = """
color-scheme:light;--ink:#1c2128;--paper:#fff;--panel:#f5f7f9;--faint:#57606a;--line:#d0d7de;
--accent:#0a58ca;--good:#1a7f37;--warn:#8a5a00;--bad:#c5221f;--series-1:#3b6fd4;--series-2:#c2571a;
--series-3:#2b8a57;--series-4:#8a4fc9;--series-5:#a8781a;--series-6:#c03f74;
"""

_DARK = """
color-scheme:dark;--ink:#e4e8ed;--paper:#14181d;--panel:#1e242b;--faint:#9aa5b1;--line:#3a424c;
--accent:#6ea8fe;--good:#57c274;--warn:#dba23c;--bad:#ff7b72;--series-1:#6d9bf1;--series-2:#ec8a4f;
--series-3:#56bb88;--series-4:#b388eb;--series-5:#d3a548;--series-6:#ea7ba9;
"""

# Of what is in our pages and in fragments alike. Lines and shades are made of the text's colour, so
# that they fit whatever page, light or dark, a notebook puts a fragment into.
_SHARED_STYLE = """
.rez-next table{border-collapse:collapse;margin:.6em 0;font-variant-numeric:tabular-nums}
.rez-next caption{text-align:left;font-weight:600;padding:.2em 0}
.rez-next th,.rez-next td{text-align:left;vertical-align:top;padding:.25em .8em .25em 0;
border-bottom:1px solid color-mix(in srgb,currentColor 18%,transparent)}
.rez-next th{font-weight:600;opacity:.75}
.rez-next .number{text-align:right}
.rez-next code,.rez-next pre{font-family:ui-monospace,Consolas,Menlo,monospace;font-size:.95em}
.rez-next summary{cursor:pointer}
.rez-next .faint{opacity:.7}
"""

_FRAGMENT_STYLE = (
    _SHARED_STYLE
    + """
.rez-next{font-family:system-ui,sans-serif;font-size:13px;line-height:1.45;overflow-x:auto}
.rez-next .good{color:#1f9d4d}.rez-next .warn{color:#b7791f}.rez-next .bad{color:#e5484d}
"""
)

_STYLE = (
    ":root{%s}@media (prefers-color-scheme:dark){:root{%s}}" % (_LIGHT, _DARK)
    + """
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main{max-width:76rem;margin:0 auto;padding:1.2rem}
h1{font-size:1.5rem;margin:.2em 0 .6em}h2{font-size:1.15rem;margin:1.4em 0 .4em}
a{color:var(--accent)}
.good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}
button,input,select{font:inherit;color:inherit;background:var(--panel);
border:1px solid var(--line);border-radius:6px;padding:.3em .7em}
button{cursor:pointer}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.panel{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:.8em 1em}
@media (prefers-reduced-motion:reduce){*{transition:none!important;animation:none!important}}
@media print{:root{%s}}
"""
    % _LIGHT
    + _SHARED_STYLE
)

"""Markup, as text: what it looks like in a browser is seen in test/pages."""

from __future__ import annotations

import json

import pytest

from rez_next.objects.page import Markup, element, escaped, fragment, page, table


def test_text_is_escaped_once_and_markup_is_not() -> None:
    inner = element("b", "<a & b>")
    assert inner == "<b>&lt;a &amp; b&gt;</b>"
    assert element("p", inner, " > ", 3) == f"<p>{inner} &gt; 3</p>"


def test_markup_in_an_attribute_cannot_end_it() -> None:
    inner = element("b", "x", title="t")
    assert element("i", title=inner) == ('<i title="&lt;b title=&quot;t&quot;&gt;x&lt;/b&gt;"></i>')


def test_attributes_are_named_as_python_allows() -> None:
    assert element("input", class_="wide", aria_label="Find", hidden=True, title=None) == (
        '<input class="wide" aria-label="Find" hidden>'
    )


def test_names_that_are_not_utf_8_can_be_written() -> None:
    assert escaped("caf\udce9").encode("utf-8") == b"caf\\udce9"
    assert "caf\\udce9" in page("caf\udce9", data=["caf\udce9"])


def test_what_xml_cannot_hold_is_written_out() -> None:
    assert escaped("a\0\x1b[1m\ufffe é\u00a0漢\n") == "a\\x00\\x1b[1m\\ufffe é\u00a0漢\n"


def test_numbers_of_a_table_are_marked_and_truths_are_not() -> None:
    assert table([], [[1, True]]) == (
        '<table><tbody><tr><td class="number">1</td><td>True</td></tr></tbody></table>'
    )


def test_data_cannot_end_its_element() -> None:
    data = {"</script><!--": ["&", "\u2028", "é"]}
    text = page("Data", data=data)
    start = text.index('id="data">') + len('id="data">')
    embedded = text[start : text.index("</script>", start)]
    assert json.loads(embedded) == data
    assert not set("<>&") & set(embedded)


@pytest.mark.parametrize("bad", [{"data": float("nan")}, {"script": "'</Script>'"}])
def test_what_a_page_cannot_hold_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        page("Bad", **bad)  # type: ignore[arg-type]


def test_a_fragment_brings_its_looks_along() -> None:
    text = fragment("<x>")
    assert isinstance(text, Markup)
    assert text.startswith('<div class="rez-next"><style>')
    assert text.endswith("</style>&lt;x&gt;</div>")

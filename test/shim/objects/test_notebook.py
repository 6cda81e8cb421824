"""What a notebook shows of measurements and statistics."""

from __future__ import annotations

from rez_next.objects.profiling.comparison import Comparison, Ratio
from rez_next.objects.profiling.metrics import BlockMetrics, Metrics
from rez_next.promised.cache_statistics import KINDS, TIERS, CacheCounters, CacheStatistics


def measured(name: str) -> BlockMetrics:
    block = BlockMetrics(name)
    block.durations_ms = [3.0, 1.0, 2.0]
    return block


def test_a_block_shows_its_figures() -> None:
    html = measured("<resolve>")._repr_html_() or ""
    assert "<strong>&lt;resolve&gt;</strong>" in html
    assert '<td>median ms</td><td class="number">2.0</td>' in html


def test_blocks_are_shown_one_a_row() -> None:
    html = Metrics({name: measured(name) for name in "ab"})._repr_html_() or ""
    rows = html.count("<tr>")
    assert rows == 3
    assert '<td>b</td><td class="number">3</td><td class="number">2.0</td>' in html


def test_a_comparison_shows_what_it_has_of_warm_and_cold() -> None:
    warm = Ratio([1.0, 2.0, 3.0], [20.0])
    html = Comparison(warm, None, warm, None, {})._repr_html_() or ""
    assert "10.0 times as fast" in html
    assert "<td>warm</td><td>10.0</td><td>6.7 to 20.0</td>" in html
    assert "cold" not in html


def test_what_cannot_be_shown_is_left_to_the_text() -> None:
    assert BlockMetrics("never run")._repr_html_() is None


def test_statistics_of_caches_show_what_did_something_and_what_is_wrong() -> None:
    tiers = {tier: {kind: CacheCounters() for kind in KINDS} for tier in TIERS}
    tiers["disk"]["resolves"].hits = 3
    html = CacheStatistics(tiers, 1.0, 2.0, ["<no memcached>"])._repr_html_() or ""
    assert "<td>disk resolves</td><td>3</td>" in html
    assert html.count("<tr>") == 2
    assert "&lt;no memcached&gt;" in html
    assert "hit rate 100.0 %" in html

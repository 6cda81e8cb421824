"""Limits of the caches: which are taken, and which are refused."""

from __future__ import annotations

import math
from typing import Any, Iterator

import pytest

import rez_next
from rez_next.objects.cache import settings
from rez_next.objects.config.config import settings_text
from rez_next.objects.text import messages


@pytest.fixture(autouse=True)
def as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(settings, "_set", {})
    monkeypatch.setattr(settings, "_of_environment", None)
    yield


def test_what_nobody_set_does_not_cross() -> None:
    assert b'"cache"' not in settings_text()


def test_limits_cross_with_the_settings() -> None:
    config = rez_next.CacheConfig(max_memory_mb=64, max_disk_gb=math.inf)
    rez_next.IntelligentCacheManager().configure(config)
    assert settings.cache_settings()["max_memory_mb"] == 64
    assert settings.cache_settings()["max_disk_gb"] is None
    assert rez_next.IntelligentCacheManager().config == config
    assert b'"cache"' in settings_text()


@pytest.mark.parametrize("value", [-1, math.nan, "many", None, True, [1]])
def test_what_is_no_limit_is_refused_and_changes_nothing(value: Any) -> None:
    manager = rez_next.IntelligentCacheManager()
    before = manager.config
    with pytest.raises(ValueError, match="max_disk_gb must be"):
        manager.configure(rez_next.CacheConfig(max_memory_mb=7, max_disk_gb=value))
    assert manager.config == before


def test_a_limit_beyond_all_numbers_is_none() -> None:
    manager = rez_next.IntelligentCacheManager()
    manager.configure(rez_next.CacheConfig(max_memory_mb=10**400))
    assert manager.config.max_memory_mb == math.inf
    with pytest.raises(ValueError, match="max_memory_mb must be"):
        manager.configure(rez_next.CacheConfig(max_memory_mb=-(10**400)))


@pytest.mark.parametrize("limit", [-1, math.nan, 2.5, "3", None, True])
def test_what_is_no_number_of_entries_is_refused(limit: Any) -> None:
    with pytest.raises(ValueError, match="the limit must be"):
        rez_next.IntelligentCacheManager().inspect(limit=limit)


def test_a_threshold_is_a_probability() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        rez_next.IntelligentCacheManager().configure(rez_next.CacheConfig(preheating_threshold=1.5))


def test_a_limit_that_does_not_exist_cannot_be_set() -> None:
    with pytest.raises(AttributeError):
        rez_next.CacheConfig().max_memory_gb = 1  # type: ignore[attr-defined]


def test_what_is_enabled_can_be_disabled() -> None:
    manager = rez_next.IntelligentCacheManager()
    for name in ("predictive_preheating", "adaptive_tuning", "performance_monitoring"):
        assert not getattr(manager, name)
        getattr(manager, "enable_" + name)()
        assert getattr(manager, name)
        getattr(manager, "disable_" + name)()
        assert not getattr(manager, name)


def test_a_variable_that_says_nothing_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(messages, "print_warning", lambda text, *args: said.append(text % args))
    monkeypatch.setenv("REZ_NEXT_CACHE_MAX_DISK_GB", "-3")
    monkeypatch.setenv("REZ_NEXT_CACHE_ADAPTIVE_TUNING", "perhaps")
    assert settings.cache_settings() == {}
    settings.cache_settings()
    assert said == [
        "REZ_NEXT_CACHE_MAX_DISK_GB is not used: it must be a number, 0 or more, and is '-3'",
        "REZ_NEXT_CACHE_ADAPTIVE_TUNING is not used: it must be 0 or 1, and is 'perhaps'",
    ]


def test_an_empty_variable_is_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "print_warning", pytest.fail)
    monkeypatch.setenv("REZ_NEXT_CACHE_MAX_DISK_GB", "")
    monkeypatch.setenv("REZ_NEXT_CACHE_ADAPTIVE_TUNING", " ")
    assert settings.cache_settings() == {}


@pytest.mark.parametrize("config", [None, {"max_disk_gb": 1}])
def test_limits_are_a_cache_config(config: Any) -> None:
    with pytest.raises(TypeError, match="the limits must be a CacheConfig, and are"):
        rez_next.IntelligentCacheManager().configure(config)


def test_a_kind_or_tier_that_does_not_exist_is_refused() -> None:
    manager = rez_next.IntelligentCacheManager()
    with pytest.raises(ValueError, match="no tier 'moon'"):
        manager.clear("moon")
    with pytest.raises(ValueError, match="no kind 'cheese'"):
        manager.inspect("cheese")
    with pytest.raises(ValueError, match="0 or more"):
        manager.inspect(limit=-1)

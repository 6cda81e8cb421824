"""Caches: limits, and what they found for a few requests.

python examples/python/caching.py
"""

import samples  # noqa: F401

import rez_next as rez

caches = rez.IntelligentCacheManager()
caches.enable_predictive_preheating()
caches.enable_adaptive_tuning()
caches.enable_performance_monitoring()

config = rez.CacheConfig()
config.max_memory_mb = 512
config.max_disk_gb = 10
config.preheating_threshold = 0.8  # how sure it must be, from 0 to 1
caches.configure(config)

for _ in range(3):
    for request in (["maya-2024", "usd"], ["nuke-13.2"], ["houdini"]):
        rez.ResolvedContext(request).get_environ()

statistics = caches.get_statistics()
print(f"of all that was looked for, {statistics.hit_rate:.0%} was there")
print(f"in memory {statistics.memory_usage_mb:.2f} MB, on disk {statistics.disk_usage_gb:.5f} GB")

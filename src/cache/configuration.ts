// How much the caches may hold, and what they may do by themselves: one part of the settings, so that
// it comes with each call and a new engine has it with its first one.

export interface CacheConfiguration {
  readonly maximumMemoryBytes: number;
  readonly maximumDiskBytes: number;
  /** How sure preheating must be that something will be asked for, from 0 to 1. */
  readonly preheatingThreshold: number;
  readonly preheats: boolean;
  readonly adapts: boolean;
  /** Whether what the caches find is noted down from time to time. */
  readonly isMonitored: boolean;
  /** So long may a resolve wait for memcached. */
  readonly memcachedMilliseconds: number;
}

const MEGABYTE = 1024 * 1024;
/** A timer that is set for longer ends at once. */
const LONGEST_WAIT_MILLISECONDS = 2 ** 31 - 1;

export const defaultCacheConfiguration: CacheConfiguration = {
  maximumMemoryBytes: 512 * MEGABYTE,
  maximumDiskBytes: 1024 * MEGABYTE,
  preheatingThreshold: 0.8,
  preheats: false,
  adapts: false,
  isMonitored: false,
  memcachedMilliseconds: 250,
};

/** Of what crossed. Python has checked it; null there is no limit. */
export function cacheConfiguration(settings: unknown): CacheConfiguration {
  if (typeof settings !== "object" || settings === null) return defaultCacheConfiguration;
  const given = settings as { readonly [name: string]: number | boolean | null };
  const number = (name: string, unit: number, otherwise: number) => {
    const value = given[name];
    if (value === null) return Number.POSITIVE_INFINITY;
    return typeof value === "number" ? value * unit : otherwise;
  };
  const defaults = defaultCacheConfiguration;
  const wait = number("memcached_timeout", 1000, defaults.memcachedMilliseconds);
  return {
    maximumMemoryBytes: number("max_memory_mb", MEGABYTE, defaults.maximumMemoryBytes),
    maximumDiskBytes: number("max_disk_gb", 1024 * MEGABYTE, defaults.maximumDiskBytes),
    preheatingThreshold: number("preheating_threshold", 1, defaults.preheatingThreshold),
    preheats: given.predictive_preheating === true,
    adapts: given.adaptive_tuning === true,
    isMonitored: given.performance_monitoring === true,
    memcachedMilliseconds: Math.min(wait, LONGEST_WAIT_MILLISECONDS),
  };
}

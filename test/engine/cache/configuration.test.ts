import { expect, test } from "vitest";
import { cacheConfiguration } from "../../../src/cache/configuration.ts";

test("whoever waits without a limit waits as long as a timer can", () => {
  for (const memcached_timeout of [null, 1e9, Number.POSITIVE_INFINITY]) {
    const { memcachedMilliseconds } = cacheConfiguration({ memcached_timeout });
    expect(memcachedMilliseconds).toBe(2 ** 31 - 1);
  }
  expect(cacheConfiguration({ memcached_timeout: 0.5 }).memcachedMilliseconds).toBe(500);
  expect(cacheConfiguration({ memcached_timeout: 0 }).memcachedMilliseconds).toBe(0);
});

// What policies find in memory, on one trace.

import { hashOf } from "../../src/cache/frequencies.ts";
import { Entry, Policy } from "../../src/cache/policy.ts";
import type { Trace } from "./trace.ts";

/** The least that a cache has in common with any other. */
export interface Cache {
  /** Whether it was there; it is kept from now on, if the cache thinks so. */
  find(item: number, weight: number): boolean;
}

/** The share of all bytes looked up that were found. */
export function hitRate({ accesses, weights }: Trace, cache: Cache): number {
  let found = 0;
  let asked = 0;
  for (const item of accesses) {
    const weight = weights[item]!;
    asked += weight;
    if (cache.find(item, weight)) found += weight;
  }
  return found / asked;
}

class Numbered extends Entry {
  readonly item: number;

  constructor(item: number, weight: number) {
    super(hashOf(String(item)), weight);
    this.item = item;
  }
}

/** The engine's own policy, tuned or as plain LRU. */
export function engineCache(capacity: number, adapts: boolean): Cache {
  const kept = new Map<number, Numbered>();
  const policy = new Policy(capacity, adapts, (entry) => kept.delete((entry as Numbered).item));
  return {
    find(item, weight) {
      const known = kept.get(item);
      if (known) {
        policy.use(known);
        return true;
      }
      const added = new Numbered(item, weight);
      kept.set(item, added);
      policy.add(added);
      return false;
    },
  };
}

/** SIEVE (Zhang and others, NSDI 2024): a queue, and a hand that spares what was used since it came by. */
export function sieve(capacity: number): Cache {
  interface Node {
    readonly item: number;
    readonly weight: number;
    used: boolean;
    newer: Node | null;
    older: Node | null;
  }
  const kept = new Map<number, Node>();
  let newest: Node | null = null;
  let oldest: Node | null = null;
  let hand: Node | null = null;
  let weightKept = 0;

  const evict = () => {
    let at = hand ?? (oldest as Node);
    while (at.used) {
      at.used = false;
      at = at.newer ?? (oldest as Node);
    }
    hand = at.newer;
    if (at.newer) at.newer.older = at.older;
    else newest = at.older;
    if (at.older) at.older.newer = at.newer;
    else oldest = at.newer;
    kept.delete(at.item);
    weightKept -= at.weight;
  };
  return {
    find(item, weight) {
      const known = kept.get(item);
      if (known) {
        known.used = true;
        return true;
      }
      if (weight > capacity) return false;
      while (weightKept + weight > capacity) evict();
      const node: Node = { item, weight, used: false, newer: null, older: newest };
      if (newest) newest.newer = node;
      else oldest = node;
      newest = node;
      kept.set(item, node);
      weightKept += weight;
      return false;
    },
  };
}

/** S3-FIFO (Yang and others, SOSP 2023): a small queue, a main one, and the names of what left the first. */
export function s3Fifo(capacity: number, smallShare = 0.1): Cache {
  interface Node {
    readonly item: number;
    readonly weight: number;
    uses: number;
  }
  const small = new Map<number, Node>();
  const main = new Map<number, Node>();
  const left = new Map<number, number>();
  let inSmall = 0;
  let inMain = 0;
  let inLeft = 0;

  const toMain = (node: Node) => {
    main.set(node.item, node);
    inMain += node.weight;
  };
  const evictSmall = (node: Node) => {
    small.delete(node.item);
    inSmall -= node.weight;
    if (node.uses > 1) {
      node.uses = 0;
      return toMain(node);
    }
    left.set(node.item, node.weight);
    inLeft += node.weight;
    for (const [item, weight] of left) {
      if (inLeft <= capacity * (1 - smallShare)) break;
      left.delete(item);
      inLeft -= weight;
    }
  };
  const evictMain = () => {
    for (const node of main.values()) {
      main.delete(node.item);
      if (node.uses === 0) {
        inMain -= node.weight;
        return;
      }
      node.uses--;
      main.set(node.item, node);
    }
  };
  return {
    find(item, weight) {
      const known = small.get(item) ?? main.get(item);
      if (known) {
        known.uses = Math.min(3, known.uses + 1);
        return true;
      }
      if (weight > capacity) return false;
      while (inSmall + inMain + weight > capacity) {
        const [first] = small.values();
        if (first && (inSmall >= smallShare * capacity || main.size === 0)) evictSmall(first);
        else evictMain();
      }
      const node = { item, weight, uses: 0 };
      const before = left.get(item);
      if (before === undefined) {
        small.set(item, node);
        inSmall += weight;
      } else {
        left.delete(item);
        inLeft -= before;
        toMain(node);
      }
      return false;
    },
  };
}

/** ARC (Megiddo and Modha, FAST 2003): two LRU lists, and the names of what left either. */
export function arc(capacity: number): Cache {
  const lists = ["once", "often", "leftOnce", "leftOften"] as const;
  type Name = (typeof lists)[number];
  const items = Object.fromEntries(lists.map((name) => [name, new Map<number, number>()])) as {
    [name in Name]: Map<number, number>;
  };
  const sizes = { once: 0, often: 0, leftOnce: 0, leftOften: 0 };
  let target = 0;

  const take = (name: Name, item: number): number => {
    const weight = items[name].get(item)!;
    items[name].delete(item);
    sizes[name] -= weight;
    return weight;
  };
  const put = (name: Name, item: number, weight: number) => {
    items[name].set(item, weight);
    sizes[name] += weight;
  };
  const oldest = (name: Name) => items[name].keys().next().value;
  const evict = () => {
    const once = oldest("once");
    if (once !== undefined && (sizes.once > target || items.often.size === 0)) {
      return put("leftOnce", once, take("once", once));
    }
    const often = oldest("often")!;
    put("leftOften", often, take("often", often));
  };
  return {
    find(item, weight) {
      for (const name of ["once", "often"] as const) {
        if (!items[name].has(item)) continue;
        take(name, item);
        put("often", item, weight);
        return true;
      }
      if (weight > capacity) return false;
      const wasOnce = items.leftOnce.has(item);
      const wasOften = items.leftOften.has(item);
      if (wasOnce) {
        target = Math.min(
          capacity,
          target + weight * Math.max(1, sizes.leftOften / sizes.leftOnce),
        );
        take("leftOnce", item);
      } else if (wasOften) {
        target = Math.max(0, target - weight * Math.max(1, sizes.leftOnce / sizes.leftOften));
        take("leftOften", item);
      }
      while (sizes.once + sizes.often + weight > capacity) evict();
      put(wasOnce || wasOften ? "often" : "once", item, weight);
      while (sizes.once + sizes.leftOnce > capacity && items.leftOnce.size > 0) {
        take("leftOnce", oldest("leftOnce")!);
      }
      const all = () => sizes.once + sizes.often + sizes.leftOnce + sizes.leftOften;
      while (all() > 2 * capacity && items.leftOften.size > 0) {
        take("leftOften", oldest("leftOften")!);
      }
      return false;
    },
  };
}

// The methods of list, tuple, dict and set.

import { CallArguments } from "./arguments.ts";
import { decline } from "./decline.ts";
import { iterate, iterateUnordered } from "./items.ts";
import { PyView } from "./objects.ts";
import { equals, MAXIMUM_SIZE } from "./operators.ts";
import { PyDict, PySet, PyTuple, type PyValue, typeName } from "./values.ts";

type Methods<T> = ReadonlyMap<string, (self: T, call: CallArguments) => PyValue>;

export function callCollectionMethod(
  self: PyValue[] | PyTuple | PyDict | PySet,
  name: string,
  positional: readonly PyValue[],
  keywords: ReadonlyMap<string, PyValue>,
): PyValue {
  const call = new CallArguments(positional, keywords);
  const missing = (): never => decline(`${typeName(self)}.${name}`);
  // `list.sort` needs to call functions and is with the built-ins.
  if (Array.isArray(self)) return (LIST.get(name) ?? missing)(self, call);
  if (self instanceof PyTuple) return (TUPLE.get(name) ?? missing)(self, call);
  if (self instanceof PyDict) return (DICT.get(name) ?? missing)(self, call);
  if (self.frozen && !FROZEN.has(name)) missing();
  return (SET.get(name) ?? missing)(self, call);
}

function withoutArguments<T>(action: (self: T) => PyValue) {
  return (self: T, call: CallArguments): PyValue => {
    call.expect(0, 0);
    return action(self);
  };
}

function indexOf(items: readonly PyValue[], value: PyValue): number {
  return items.findIndex((item) => item === value || equals(item, value));
}

function count(items: readonly PyValue[], value: PyValue): number {
  return items.filter((item) => item === value || equals(item, value)).length;
}

function found(index: number): number {
  return index < 0 ? decline("a missing value") : index;
}

const TUPLE: Methods<PyTuple> = new Map<string, (self: PyTuple, call: CallArguments) => PyValue>([
  ["count", (self, call) => count(self.items, call.expect(1, 1).at(0))],
  ["index", (self, call) => found(indexOf(self.items, call.expect(1, 1).at(0)))],
]);

const LIST: Methods<PyValue[]> = new Map<string, (self: PyValue[], call: CallArguments) => PyValue>(
  [
    ["count", (self, call) => count(self, call.expect(1, 1).at(0))],
    ["index", (self, call) => found(indexOf(self, call.expect(1, 1).at(0)))],
    [
      "append",
      (self, call) => {
        call.expect(1, 1);
        self.push(call.at(0));
        return null;
      },
    ],
    [
      "extend",
      (self, call) => {
        call.expect(1, 1);
        extendList(self, call.at(0));
        return null;
      },
    ],
    [
      "insert",
      (self, call) => {
        call.expect(2, 2);
        self.splice(call.int(0), 0, call.at(1));
        return null;
      },
    ],
    [
      "pop",
      (self, call) => {
        call.expect(0, 1);
        const index = call.get(0) === undefined ? -1 : call.int(0);
        const at = index < 0 ? index + self.length : index;
        if (at < 0 || at >= self.length) decline("an index out of range");
        return self.splice(at, 1)[0] as PyValue;
      },
    ],
    [
      "remove",
      (self, call) => {
        call.expect(1, 1);
        self.splice(found(indexOf(self, call.at(0))), 1);
        return null;
      },
    ],
    [
      "reverse",
      (self, call) => {
        call.expect(0, 0);
        self.reverse();
        return null;
      },
    ],
    [
      "clear",
      (self, call) => {
        call.expect(0, 0);
        self.length = 0;
        return null;
      },
    ],
    ["copy", withoutArguments((self) => [...self])],
  ],
);

/** `list.extend`, and `+=`: a list may be extended by itself. */
export function extendList(list: PyValue[], by: PyValue): void {
  const items = [...iterate(by)];
  if (list.length + items.length > MAXIMUM_SIZE) decline("a very long list");
  for (const item of items) list.push(item);
}

function dictView(name: string, items: (self: PyDict) => Iterable<PyValue>) {
  return (self: PyDict, call: CallArguments): PyValue => {
    call.expect(0, 0);
    return new PyView(
      `dict_${name}`,
      () => items(self),
      () => self.size,
    );
  };
}

function* pairs(dict: PyDict): Iterable<PyValue> {
  for (const [key, value] of dict.entries()) yield new PyTuple([key, value]);
}

const DICT: Methods<PyDict> = new Map<string, (self: PyDict, call: CallArguments) => PyValue>([
  ["keys", dictView("keys", (self) => self.keys())],
  ["values", dictView("values", (self) => self.values())],
  ["items", dictView("items", pairs)],
  ["copy", withoutArguments((self) => self.copy())],
  [
    "get",
    (self, call) => {
      call.expect(1, 2);
      const value = self.get(call.at(0));
      return value === undefined ? (call.get(1) ?? null) : value;
    },
  ],
  [
    "setdefault",
    (self, call) => {
      call.expect(1, 2);
      const value = self.get(call.at(0));
      if (value !== undefined) return value;
      const byDefault = call.get(1) ?? null;
      self.set(call.at(0), byDefault);
      return byDefault;
    },
  ],
  [
    "pop",
    (self, call) => {
      call.expect(1, 2);
      const value = self.get(call.at(0));
      if (value === undefined) {
        const byDefault = call.get(1);
        return byDefault === undefined ? decline("a missing key") : byDefault;
      }
      self.delete(call.at(0));
      return value;
    },
  ],
  [
    "update",
    (self, call) => {
      if (call.count > 1) decline("a wrong number of arguments");
      const other = call.get(0);
      if (other !== undefined) updateDict(self, other);
      for (const [key, value] of call.keywords) self.set(key, value);
      return null;
    },
  ],
  [
    "clear",
    (self, call) => {
      call.expect(0, 0);
      self.clear();
      return null;
    },
  ],
]);

/** dict(other), dict.update(other): from a dict, or from pairs. */
export function updateDict(dict: PyDict, other: PyValue): void {
  if (other instanceof PyDict) {
    for (const [key, value] of [...other.entries()]) dict.set(key, value);
    return;
  }
  for (const pair of iterate(other)) {
    const [key, value, extra] = [...iterate(pair)];
    if (key === undefined || value === undefined || extra !== undefined) decline("a bad pair");
    dict.set(key, value);
  }
}

function combined(
  combine: (self: PySet, other: PySet) => PyValue[],
): (self: PySet, call: CallArguments) => PyValue {
  return (self, call) => {
    call.expect(0, 20);
    let result = self;
    for (const other of call.positional) {
      result = new PySet(combine(result, new PySet(iterateUnordered(other))), self.frozen);
    }
    return result === self ? new PySet(self.unordered(), self.frozen) : result;
  };
}

function tested(test: (self: PySet, other: PySet) => boolean) {
  return (self: PySet, call: CallArguments): PyValue => {
    call.expect(1, 1);
    return test(self, new PySet(iterateUnordered(call.at(0))));
  };
}

const within = (a: PySet, b: PySet): boolean => [...a.unordered()].every((item) => b.has(item));

const FROZEN = new Set(
  "copy union intersection difference symmetric_difference issubset issuperset isdisjoint".split(
    " ",
  ),
);

const SET: Methods<PySet> = new Map<string, (self: PySet, call: CallArguments) => PyValue>([
  ["copy", withoutArguments((self) => new PySet(self.unordered(), self.frozen))],
  ["union", combined((a, b) => [...a.unordered(), ...b.unordered()])],
  ["intersection", combined((a, b) => a.sharedWith(b))],
  ["difference", combined((a, b) => [...a.unordered()].filter((item) => !b.has(item)))],
  ["issubset", tested(within)],
  ["issuperset", tested((a, b) => within(b, a))],
  ["isdisjoint", tested((a, b) => ![...a.unordered()].some((item) => b.has(item)))],
  [
    "add",
    (self, call) => {
      call.expect(1, 1);
      self.add(call.at(0));
      return null;
    },
  ],
  [
    "discard",
    (self, call) => {
      call.expect(1, 1);
      self.delete(call.at(0));
      return null;
    },
  ],
  [
    "remove",
    (self, call) => {
      call.expect(1, 1);
      if (!self.delete(call.at(0))) decline("a missing value");
      return null;
    },
  ],
  [
    "update",
    (self, call) => {
      call.expect(0, 20);
      for (const other of call.positional) {
        for (const item of [...iterateUnordered(other)]) self.add(item);
      }
      return null;
    },
  ],
  [
    "clear",
    (self, call) => {
      call.expect(0, 0);
      self.clear();
      return null;
    },
  ],
]);

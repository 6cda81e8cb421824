// What commands() sees of the context: `this`, `resolve`, `request`, `implicits`, `ephemerals`,
// `system` and `intersects`. They are rez's binding classes, so that package code depends on their
// small interface only; anything beyond it is left to the Python process.

import { Declined, decline } from "../python-source/decline.ts";
import { fromTagged, type Tagged } from "../python-source/tagged.ts";
import { pyRepr } from "../python-source/text.ts";
import {
  isObject,
  PyDict,
  type PyObject,
  PySet,
  PySource,
  PyTuple,
  type PyValue,
} from "../python-source/values.ts";
import { VersionRange } from "../version/range.ts";
import { Requirement } from "../version/requirement.ts";
import { Version } from "../version/version.ts";
import type { VariantData } from "./host.ts";
import { asString, callable, sameObject } from "./object.ts";
import { type Source, type Traces, unwatched, type Watch } from "./trace.ts";
import { VersionBinding } from "./version-binding.ts";

// Attributes that every package has, as None unless it sets them.
const PACKAGE_KEYS = new Set(
  `authors build_command build_system cachable changelog description has_plugins
   help plugin_for preprocess previous_revision
   previous_version release_message relocatable requires_rez_version revision tests timestamp tools
   uuid vcs pre_commands commands post_commands pre_build_commands pre_test_commands`.split(/\s+/),
);
// Attributes that rez has worked on, so that they are not as the definition has them.
const WORKED_ON = new Set(
  "config build_command build_system tests help timestamp hashed_variants cachable relocatable preprocess".split(
    " ",
  ),
);
const REQUIREMENTS = new Set(["build_requires", "private_build_requires"]);

export class VariantBinding implements PyObject {
  readonly typeName = "VariantBinding";
  readonly data: VariantData;
  readonly version: Version;
  readonly #binding: VersionBinding;
  readonly #traces = new Map<string, Traces>();
  /** The lists and dicts that the function that runs has been given, by attribute. */
  readonly #lent = new Map<string, PyValue>();

  constructor(data: VariantData) {
    this.data = data;
    this.version = Version.parse(data.version);
    this.#binding = new VersionBinding(this.version);
  }

  get qualifiedPackageName(): string {
    return qualifiedPackageName(this.data);
  }

  /** What its functions did in one place. */
  tracesIn(place: string): Traces {
    let traces = this.#traces.get(place);
    if (traces === undefined) {
      traces = new Map();
      this.#traces.set(place, traces);
    }
    return traces;
  }

  /** A list or dict is the same one until it is taken back; `requires` is put together anew. */
  getAttribute(name: string): PyValue | undefined {
    const lent = this.#lent.get(name);
    if (lent !== undefined) return lent;
    const value = this.#attribute(name);
    if (name === "requires") return value;
    if (value !== undefined && isContainer(value)) this.#lent.set(name, value);
    return value;
  }

  /** Forgets what it has lent, and says whether any of it was changed, or may have been. */
  takeBack(): boolean {
    if (this.#lent.size === 0) return false;
    const lent = [...this.#lent];
    this.#lent.clear();
    return lent.some(([name, value]) => !isWritten(value, this.#attribute(name)!));
  }

  #attribute(name: string): PyValue | undefined {
    const { data } = this;
    switch (name) {
      case "version":
        return this.#binding;
      case "name":
      case "root":
      case "base":
      case "index":
      case "subpath":
      case "uri":
        return data[name];
      case "is_local":
        return data.isLocal;
      case "is_package":
        return false;
      case "is_variant":
        return true;
      case "qualified_package_name":
        return this.qualifiedPackageName;
      case "qualified_name":
        return qualifiedName(data);
      case "variant_requires":
        return this.#variantRequires();
      case "requires":
        return [...this.#requirements("requires"), ...this.#variantRequires()];
    }
    if (REQUIREMENTS.has(name)) return name in data.attributes ? this.#requirements(name) : null;
    const value = Object.hasOwn(data.attributes, name) ? data.attributes[name] : undefined;
    if (value === undefined) return PACKAGE_KEYS.has(name) ? null : undefined;
    if (WORKED_ON.has(name)) return undefined;
    const plain = fromTagged(value);
    return plain instanceof PySource ? undefined : plain;
  }

  str(): string {
    return this.qualifiedPackageName;
  }

  truth(): boolean {
    return true;
  }

  equals(other: PyValue): boolean | undefined {
    return sameObject(this, other);
  }

  #requirements(name: string): PyValue[] {
    return requirementList(this.data.attributes[name] ?? []);
  }

  #variantRequires(): PyValue[] {
    const { index, attributes } = this.data;
    if (index === null) return [];
    const { variants } = attributes;
    if (!Array.isArray(variants)) return decline("variants that are made late");
    return requirementList(variants[index] ?? []);
  }
}

function isContainer(value: PyValue): boolean {
  return (
    Array.isArray(value) ||
    value instanceof PyDict ||
    value instanceof PySet ||
    value instanceof PyTuple
  );
}

function isWritten(value: PyValue, like: PyValue): boolean {
  try {
    return pyRepr(value) === pyRepr(like);
  } catch (error) {
    if (error instanceof Declined) return false;
    throw error;
  }
}

export function qualifiedPackageName(variant: {
  readonly name: string;
  readonly version: string;
}): string {
  return variant.version === "" ? variant.name : `${variant.name}-${variant.version}`;
}

export function qualifiedName(variant: VariantData): string {
  return `${qualifiedPackageName(variant)}[${variant.index ?? ""}]`;
}

/** rez's RO_MappingBinding: `request`, `implicits`, `ephemerals` and `resolve`. */
export class MappingBinding implements PyObject {
  readonly typeName: string;
  readonly #value: Source;
  readonly #ranges: boolean;

  constructor(typeName: string, value: Source, ranges: boolean) {
    this.typeName = typeName;
    this.#value = value;
    this.#ranges = ranges;
  }

  getAttribute(name: string): PyValue | undefined {
    if (name === "get") {
      return callable(name, ["name", "default?"], ([key, fallback]) => {
        return this.#value(asString(key, "a name")) ?? fallback ?? null;
      });
    }
    if (name === "get_range" && this.#ranges) {
      return callable(name, ["name", "default?"], ([key, fallback]) => this.#range(key, fallback));
    }
    return name === "_data" ? undefined : this.#value(name);
  }

  getItem(key: PyValue): PyValue | undefined {
    return typeof key === "string" ? this.#value(key) : undefined;
  }

  contains(value: PyValue): boolean {
    return this.#value(asString(value, "a name")) !== undefined;
  }

  truth(): boolean {
    return true;
  }

  #range(key: PyValue | undefined, fallback: PyValue | undefined): PyValue {
    const request = this.#value(asString(key, "a name"));
    if (typeof request === "string" && request !== "") {
      const { range } = Requirement.parse(request);
      return range === null ? null : new RangeBinding(range);
    }
    if (fallback === undefined || fallback === null) return null;
    return new RangeBinding(VersionRange.parse(asString(fallback, "a range")));
  }
}

/** `request` and `implicits`. */
export function requirementsBinding(
  requests: readonly string[],
  name: "request" | "implicits" = "request",
  watch: Watch = unwatched,
): MappingBinding {
  const values = new Map<string, PyValue>();
  for (const text of requests) {
    const request = Requirement.parse(text);
    values.set(request.name, request.text);
  }
  return new MappingBinding("RequirementsBinding", watch(name, valueIn(values)), true);
}

export function resolveBinding(
  variants: readonly VariantBinding[],
  watch: Watch = unwatched,
): MappingBinding {
  const byName = new Map(variants.map((variant) => [variant.data.name, variant]));
  return new MappingBinding("VariantsBinding", watch("resolve", valueIn(byName)), false);
}

/** Names lose their dot: "foo.cli" stands for the ephemeral ".foo.cli". */
export function ephemeralsBinding(
  ephemerals: readonly string[],
  watch: Watch = unwatched,
): MappingBinding {
  const values = new Map<string, PyValue>();
  for (const text of ephemerals) {
    const request = Requirement.parse(text);
    values.set(request.name.slice(1), request.text);
  }
  return new MappingBinding("EphemeralsBinding", watch("ephemerals", valueIn(values)), true);
}

function valueIn(values: ReadonlyMap<string, PyValue>): Source {
  return (name) => values.get(name);
}

class RangeBinding implements PyObject {
  readonly typeName = "VersionRange";
  readonly range: VersionRange;

  constructor(range: VersionRange) {
    this.range = range;
  }

  str(): string {
    return this.range.text;
  }
}

/** `system`: facts about the machine, as the calling process sees it. */
export class SystemBinding implements PyObject {
  readonly typeName = "System";
  readonly #fact: Source;

  constructor(facts: { readonly [name: string]: Tagged }, watch: Watch = unwatched) {
    this.#fact = watch("system", (name) => {
      const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
      return fact === undefined ? undefined : fromTagged(fact);
    });
  }

  getAttribute(name: string): PyValue | undefined {
    return this.#fact(name);
  }
}

export const intersects = callable("intersects", ["obj", "range_"], ([object, text]) => {
  const range = VersionRange.parse(asString(text, "a range"));
  if (typeof object === "string") {
    const request = Requirement.parse(object);
    if (request.conflict || request.range === null) return false;
    return range.intersects(request.range);
  }
  if (object instanceof RangeBinding) return range.intersects(object.range);
  if (object instanceof VariantBinding || object instanceof VersionBinding) {
    return range.intersects(VersionRange.parse(object.version.text));
  }
  return decline("intersects() with another object");
});

function requirementList(texts: Tagged): PyValue[] {
  const plain = fromTagged(texts);
  if (!Array.isArray(plain)) return decline("requirements that are made late");
  return plain.map(
    (text) => new PackageRequestBinding(Requirement.parse(asString(text, "a request"))),
  );
}

class PackageRequestBinding implements PyObject {
  readonly typeName = "PackageRequest";
  readonly #requirement: Requirement;

  constructor(requirement: Requirement) {
    this.#requirement = requirement;
  }

  getAttribute(name: string): PyValue | undefined {
    const requirement = this.#requirement;
    if (name === "name" || name === "conflict" || name === "weak") return requirement[name];
    if (name !== "range") return undefined;
    return requirement.range === null ? null : new RangeBinding(requirement.range);
  }

  str(): string {
    return this.#requirement.text;
  }

  repr(): string {
    return `PackageRequest('${this.#requirement.text}')`;
  }

  truth(): boolean {
    return true;
  }

  equals(other: PyValue): boolean | undefined {
    if (other instanceof PackageRequestBinding) return this.#requirement.equals(other.#requirement);
    return isObject(other) ? undefined : false;
  }
}

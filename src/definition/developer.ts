// A developer's own definition, before it is installed: what rez checks when it makes a package of
// data, which is more than what it checks of packages that repositories hold.

import { RezError } from "../errors.ts";
import type { Tagged } from "../python-source/tagged.ts";
import { Version } from "../version/version.ts";
import * as check from "./checks.ts";
import { type Check, either, Invalid, listOf } from "./checks.ts";
import type { Attributes } from "./definition.ts";
import { reprString } from "./python-text.ts";

/** Keys that only a package that is not installed yet has, or that lie in its place elsewhere. */
const schema: { readonly [key: string]: Check } = {
  name: check.string,
  base: check.string,
  version: check.string,
  requires_rez_version: check.version,
  build_system: check.string,
  build_command: either(
    "a string, a list of strings or False",
    check.string,
    listOf(check.string),
    (value) => {
      if (value === false) return value;
      throw new Invalid(`${check.describe(value)} should be False`);
    },
  ),
};

/** Lists of requests, whose wildcards are expanded when the package is made. */
const REQUEST_LISTS = ["requires", "build_requires", "private_build_requires"] as const;

/** The data of a package that is made, where None is absent, and what is wrong with it. */
export function checkedForMaking(
  data: Attributes,
  file: string,
  rezVersion: string,
): { readonly data: Attributes; readonly errors: readonly RezError[] } {
  const given = Object.entries(data).filter(([, value]) => value !== null);
  const errors = given.flatMap(([key, value]) => {
    const check = Object.hasOwn(schema, key) ? schema[key] : undefined;
    return (check && validate(check, key, value, file)) ?? [];
  });
  const { requires_rez_version: needed, ...rest } = Object.fromEntries(given);
  if (typeof needed === "string" && errors.length === 0 && isNewer(needed, rezVersion)) {
    const message =
      `Failed reading package definition file: rez version >= ${needed} needed ` +
      `(current version is ${rezVersion}) (in ${file})`;
    const key = "requires_rez_version";
    errors.push(new RezError("PackageMetadataError", message, { file, key }));
  }
  return { data: rest, errors };
}

function isNewer(version: string, than: string): boolean {
  return Version.parse(than).compareTo(Version.parse(version)) < 0;
}

/** The data with every request replaced by what `expand` makes of it. */
export async function withRequests(
  data: Attributes,
  expand: (request: string) => Promise<string>,
): Promise<Attributes> {
  const result: { [key: string]: Tagged } = { ...data };
  const list = (value: Tagged) =>
    Array.isArray(value)
      ? Promise.all(value.map((item) => (typeof item === "string" ? expand(item) : item)))
      : value;
  for (const key of REQUEST_LISTS) {
    if (Object.hasOwn(data, key)) result[key] = await list(data[key] as Tagged);
  }
  const { variants, tests } = data;
  if (Array.isArray(variants)) result.variants = await Promise.all(variants.map(list));
  const entries = check.entriesOf(tests);
  if (entries === null) return result;
  const expanded = entries.map(async ([name, test]) => [name, await expandedTest(test, list)]);
  result.tests = check.dictionaryOf((await Promise.all(expanded)) as [Tagged, Tagged][]);
  return result;
}

async function expandedTest(
  test: Tagged,
  list: (value: Tagged) => Promise<Tagged> | Tagged,
): Promise<Tagged> {
  const entries = check.entriesOf(test);
  if (entries === null) return test;
  const items = entries.map(async ([key, value]): Promise<[Tagged, Tagged]> => {
    if (key === "requires") return [key, await list(value)];
    const chosen = key === "on_variants" ? check.entriesOf(value) : null;
    if (chosen === null) return [key, value];
    const inner = chosen.map(
      async ([name, item]): Promise<[Tagged, Tagged]> => [
        name,
        name === "value" ? await list(item) : item,
      ],
    );
    return [key, check.dictionaryOf(await Promise.all(inner))];
  });
  return check.dictionaryOf(await Promise.all(items));
}

function validate(check: Check, key: string, value: Tagged, file: string): RezError | null {
  try {
    check(value);
    return null;
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return new RezError(
      "PackageMetadataError",
      `Validation of key ${reprString(key)} failed: ${error.message} (in ${file})`,
      { file, key, reason: error.message },
    );
  }
}

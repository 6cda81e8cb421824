// rez's package schema: which keys a definition may have and what they become. Validation is by
// key and on demand, as in rez: a package with a malformed `tools` still resolves.

import { RezError } from "../errors.ts";
import type { Tagged } from "../python-source/tagged.ts";
import * as check from "./checks.ts";
import { type Check, either, Invalid, lateBound, listOf, record } from "./checks.ts";
import { reprString } from "./python-text.ts";

const strings = listOf(check.string);
const requests = listOf(check.request);
const stringOrStrings = either("a string or a list of strings", check.string, strings);
const noneOrBoolean = either("None, True or False", check.none, check.boolean);
const commands = either(
  "a function, a string or a list of strings",
  check.source,
  check.string,
  strings,
);

const test = either(
  "a string, a list of strings or a dictionary",
  check.string,
  strings,
  record(
    {
      command: { check: stringOrStrings, required: true },
      requires: { check: requests },
      run_on: { check: stringOrStrings },
      on_variants: {
        check: either(
          "True, False or a dictionary",
          check.boolean,
          record(
            {
              type: { check: literal("requires"), required: true },
              value: { check: requests, required: true },
            },
            null,
          ),
        ),
      },
    },
    check.anything,
  ),
);

/** `name`, `version` and `base` are absent: for a package in a repository, where it lies decides. */
const packageSchema: { readonly [key: string]: Check } = {
  description: check.largeString,
  authors: strings,
  requires: lateBound(requests),
  build_requires: lateBound(requests),
  private_build_requires: lateBound(requests),
  variants: listOf(requests),
  has_plugins: lateBound(check.boolean),
  plugin_for: lateBound(strings),
  uuid: check.string,
  config: check.dictionary,
  tools: lateBound(strings),
  help: lateBound(either("a string or a list of lists of strings", check.string, listOf(strings))),
  hashed_variants: check.boolean,
  relocatable: lateBound(noneOrBoolean),
  cachable: lateBound(noneOrBoolean),
  tests: lateBound(record({}, test)),
  pre_commands: commands,
  commands,
  post_commands: commands,
  pre_build_commands: commands,
  pre_test_commands: commands,
  timestamp: check.integer,
  changelog: check.largeString,
  release_message: either("None or a string", check.none, check.string),
  previous_version: check.version,
  vcs: check.string,
};

/** Keys of the schema whose value can be wrong; all others take any value. */
export const checkedKeys: readonly string[] = Object.keys(packageSchema);

/** The validated value of a key of a definition; throws a `PackageMetadataError`. */
export function validateKey(key: string, value: Tagged, file: string): Tagged {
  if (!Object.hasOwn(packageSchema, key)) return value;
  return validate(packageSchema[key] as Check, key, value, file);
}

/** What only a file with a whole family has. */
const familySchema: { readonly [key: string]: Check } = {
  versions: listOf(check.version),
  version_overrides: (value) => {
    for (const [range, overrides] of check.entriesOf(check.dictionary(value)) ?? []) {
      check.range(range);
      check.dictionary(overrides);
    }
    return value;
  },
};

export function validateFamilyKey(
  key: "versions" | "version_overrides",
  value: Tagged,
  file: string,
): Tagged {
  return validate(familySchema[key] as Check, key, value, file);
}

function validate(check: Check, key: string, value: Tagged, file: string): Tagged {
  try {
    return check(value);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    throw new RezError(
      "PackageMetadataError",
      `Validation of key ${reprString(key)} failed: ${error.message} (in ${file})`,
      { file, key, reason: error.message },
    );
  }
}

function literal(expected: string): Check {
  return (value) => {
    if (value === expected) return value;
    throw new Invalid(`${check.describe(value)} should be ${reprString(expected)}`);
  };
}

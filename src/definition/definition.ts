// A package definition: the data of its file, validated on demand, key by key. It is immutable and
// knows nothing of repositories; what is parsed from it is remembered, so ask as often as you like.

import { RezError } from "../errors.ts";
import type { Tagged } from "../python-source/tagged.ts";
import type { Requirement } from "../version/requirement.ts";
import {
  asTagged,
  type BoundSource,
  isBoundSource,
  isLate,
  sourceOfText,
} from "./bound-functions.ts";
import { formatVersionWarning } from "./format-version.ts";
import { convertOldCommands } from "./old-commands.ts";
import { reprString } from "./python-text.ts";
import { parsePackageRequest } from "./request.ts";
import { checkedKeys, validateKey } from "./schema.ts";

export type Attributes = { readonly [key: string]: Tagged };

/** Who gave the data: what Python evaluated may depend on more than the file's text. */
export type EvaluatedBy = "evaluator" | "host" | "yaml";

export interface DefinitionSettings {
  readonly disable_rez_1_compatibility: boolean;
  readonly error_old_commands: boolean;
  readonly env_var_separators: { readonly [variable: string]: string };
}

/** What a definition is called, and where it is from. */
export interface DefinitionAddress {
  readonly name: string;
  /** The version's text as the repository has it; empty for an unversioned package. */
  readonly version: string;
  /** rez's uri of the package, for messages. */
  readonly uri: string;
  readonly file: string;
}

export interface DefinitionData {
  readonly data: Attributes;
  readonly formatVersion: number | null;
  readonly evaluatedBy: EvaluatedBy;
  /** True when it is known that no key is wrong, whatever the settings. */
  readonly isValid?: boolean;
  /** What `PackageDefinition.record` gave for these data before. */
  readonly record?: string | null;
}

interface Checked {
  readonly attributes: Attributes;
  readonly errors: readonly RezError[];
}

export interface DefinitionWarning {
  /** The setting `warn_<kind>` says whether it is printed; null always is. */
  readonly kind: string | null;
  readonly message: string;
}

type Requests = readonly Requirement[] | BoundSource | null;

/** Commands that rez turns into rex code when they are read; the other two stay as written. */
const CONVERTED = new Set(["pre_commands", "commands", "post_commands"]);

export class PackageDefinition {
  readonly name: string;
  readonly version: string;
  readonly uri: string;
  readonly file: string;
  readonly #contents: DefinitionData;
  readonly #settings: DefinitionSettings;
  #requires: Requests | undefined;
  #variants: readonly (readonly Requirement[])[] | null | undefined;
  #checked: Checked | undefined;
  #record: string | null;

  constructor(address: DefinitionAddress, contents: DefinitionData, settings: DefinitionSettings) {
    this.name = address.name;
    this.version = address.version;
    this.uri = address.uri;
    this.file = address.file;
    this.#contents = contents;
    this.#record = contents.record ?? null;
    this.#settings = settings;
  }

  get evaluatedBy(): EvaluatedBy {
    return this.#contents.evaluatedBy;
  }

  get formatVersion(): number | null {
    return this.#contents.formatVersion;
  }

  /** rez's `package.data`: as loaded, not validated, without absent keys. */
  get data(): Attributes {
    return this.#contents.data;
  }

  /** Requirements of every variant; a source when late-bound, null when the key is absent. */
  get requires(): Requests {
    this.#requires ??= this.#requests("requires");
    return this.#requires;
  }

  get buildRequires(): Requests {
    return this.#requests("build_requires");
  }

  get privateBuildRequires(): Requests {
    return this.#requests("private_build_requires");
  }

  /** What each variant requires in addition; null when the key is absent. Never late-bound. */
  get variants(): readonly (readonly Requirement[])[] | null {
    if (this.#variants === undefined) {
      const value = this.attribute("variants");
      this.#variants =
        value === undefined
          ? null
          : (value as readonly (readonly string[])[]).map((requests) =>
              requests.map(parsePackageRequest),
            );
    }
    return this.#variants;
  }

  /** rez's: a package without variants has one, whose index is None. */
  get variantIndices(): readonly (number | null)[] {
    const variants = this.variants;
    return variants?.length ? variants.map((_, index) => index) : [null];
  }

  get hashedVariants(): boolean {
    return this.attribute("hashed_variants") === true;
  }

  get timestamp(): number | null {
    const value = this.attribute("timestamp");
    return typeof value === "number" ? value : typeof value === "boolean" ? Number(value) : null;
  }

  /** What rez prints of the package when it is used. */
  get warnings(): readonly DefinitionWarning[] {
    const message = formatVersionWarning(this.file, this.formatVersion);
    return [
      ...(message === null ? [] : [{ kind: null, message }]),
      ...(this.#isOld ? [{ kind: "old_commands", message: this.#oldCommands }] : []),
    ];
  }

  get #oldCommands(): string {
    return `package ${reprString(this.uri)} is using old-style commands.`;
  }

  /** Keys whose value a function gives when it is read. */
  get lateKeys(): readonly string[] {
    return Object.keys(this.data).filter((key) => {
      const value = this.data[key];
      return isBoundSource(value) && isLate(value);
    });
  }

  /** The validated value of one key, undefined when absent; throws a `PackageMetadataError`. */
  attribute(key: string): Tagged | undefined {
    if (!Object.hasOwn(this.data, key)) return undefined;
    const value = validateKey(key, this.data[key] as Tagged, this.file);
    return CONVERTED.has(key) ? this.#converted(key, value) : value;
  }

  /** All validated values: rez's `validated_data()` without `base` and keys that are absent. */
  get attributes(): Attributes {
    this.validate();
    return this.validAttributes;
  }

  /** The same without keys that are wrong, which `errors` tells of: for whoever reads by key. */
  get validAttributes(): Attributes {
    return this.#check().attributes;
  }

  /** JSON of `validAttributes`, in which name and version may be those that the file itself says. */
  get record(): string {
    this.#record ??= JSON.stringify(this.validAttributes);
    return this.#record;
  }

  /** Throws the first of `errors`. */
  validate(): void {
    const [error] = this.errors;
    if (error) throw error;
  }

  /** Everything that is wrong with the definition, one error a key. */
  get errors(): readonly RezError[] {
    return this.#contents.isValid ? [] : this.#check().errors;
  }

  /** Whether there are no errors under any settings. Old commands depend on them. */
  get isAlwaysValid(): boolean {
    return !this.#isOld && this.errors.length === 0;
  }

  get #isOld(): boolean {
    return [...CONVERTED].some((key) => Array.isArray(this.data[key]));
  }

  #check(): Checked {
    this.#checked ??= this.#checkKeys();
    return this.#checked;
  }

  #checkKeys(): Checked {
    // Where a package lies says what it is called, whatever its file says.
    const attributes: { [key: string]: Tagged } = { name: this.name, version: this.version };
    const wrong = new Map<string, RezError>();
    for (const key of Object.keys(this.data)) {
      if (key === "base" || key === "name" || key === "version") continue;
      try {
        attributes[key] = this.attribute(key) as Tagged;
      } catch (error) {
        if (!(error instanceof RezError)) throw error;
        wrong.set(key, error);
      }
    }
    const errors = wrong.size > 0 ? checkedKeys.flatMap((key) => wrong.get(key) ?? []) : [];
    return { attributes, errors };
  }

  #requests(key: string): Requests {
    const value = this.attribute(key);
    if (value === undefined) return null;
    if (isBoundSource(value)) return value;
    return (value as readonly string[]).map(parsePackageRequest);
  }

  #converted(key: string, value: Tagged): Tagged {
    if (typeof value === "string") return asTagged(sourceOfText(value));
    if (!Array.isArray(value)) return value;
    const { disable_rez_1_compatibility, error_old_commands, env_var_separators } = this.#settings;
    if (disable_rez_1_compatibility || error_old_commands) {
      // Not a PackageMetadataError, as other keys raise: rez finds out after it has validated.
      throw new RezError("SchemaError", this.#oldCommands, { file: this.file, key });
    }
    const code = convertOldCommands(value as readonly string[], env_var_separators);
    return asTagged(sourceOfText(code));
  }
}

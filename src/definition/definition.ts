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

export interface DefinitionFields {
  readonly name: string;
  /** The version's text as the repository has it; empty for an unversioned package. */
  readonly version: string;
  /** rez's uri of the package, for messages. */
  readonly uri: string;
  readonly file: string;
  readonly data: Attributes;
  readonly evaluatedBy: EvaluatedBy;
  readonly formatVersion: number | null;
  /** What `isAlwaysValid` said of these data before. */
  readonly isValid?: boolean;
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
  /** rez's `package.data`: as loaded, not validated, without absent keys. */
  readonly data: Attributes;
  readonly evaluatedBy: EvaluatedBy;
  readonly formatVersion: number | null;
  readonly #settings: DefinitionSettings;
  readonly #isValid: boolean;
  #requires: Requests | undefined;
  #variants: readonly (readonly Requirement[])[] | null | undefined;
  #attributes: Attributes | undefined;

  constructor(fields: DefinitionFields, settings: DefinitionSettings) {
    this.name = fields.name;
    this.version = fields.version;
    this.uri = fields.uri;
    this.file = fields.file;
    this.data = fields.data;
    this.evaluatedBy = fields.evaluatedBy;
    this.formatVersion = fields.formatVersion;
    this.#isValid = fields.isValid === true;
    this.#settings = settings;
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
    this.#attributes ??= this.#validated();
    return this.#attributes;
  }

  /** Throws the first of `errors`. */
  validate(): void {
    const error = this.#errors().next();
    if (!error.done) throw error.value;
  }

  /** Everything that is wrong with the definition, one error a key. */
  get errors(): readonly RezError[] {
    return [...this.#errors()];
  }

  /** Whether there are no errors under any settings. Old commands depend on them. */
  get isAlwaysValid(): boolean {
    return !this.#isOld && this.errors.length === 0;
  }

  get #isOld(): boolean {
    return [...CONVERTED].some((key) => Array.isArray(this.data[key]));
  }

  *#errors(): Generator<RezError> {
    if (this.#isValid) return;
    for (const key of checkedKeys) {
      if (!Object.hasOwn(this.data, key)) continue;
      try {
        if (key === "requires") this.requires;
        else if (key === "variants") this.variants;
        else this.attribute(key);
      } catch (error) {
        if (!(error instanceof RezError)) throw error;
        yield error;
      }
    }
  }

  #validated(): Attributes {
    // Where a package lies says what it is called, whatever its file says.
    const { base, name, version, ...data } = this.data;
    const attributes: { [key: string]: Tagged } = { name: this.name, version: this.version };
    const wrong = new Set(this.errors.map((error) => error.data?.key));
    for (const key of Object.keys(data)) {
      if (!wrong.has(key)) attributes[key] = this.attribute(key) as Tagged;
    }
    return attributes;
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

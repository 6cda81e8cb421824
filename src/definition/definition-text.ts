// A definition as JSON text: the form in which it is kept and in which it crosses to Python. Of most
// packages of a large repository nobody here ever looks into the data, and as text they take a fifth
// of the memory.

import {
  type Attributes,
  type DefinitionData,
  type EvaluatedBy,
  PackageDefinition,
} from "./definition.ts";

export interface DefinitionTextFields {
  /** JSON of the data. */
  readonly text: string;
  /** `PackageDefinition.record` where it is known and is another text. */
  readonly ownRecord: string | null;
  readonly formatVersion: number | null;
  readonly evaluatedBy: EvaluatedBy;
  readonly isValid: boolean;
  readonly hasTimestamp: boolean;
}

export class DefinitionText implements DefinitionData {
  readonly text: string;
  readonly ownRecord: string | null;
  readonly formatVersion: number | null;
  readonly evaluatedBy: EvaluatedBy;
  readonly isValid: boolean;
  readonly hasTimestamp: boolean;
  #data: Attributes | undefined;

  constructor(fields: DefinitionTextFields) {
    this.text = fields.text;
    this.ownRecord = fields.ownRecord;
    this.formatVersion = fields.formatVersion;
    this.evaluatedBy = fields.evaluatedBy;
    this.isValid = fields.isValid;
    this.hasTimestamp = fields.hasTimestamp;
  }

  get data(): Attributes {
    this.#data ??= JSON.parse(this.text) as Attributes;
    return this.#data;
  }

  get record(): string | null {
    return this.isValid ? (this.ownRecord ?? this.text) : null;
  }
}

/** Finds out what is wrong with it as well. */
export function definitionText(contents: DefinitionData, path: string): DefinitionText {
  if (contents instanceof DefinitionText) return contents;
  const { data, formatVersion, evaluatedBy } = contents;
  const address = { name: "", version: "", uri: path, file: path };
  const definition = new PackageDefinition(address, contents, anySettings);
  const isValid = definition.isAlwaysValid;
  return new DefinitionText({
    text: JSON.stringify(data),
    ownRecord: isValid && !isUnchanged(data, definition.attributes) ? definition.record : null,
    formatVersion,
    evaluatedBy,
    isValid,
    hasTimestamp: hasTimestamp(contents),
  });
}

/** Of a package without one, files of older rez may say more. */
export function hasTimestamp(contents: DefinitionData): boolean {
  if (contents instanceof DefinitionText) return contents.hasTimestamp;
  return Object.hasOwn(contents.data, "timestamp");
}

/** Where the payload is, of a package that says so itself. */
export function redirectedBase(contents: DefinitionData): string | null {
  if (contents instanceof DefinitionText && !contents.text.includes(REDIRECTED_BASE)) return null;
  const base = contents.data[REDIRECTED_BASE];
  return typeof base === "string" && base !== "" ? base : null;
}

const REDIRECTED_BASE = "_redirected_base";

/** What is always valid does not depend on them. */
const anySettings = {
  disable_rez_1_compatibility: true,
  error_old_commands: false,
  env_var_separators: {},
};

/** Whether validation has given the very values, apart from those of a package's address. */
function isUnchanged(data: Attributes, attributes: Attributes): boolean {
  return Object.keys(data).every(
    (key) => key === "name" || key === "version" || data[key] === attributes[key],
  );
}

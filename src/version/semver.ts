// The pre-release and build parts of a version that follows semver.org 2.0.0. rez has no such
// notion: they are read from the text and take no part in the ordering, which stays rez's.

const number = "(?:0|[1-9][0-9]*)";
const identifier = "(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)";
const grammar = new RegExp(
  `^${number}\\.${number}\\.${number}` +
    `(?:-(${identifier}(?:\\.${identifier})*))?` +
    "(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?$",
);

export interface SemanticParts {
  /** `beta.1` of `2.1.0-beta.1+build.123`, or null. */
  readonly prerelease: string | null;
  /** `build.123` of `2.1.0-beta.1+build.123`, or null. */
  readonly build: string | null;
}

const none: SemanticParts = { prerelease: null, build: null };

/** Both parts are null when `text` is not a semantic version. */
export function semanticParts(text: string): SemanticParts {
  const match = grammar.exec(text);
  if (match === null) return none;
  return { prerelease: match[1] ?? null, build: match[2] ?? null };
}

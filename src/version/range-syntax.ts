// The text of a range → its bounds, not yet merged. Read in one pass over the text.
//
// `|` separates parts. A part is `[operator] [version] [+] [, operator [version]]`, `==[version]` or
// `[version]..[version]`; a version may always be left out and is then the empty one. The odd
// corners (`<4,<3` is `3+<4`; `4,>3` ends at 4 inclusive; a newline at the end of a part does not
// count) are rez's regular expression, alternative by alternative; the vectors pin them.

import { Bound, LowerBound, UpperBound } from "./bound.ts";
import { VersionError } from "./errors.ts";
import { isTokenCode, Version } from "./version.ts";

/** The bounds in the order of the text; empty for the range of all versions. */
export function parseBounds(text: string, invalidBoundError: boolean): Bound[] {
  let bounds: Bound[] = [];
  let isAny = false;
  for (const part of text.split("|")) {
    if (part === "") {
      isAny = true;
      bounds = [];
      continue;
    }
    const pieces = readPart(part);
    if (pieces === null) {
      throw new VersionError(
        `Syntax error in version range '${text}': Syntax error in version range '${part}'`,
      );
    }
    if (isAny) continue;
    try {
      const bound = makeBound(pieces, invalidBoundError);
      if (bound !== null) bounds.push(bound);
    } catch (error) {
      if (!(error instanceof VersionError)) throw error;
      throw new VersionError(`Invalid version range '${text}': ${error.message}`);
    }
  }
  return bounds;
}

/** What a part says, before versions and bounds are made of it. */
type Pieces =
  | { readonly kind: "nothing" }
  | { readonly kind: "prefix"; readonly version: string }
  | { readonly kind: "exact"; readonly version: string }
  | {
      readonly kind: "span";
      /** Null is no bound on that side. */
      readonly lower: Limit | null;
      readonly upper: Limit | null;
    };

interface Limit {
  readonly version: string;
  readonly inclusive: boolean;
}

function makeBound(pieces: Pieces, invalidBoundError: boolean): Bound | null {
  switch (pieces.kind) {
    case "nothing":
      return null;
    case "prefix": {
      const version = Version.parse(pieces.version);
      return new Bound(new LowerBound(version, true), new UpperBound(version.next(), false));
    }
    case "exact": {
      const version = Version.parse(pieces.version);
      return new Bound(new LowerBound(version, true), new UpperBound(version, true));
    }
    case "span": {
      const { lower, upper } = pieces;
      return new Bound(
        lower === null
          ? LowerBound.min
          : new LowerBound(Version.parse(lower.version), lower.inclusive),
        upper === null
          ? UpperBound.inf
          : new UpperBound(Version.parse(upper.version), upper.inclusive),
        invalidBoundError,
      );
    }
  }
}

/** Null if `part` is not in the grammar. */
function readPart(part: string): Pieces | null {
  const end = part.endsWith("\n") ? part.length - 1 : part.length;
  if (part.startsWith("==")) {
    const after = endOfVersion(part, 2);
    return after === end ? { kind: "exact", version: part.slice(2, after) } : null;
  }

  const first = readOperator(part, 0);
  const versionEnd = endOfVersion(part, first.length);
  const version = part.slice(first.length, versionEnd);
  const hasPlus = part[versionEnd] === "+";
  const position = hasPlus ? versionEnd + 1 : versionEnd;
  if (hasPlus && first !== "") return null;
  if (position === end) return readSingle(first, version, hasPlus);

  if (first === "" && !hasPlus && part.startsWith("..", position)) {
    const upperEnd = endOfVersion(part, position + 2);
    if (upperEnd !== end) return null;
    return span({ version, inclusive: true }, part.slice(position + 2, upperEnd), true);
  }
  return readPair(part, end, first, version, position);
}

/** A part of one version: `1`, `1+`, `>1`, `<=1`. */
function readSingle(operator: string, version: string, hasPlus: boolean): Pieces | null {
  switch (operator) {
    case "":
      if (hasPlus) return { kind: "span", lower: { version, inclusive: true }, upper: null };
      return version === "" ? { kind: "nothing" } : { kind: "prefix", version };
    case ">":
    case ">=":
      return { kind: "span", lower: { version, inclusive: operator === ">=" }, upper: null };
    case "<":
      if (version === "") return null;
      return { kind: "span", lower: null, upper: { version, inclusive: false } };
    default:
      return { kind: "span", lower: null, upper: { version, inclusive: true } };
  }
}

/** The rest of a part with two operators: `1+<2`, `>1,<=2`, `<2,>1`. */
function readPair(
  part: string,
  end: number,
  first: string,
  version: string,
  start: number,
): Pieces | null {
  const hasComma = part[start] === ",";
  if (hasComma && version === "") return null;
  const operatorStart = hasComma ? start + 1 : start;
  const second = readOperator(part, operatorStart);
  const secondStart = operatorStart + second.length;
  if (endOfVersion(part, secondStart) !== end) return null;
  const secondVersion = part.slice(secondStart, end);

  const secondIsUpper = second === "<" || second === "<=";
  if (!first.startsWith("<") && secondIsUpper) {
    if (second === "<" && secondVersion === "") return null;
    return span({ version, inclusive: first !== ">" }, secondVersion, second === "<=");
  }

  const descending =
    !first.startsWith(">") &&
    (second.startsWith(">") || (second === "<" && secondVersion !== "")) &&
    hasComma === (version !== "");
  if (!descending) return null;
  return span({ version: secondVersion, inclusive: second !== ">" }, version, first !== "<");
}

function span(lower: Limit, upperVersion: string, upperInclusive: boolean): Pieces {
  return { kind: "span", lower, upper: { version: upperVersion, inclusive: upperInclusive } };
}

function readOperator(text: string, start: number): string {
  const sign = text[start];
  if (sign !== "<" && sign !== ">") return "";
  return text[start + 1] === "=" ? `${sign}=` : sign;
}

/** Where the version that starts at `start` ends: tokens with single dots or hyphens between. */
function endOfVersion(text: string, start: number): number {
  let end = endOfToken(text, start);
  if (end === start) return start;
  for (;;) {
    const separator = text[end];
    if (separator !== "." && separator !== "-") return end;
    const next = endOfToken(text, end + 1);
    if (next === end + 1) return end;
    end = next;
  }
}

function endOfToken(text: string, start: number): number {
  let end = start;
  while (isTokenCode(text.charCodeAt(end))) end++;
  return end;
}

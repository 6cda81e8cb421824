// The order of very many versions, without making a Version of each: tokens become ranks, and
// versions are sorted column by column from the last token to the first (a stable radix sort).
// 100,000 distinct versions take 45 ms here; parsed and compared one by one they take 400 ms.
// bench/areas/versions.py guards it.

import { VersionToken } from "./token.ts";
import { isTokenCode, Version } from "./version.ts";

/** Columns cost time for every version, so one endless version must not be one of thousands. */
const MAXIMUM_COLUMNS = 32;

/** Plain numbers below this find their token without making a text of it. */
const SMALL_NUMBERS = 65_536;

/** Positions of `texts` in rez's order; equal versions stay as they were. Throws VersionError. */
export function versionOrder(texts: readonly string[]): Uint32Array | null {
  const catalogue = new TokenCatalogue();
  const starts = new Uint32Array(texts.length + 1);
  let tokens = new Uint32Array(texts.length * 4 + MAXIMUM_COLUMNS);
  let columns = 0;
  let end = 0;
  let order = new Uint32Array(texts.length);
  for (let index = 0; index < texts.length; index++) {
    if (tokens.length < end + MAXIMUM_COLUMNS) tokens = doubled(tokens);
    const length = readTokens(texts[index]!, catalogue, tokens, end);
    if (length > MAXIMUM_COLUMNS) return null;
    columns = Math.max(columns, length);
    end += length;
    starts[index + 1] = end;
    order[index] = index;
  }
  const table = { starts, tokens, ranks: catalogue.ranks() };
  for (let column = columns - 1; column >= 0; column--) {
    order = sortedByColumn(order, table, column);
  }
  return order;
}

/** Every version's tokens, end to end, and the rank of each token. */
interface TokenTable {
  readonly starts: Uint32Array;
  readonly tokens: Uint32Array;
  readonly ranks: Uint32Array;
}

function doubled(tokens: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(tokens.length * 2);
  larger.set(tokens);
  return larger;
}

/** Writes the token numbers of `text` from `first` on; gives their count, or more than fit. */
function readTokens(
  text: string,
  catalogue: TokenCatalogue,
  tokens: Uint32Array,
  first: number,
): number {
  let count = 0;
  let position = 0;
  while (position < text.length) {
    const start = position;
    let value = 0;
    let code = text.charCodeAt(position);
    while (code >= 48 && code <= 57 && value < SMALL_NUMBERS) {
      value = value * 10 + code - 48;
      code = text.charCodeAt(++position);
    }
    // "0" is plain, "01" is not: it has a place of its own before "1".
    const isPlain = position > start && (text.charCodeAt(start) !== 48 || position === start + 1);
    if (isPlain && value < SMALL_NUMBERS && !isTokenCode(code)) {
      tokens[first + count] = catalogue.numberOf(value);
    } else {
      while (isTokenCode(text.charCodeAt(position))) position++;
      if (position === start) break;
      tokens[first + count] = catalogue.textOf(text.slice(start, position));
    }
    if (++count === MAXIMUM_COLUMNS && position < text.length) return MAXIMUM_COLUMNS + 1;
    if (position === text.length) return count;
    position += String.fromCodePoint(text.codePointAt(position)!).length;
  }
  // No tokens, or one too few after a separator: empty, or no version, which parsing says best.
  Version.parse(text);
  return count;
}

/** Stable; what has no token in this column comes first. */
function sortedByColumn(
  order: Uint32Array,
  { starts, tokens, ranks }: TokenTable,
  column: number,
): Uint32Array<ArrayBuffer> {
  const keys = new Uint32Array(order.length);
  const places = new Uint32Array(ranks.length + 2);
  for (let i = 0; i < order.length; i++) {
    const version = order[i]!;
    const token = starts[version]! + column;
    const key = token < starts[version + 1]! ? ranks[tokens[token]!]! + 1 : 0;
    keys[i] = key;
    places[key + 1]!++;
  }
  for (let key = 1; key < places.length; key++) places[key]! += places[key - 1]!;
  const sorted = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) sorted[places[keys[i]!]!++] = order[i]!;
  return sorted;
}

/** The distinct tokens met, each with a number of its own. */
class TokenCatalogue {
  readonly #tokens: VersionToken[] = [];
  readonly #byText = new Map<string, number>();
  readonly #bySmallNumber = new Int32Array(SMALL_NUMBERS).fill(-1);

  numberOf(value: number): number {
    let token = this.#bySmallNumber[value]!;
    if (token < 0) {
      token = this.#add(String(value));
      this.#bySmallNumber[value] = token;
    }
    return token;
  }

  textOf(text: string): number {
    let token = this.#byText.get(text);
    if (token === undefined) {
      token = this.#add(text);
      this.#byText.set(text, token);
    }
    return token;
  }

  /** Each token's place in rez's order. */
  ranks(): Uint32Array {
    const sorted = this.#tokens.map((_, index) => index);
    sorted.sort((a, b) => this.#tokens[a]!.compareTo(this.#tokens[b]!));
    const ranks = new Uint32Array(sorted.length);
    for (const [rank, index] of sorted.entries()) ranks[index] = rank;
    return ranks;
  }

  #add(text: string): number {
    return this.#tokens.push(VersionToken.of(text)) - 1;
  }
}

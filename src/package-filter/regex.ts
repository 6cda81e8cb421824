// Python's regular expressions as JavaScript's, for the part of them that both understand alike:
// characters, classes, groups, alternatives, repetition and lookahead. Anything else is left to
// Python itself, so that a pattern never matches anything that Python's would not.

/** Matches from a text's start, as `re.match` does; null when only Python can match it. */
export function regexPattern(pattern: string): RegExp | null {
  const source = new Translation(pattern).whole();
  if (source === null) return null;
  try {
    return new RegExp(`^(?:${source})`, "u");
  } catch {
    return null;
  }
}

export function escapedLiteral(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/u.test(character) ? `\\${character}` : character;
}

export function escapedInClass(character: string): string {
  return /[\\\]^[-]/u.test(character) ? `\\${character}` : character;
}

/** Only the end, or what stands before a last line break. */
const DOLLAR = "(?=\\n?(?![^]))";
const END = "(?![^])";
const DIGIT = "\\p{Nd}";
const WORD = "\\p{L}\\p{N}_";
const SPACE = "\\t-\\r\\x1c-\\x1f\\x85\\p{Zs}\\u2028\\u2029";

const CLASS_ESCAPES: { readonly [letter: string]: string } = { d: DIGIT, w: WORD, s: SPACE };
const CONTROL_ESCAPES: { readonly [letter: string]: string } = {
  n: "\\n",
  r: "\\r",
  t: "\\t",
  f: "\\f",
  v: "\\v",
};

class Translation {
  readonly #characters: readonly string[];
  #at = 0;

  constructor(pattern: string) {
    this.#characters = [...pattern];
  }

  whole(): string | null {
    const source = this.#alternatives();
    return source !== null && this.#at === this.#characters.length ? source : null;
  }

  #alternatives(): string | null {
    let source = "";
    while (true) {
      const character = this.#characters[this.#at];
      if (character === undefined || character === ")") return source;
      this.#at++;
      if (character === "|") {
        source += "|";
        continue;
      }
      const item = this.#item(character);
      if (item === null) return null;
      const quantifier = this.#quantifier();
      if (quantifier === null || (quantifier !== "" && !item.isRepeatable)) return null;
      source += item.source + quantifier;
    }
  }

  #item(character: string): { readonly source: string; readonly isRepeatable: boolean } | null {
    switch (character) {
      case "^":
        return { source: "^", isRepeatable: false };
      case "$":
        return { source: DOLLAR, isRepeatable: false };
      case ".":
        return { source: "[^\\n]", isRepeatable: true };
      case "(":
        return this.#group();
      case "[":
        return repeatable(this.#bracket());
      case "\\":
        return this.#escape();
      case "*":
      case "+":
      case "?":
        return null;
      default:
        return repeatable(escapedLiteral(character));
    }
  }

  #group(): { readonly source: string; readonly isRepeatable: boolean } | null {
    let opening = "(?:";
    if (this.#characters[this.#at] === "?") {
      opening = `(?${this.#characters[this.#at + 1] ?? ""}`;
      if (opening !== "(?:" && opening !== "(?=" && opening !== "(?!") return null;
      this.#at += 2;
    }
    const content = this.#alternatives();
    if (content === null || this.#characters[this.#at] !== ")") return null;
    this.#at++;
    return { source: `${opening}${content})`, isRepeatable: opening === "(?:" };
  }

  #escape(): { readonly source: string; readonly isRepeatable: boolean } | null {
    const character = this.#characters[this.#at++];
    if (character === undefined) return null;
    if (character === "A") return { source: "^", isRepeatable: false };
    if (character === "Z") return { source: END, isRepeatable: false };
    const set = CLASS_ESCAPES[character.toLowerCase()];
    if (set !== undefined) {
      return repeatable(`[${character === character.toLowerCase() ? "" : "^"}${set}]`);
    }
    return repeatable(escapedCharacter(character, escapedLiteral));
  }

  #bracket(): string | null {
    let source = "[";
    if (this.#characters[this.#at] === "^") {
      source += "^";
      this.#at++;
    }
    for (let isFirst = true; ; isFirst = false) {
      if (this.#characters[this.#at] === "]" && !isFirst) {
        this.#at++;
        return `${source}]`;
      }
      const low = this.#member();
      if (low === null) return null;
      source += low.source;
      const [dash, next] = this.#characters.slice(this.#at, this.#at + 2);
      if (dash !== "-" || next === "]") continue;
      this.#at++;
      const high = this.#member();
      if (high === null || low.isSet || high.isSet) return null;
      source += `-${high.source}`;
    }
  }

  #member(): { readonly source: string; readonly isSet: boolean } | null {
    const character = this.#characters[this.#at++];
    if (character === undefined) return null;
    if (character !== "\\") return { source: escapedInClass(character), isSet: false };
    const escaped = this.#characters[this.#at++];
    if (escaped === undefined) return null;
    const set = CLASS_ESCAPES[escaped];
    if (set !== undefined) return { source: set, isSet: true };
    const source = escapedCharacter(escaped, escapedInClass);
    return source === null ? null : { source, isSet: false };
  }

  /** "" for none; null for one that is not understood. */
  #quantifier(): string | null {
    const rest = this.#characters.slice(this.#at, this.#at + 24).join("");
    const found = /^(?:[*+?]|\{\d+(?:,\d*)?\}|\{,\d+\})\??/.exec(rest)?.[0];
    if (found === undefined) return rest.startsWith("{") ? null : "";
    this.#at += found.length;
    // Python's possessive quantifiers, or a second quantifier, which Python refuses.
    if (/[*+?{]/.test(this.#characters[this.#at] ?? "")) return null;
    return found.replace("{,", "{0,");
  }
}

function escapedCharacter(
  character: string,
  escaped: (character: string) => string,
): string | null {
  const control = CONTROL_ESCAPES[character];
  if (control !== undefined) return control;
  return /[a-zA-Z0-9]/.test(character) ? null : escaped(character);
}

function repeatable(source: string | null): { source: string; isRepeatable: true } | null {
  return source === null ? null : { source, isRepeatable: true };
}

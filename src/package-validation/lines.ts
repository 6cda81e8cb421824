// Where in a definition file an attribute is set, and in which line of it a text stands. It looks at
// lines, not at syntax: a file may compute what it defines, and a near line helps all the same.

export class DefinitionLines {
  readonly #lines: readonly string[];

  constructor(text: string) {
    this.#lines = text.split(/\r\n?|\n/);
  }

  /** From 1; null where the file does not name the attribute. */
  lineOf(key: string, near?: string, bodyLine?: number): number | null {
    const start = this.#startOf(key);
    if (start === null) return null;
    if (bodyLine !== undefined) return this.#isBlock(start) ? start + bodyLine + 1 : start + 1;
    if (near === undefined) return start + 1;
    const end = this.#endOf(start);
    for (let at = start; at < end; at++) {
      if (this.#lines[at]?.includes(near)) return at + 1;
    }
    return start + 1;
  }

  /** The last place counts: what is assigned again is what the package has. */
  #startOf(key: string): number | null {
    const name = key.replace(/[^\w]/g, "\\$&");
    const set = new RegExp(
      `^(\\s*)(?:def\\s+${name}\\s*\\(|${name}\\s*(?::[^=]*)?=(?!=)|["']?${name}["']?\\s*:|with\\s+scope\\(\\s*["']${name}["'])`,
    );
    let found: number | null = null;
    let margin = Number.POSITIVE_INFINITY;
    for (const [at, line] of this.#lines.entries()) {
      const indentation = set.exec(line)?.[1]?.length;
      if (indentation === undefined || indentation > margin) continue;
      found = at;
      margin = indentation;
    }
    return found;
  }

  #endOf(start: number): number {
    for (let at = start + 1; at < this.#lines.length; at++) {
      if (/^[A-Za-z_@"']/.test(this.#lines[at] ?? "")) return at;
    }
    return this.#lines.length;
  }

  /** A function, or a YAML text of several lines: what belongs to it begins in the next line, unless
   * a function is in one. */
  #isBlock(start: number): boolean {
    return /^\s*def\s(?![^#]*\)[^#]*:\s*[^\s#])|:\s*[|>][-+\d]*\s*$|"""\\?\s*$|'''\\?\s*$/.test(
      this.#lines[start] ?? "",
    );
  }
}

// A string made of expandable and literal parts, as `literal("a").expandable("${B}")` builds it.
// Expandable parts are formatted, expanded and double-quoted; literal parts are left alone.

/** What a rex command carries as text: a plain string counts as expandable. */
export type RexText = string | EscapedString;

interface Part {
  readonly literal: boolean;
  readonly text: string;
}

export class EscapedString {
  /** Replaced, never edited: copies may share it. */
  parts: readonly Part[];

  constructor(parts: readonly Part[]) {
    this.parts = parts;
  }

  static literal(text: string): EscapedString {
    return new EscapedString([{ literal: true, text }]);
  }

  static expandable(text: string): EscapedString {
    return new EscapedString([{ literal: false, text }]);
  }

  static promote(value: RexText): EscapedString {
    return typeof value === "string" ? EscapedString.expandable(value) : value;
  }

  /** Neighbouring parts of one kind become one part, so that they are quoted as one. */
  static join(separator: string, values: readonly RexText[]): EscapedString {
    const parts: Part[] = [];
    values.forEach((value, index) => {
      if (index > 0) add(parts, { literal: false, text: separator });
      if (typeof value === "string") add(parts, { literal: false, text: value });
      else if (index === 0) parts.push(...value.parts);
      else for (const part of value.parts) add(parts, part);
    });
    return parts.length > 0 ? new EscapedString(parts) : EscapedString.expandable("");
  }

  /** Adds in place, as rez does: `text.literal("b")` changes `text` and returns it. */
  append(text: string, literal: boolean): this {
    const parts = [...this.parts];
    add(parts, { literal, text });
    this.parts = parts;
    return this;
  }

  formatted(format: (text: string) => string): EscapedString {
    return new EscapedString(
      this.parts.map((part) => (part.literal ? part : { literal: false, text: format(part.text) })),
    );
  }

  lines(): EscapedString[] {
    const lines: EscapedString[] = [];
    let current: Part[] = [];
    for (const part of this.parts) {
      const texts = part.text.split("\n");
      texts.forEach((text, index) => {
        add(current, { literal: part.literal, text });
        if (index < texts.length - 1) {
          lines.push(new EscapedString(current));
          current = [];
        }
      });
    }
    if (current.length > 0) lines.push(new EscapedString(current));
    return lines;
  }

  equals(other: RexText): boolean {
    if (typeof other === "string") return this.toString() === other;
    return (
      other.parts.length === this.parts.length &&
      other.parts.every((part, index) => {
        const mine = this.parts[index];
        return mine?.literal === part.literal && mine.text === part.text;
      })
    );
  }

  toString(): string {
    const { parts } = this;
    return parts.length === 1 ? parts[0]!.text : parts.map((part) => part.text).join("");
  }
}

/** What rez did not format: it was no string, or has fields that are not. It is played as any text. */
export class UnformattedText extends EscapedString {
  constructor(text: string) {
    super([{ literal: false, text }]);
  }
}

function add(parts: Part[], part: Part): void {
  const last = parts.at(-1);
  if (last !== undefined && last.literal === part.literal) {
    parts[parts.length - 1] = { literal: part.literal, text: last.text + part.text };
  } else parts.push(part);
}

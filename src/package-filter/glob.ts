// Python's `fnmatch` patterns as regular expressions. A bracket whose meaning differs between
// Pythons (several dashes, a range turned round) is left to Python itself.

import { escapedInClass, escapedLiteral } from "./regex.ts";

const ANYTHING = "[^]";

/** Matches whole texts; null when only Python can tell what the pattern means. */
export function globPattern(glob: string): RegExp | null {
  const characters = [...glob];
  let source = "";
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i]!;
    if (character === "*") source += `${ANYTHING}*`;
    else if (character === "?") source += ANYTHING;
    else if (character === "[") {
      const end = endOfBracket(characters, i + 1);
      if (end < 0) source += "\\[";
      else {
        const bracket = bracketPattern(characters.slice(i + 1, end));
        if (bracket === null) return null;
        source += bracket;
        i = end;
      }
    } else source += escapedLiteral(character);
  }
  return new RegExp(`^${source}$`, "u");
}

/** A bracket that directly follows the opening one, or its "!", does not close. */
function endOfBracket(characters: readonly string[], start: number): number {
  const first = start + (characters[start] === "!" ? 1 : 0);
  return characters.indexOf("]", first + (characters[first] === "]" ? 1 : 0));
}

function bracketPattern(content: readonly string[]): string | null {
  const isNegated = content[0] === "!";
  const items = isNegated ? content.slice(1) : content;
  let source = "";
  for (let i = 0; i < items.length; i++) {
    const isEdge = i === 0 || i === items.length - 1;
    if (items[i] === "-" && !isEdge) return null;
    source += escapedInClass(items[i]!);
    if (items[i + 1] !== "-" || i + 2 >= items.length) continue;
    if (items[i] === "-" || items[i + 2] === "-") return null;
    if (items[i]!.codePointAt(0)! > items[i + 2]!.codePointAt(0)!) return null;
    source += `-${escapedInClass(items[i + 2]!)}`;
    i += 2;
  }
  return `[${isNegated ? "^" : ""}${source}]`;
}

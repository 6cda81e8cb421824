// Quoting of words, as Python's shlex.quote and rez's Shell.join do it.

const UNSAFE_TO_QUOTE = /[^\w@%+=:,./-]/;

/** One word for a shell, in single quotes where needed. */
export function quote(text: string): string {
  if (text === "") return "''";
  return UNSAFE_TO_QUOTE.test(text) ? `'${text.replaceAll("'", `'"'"'`)}'` : text;
}

/** In single quotes always: what a literal string becomes in a script. */
export function singleQuoted(text: string): string {
  const quoted = quote(text);
  return quoted.startsWith("'") ? quoted : `'${quoted}'`;
}

/** Double quotes, in which the shell still expands "$X": what an expandable string becomes. */
export function doubleQuoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

export function percentDoubled(text: string): string {
  return text.replaceAll("%", "%%");
}

/**
 * A list of arguments as a command line. Double quotes, so that `echo "hey $FOO"` expands $FOO in
 * the new environment, which is what people mean by `rez-env … -- echo 'hey $FOO'`.
 */
export function joinArguments(words: readonly string[]): string {
  return joinWords(
    words,
    (word) => `"${word.replaceAll("`", "\\`").replaceAll('"', () => `"'"'"`)}"`,
  );
}

/** Words that need no quotes as they are, the others as `quoted` says. */
export function joinWords(words: readonly string[], quoted: (word: string) => string): string {
  // rez holds "`" for safe, and letters of any script: made here, it costs no start of the engine.
  const unsafe = /[^\p{L}\p{N}_@%+=`:,./-]/u;
  return words
    .map((word) => (word === "" ? "''" : unsafe.test(word) ? quoted(word) : word))
    .join(" ");
}

// "$VAR", "${VAR}" and "~": what the manager replaces in expandable text, as rez and posixpath do.
// Unknown variables and users stay as they are written.

export type Environ = ReadonlyMap<string, string>;

/** Home folders: `homeOf("")` is the caller's own, `null` when there is no such user. */
export interface Homes {
  homeOf(user: string): string | null;
}

const VARIABLE = /\$([\p{L}\p{N}_]+|\{[^}]*\})/gu;

/** Replaced text is not looked at again, so a value that holds "$X" keeps it. */
export function expandVariables(text: string, environ: Environ): string {
  if (!text.includes("$")) return text;
  return text.replace(VARIABLE, (match, reference: string) => {
    const name = reference.startsWith("{") ? reference.slice(1, -1) : reference;
    return environ.get(name) ?? match;
  });
}

export function expandUser(text: string, homes: Homes): string {
  if (!text.startsWith("~")) return text;
  const slash = text.indexOf("/", 1);
  const end = slash < 0 ? text.length : slash;
  const home = homes.homeOf(text.slice(1, end));
  if (home === null) return text;
  return home.replace(/\/+$/, "") + text.slice(end) || "/";
}

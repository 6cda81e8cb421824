// What a reviewer would say of a package: an error keeps it, or one of its variants, from being
// used; a warning is something that its author hardly meant.

export interface Finding {
  readonly severity: "error" | "warning";
  readonly message: string;
  /** The attribute it is about. */
  readonly key: string | null;
  /** What to look for in the text of the attribute, to tell the line. */
  readonly near?: string;
  /** The line of a function's body, from 1. */
  readonly bodyLine?: number;
}

export function error(key: string | null, message: string, near?: string): Finding {
  return { severity: "error", key, message, ...(near === undefined ? {} : { near }) };
}

export function warning(key: string | null, message: string, near?: string): Finding {
  return { severity: "warning", key, message, ...(near === undefined ? {} : { near }) };
}

// What SQLite's errors mean here, by its result codes.

const BUSY = 5;
const LOCKED = 6;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

/** Another process holds the file; it will let go. */
export function isBusy(error: unknown): boolean {
  const code = codeOf(error);
  return code === BUSY || code === LOCKED;
}

/** The file's content is not what SQLite wrote. */
export function isDamaged(error: unknown): boolean {
  const code = codeOf(error);
  return code === CORRUPT || code === NOT_A_DATABASE;
}

export function isOfSqlite(error: unknown): boolean {
  return codeOf(error) !== 0;
}

/** The upper bytes say more, and more than is needed. */
function codeOf(error: unknown): number {
  return Number((error as { readonly errcode?: unknown } | null)?.errcode ?? 0) & 0xff;
}

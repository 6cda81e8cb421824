// A short cut for the files that are nothing but `name = literal`: most installed packages without
// commands are. placeholder
import type { PyValue } from "./values.ts";

export function evaluateLiterals(_source: string): Map<string, PyValue> | null {
  return null;
}

// Suites that are visible: those whose folder of tools is on the calling process's PATH.

import { dirname, join } from "node:path";
import type { Look } from "../rex/look.ts";

/** Their folders in PATH's order; rez's `Suite.visible_suite_paths`. */
export function visibleSuites(path: string | undefined, look: Look): readonly string[] {
  const separator = process.platform === "win32" ? ";" : ":";
  const suites: string[] = [];
  for (const tools of (path ?? "").split(separator)) {
    if (tools === "" || !tools.startsWith("/")) continue;
    const suite = dirname(tools);
    if (!look(join(suite, "suite.yaml"))?.isFile()) continue;
    if (look(tools)?.isDirectory()) suites.push(suite);
  }
  return suites;
}

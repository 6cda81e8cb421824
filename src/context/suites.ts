// Suites that are visible: those whose folder of tools is on the calling process's PATH.

import { dirname, resolve } from "node:path";
import type { Look } from "../rex/look.ts";

/** Their folders in PATH's order; rez's `Suite.visible_suite_paths`. */
export function visibleSuites(
  path: string | undefined,
  directory: string,
  look: Look,
): readonly string[] {
  const separator = process.platform === "win32" ? ";" : ":";
  const suites: string[] = [];
  for (const tools of (path ?? "").split(separator)) {
    if (tools === "") continue;
    // Python takes a folder that is written with a slash at its end to be in itself.
    const suite = tools.endsWith("/") ? tools.slice(0, -1) : dirname(tools);
    if (!look(resolve(directory, suite, "suite.yaml"))?.isFile()) continue;
    if (look(resolve(directory, tools))?.isDirectory()) suites.push(suite);
  }
  return suites;
}

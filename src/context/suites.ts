// Suites that are visible: those whose folder of tools is on the calling process's PATH.

import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { identityOf } from "../repository/identity.ts";
import type { Basis } from "./basis.ts";

/** Their folders in PATH's order; rez's `Suite.visible_suite_paths`. */
export function visibleSuites(path: string | undefined, basis: Basis): readonly string[] {
  const separator = process.platform === "win32" ? ";" : ":";
  const suites: string[] = [];
  for (const tools of (path ?? "").split(separator)) {
    if (tools === "" || !tools.startsWith("/")) continue;
    const suite = dirname(tools);
    const file = join(suite, "suite.yaml");
    const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
    basis.saw(file, stats === undefined ? null : identityOf(file, stats));
    if (!stats?.isFile()) continue;
    if (statSync(tools, { throwIfNoEntry: false })?.isDirectory()) suites.push(suite);
  }
  return suites;
}

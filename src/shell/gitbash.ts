// Git Bash: bash on Windows, to which paths are POSIX paths.

import { BashShell, bash, bashStartup } from "./bash.ts";
import type { ShellOptions, UnixProgram } from "./shell.ts";
import { planUnixSpawn } from "./spawn-unix.ts";
import { rcfileCapabilities } from "./warnings.ts";
import { posixPath, withoutDrives } from "./windows-paths.ts";

class GitBashShell extends BashShell {
  override readonly pathSeparator = ":";

  override normalizePath(path: string): string {
    return posixPath(path, this.options.environ);
  }

  // Drives first: their colons would part paths.
  protected override normalizePaths(text: string): string {
    return withoutDrives(text)
      .split(this.pathSeparator)
      .map((path) => this.normalizePath(path))
      .join(this.pathSeparator);
  }
}

export const gitbash: UnixProgram = {
  ...bash,
  name: "gitbash",
  create: (options: ShellOptions) => new GitBashShell(options),
  startupCapabilities: (options) => rcfileCapabilities("gitbash", options),
  startupSequence: (options, surroundings) => bashStartup("gitbash", options, surroundings),
  planSpawn: (request) => planUnixSpawn(gitbash, request),
};

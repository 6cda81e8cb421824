// Git, run so that it asks nobody, runs nothing that a repository brings, and ends when it is told
// to. A password is given to it in its environment, by a credential helper that answers for that
// one host: it is in no argument, no file and no message.

import { RezError } from "../errors.ts";
import type { Control } from "../slices.ts";
import type { Credentials, GitSource } from "./source.ts";

export interface GitOptions {
  /** The user's environment. */
  readonly environ: Readonly<Record<string, string>>;
  readonly control: Control;
  /** When to give up, in the time of `performance.now()`. */
  readonly deadline: number;
}

export type Environ = Readonly<Record<string, string>>;

/** What of git's own variables is the user's way to the network; all others belong to whoever runs
 * us, such as a hook that names its repository. */
const KEPT =
  /^GIT_(?:SSH|SSH_COMMAND|SSH_VARIANT|SSL_.*|HTTP_.*|PROXY_.*|EXEC_PATH|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+))$/;

/** Settings that hold whatever the user's or the system's configuration says. */
const SETTINGS = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.protectHFS=true",
  "core.protectNTFS=true",
  "protocol.ext.allow=never",
  "submodule.recurse=false",
  "fetch.recurseSubmodules=false",
  "init.defaultBranch=main",
  "advice.detachedHead=false",
  "gc.auto=0",
  "maintenance.auto=false",
];

const HELPER =
  "!f() { test \"$1\" = get && printf 'username=%s\\npassword=%s\\n' " +
  '"$REZ_NEXT_GIT_USERNAME" "$REZ_NEXT_GIT_PASSWORD"; }; f';

const POLL_MILLISECONDS = 20;
const KEPT_OUTPUT = 64 * 1024;

export class Git {
  readonly #source: GitSource;
  readonly #options: GitOptions;
  readonly #environ: Environ;
  readonly #settings: readonly string[];

  constructor(source: GitSource, options: GitOptions, sshCommand: string | null) {
    this.#source = source;
    this.#options = options;
    this.#environ = environFor(source, options.environ, sshCommand);
    this.#settings = [...SETTINGS, ...credentialSettings(source)];
  }

  /** What the command prints. Throws a `PackageRepositoryError` with git's own words. */
  async run(folder: string, ...args: readonly string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await this.attempt(folder, ...args);
    if (exitCode === 0) return stdout;
    throw this.failure(stderr.trim() || `git ended with exit code ${exitCode}`);
  }

  /** The same, whatever comes of it. */
  async attempt(folder: string, ...args: readonly string[]): Promise<Outcome> {
    const settings = this.#settings.flatMap((setting) => ["-c", setting]);
    try {
      return await runGit([...settings, ...args], folder, this.#environ, this.#options, (text) =>
        this.#reportProgress(text),
      );
    } catch (error) {
      if (!(error instanceof OutOfTime)) throw error;
      throw this.failure("git took longer than the time-out allows");
    }
  }

  failure(reason: string): RezError {
    const { url, ref } = this.#source;
    const what = ref === null ? url : `${url}#${ref}`;
    return new RezError(
      "PackageRepositoryError",
      `Cannot read the git repository ${what}: ${this.#withoutSecrets(telling(reason))}`,
      { url, ref },
    );
  }

  #withoutSecrets(text: string): string {
    const { credentials } = this.#source;
    let clean = text.replace(/(:\/\/)[^/@\s]+@/g, "$1***@");
    for (const secret of [credentials?.password, credentials?.username]) {
      if (!secret) continue;
      clean = clean.replaceAll(secret, "***").replaceAll(encodeURIComponent(secret), "***");
    }
    return clean;
  }

  #reportProgress(text: string): void {
    const [, title, done, total] =
      [...text.matchAll(/([A-Z][a-z ]+):\s+\d+% \((\d+)\/(\d+)\)/g)].at(-1) ?? [];
    if (title === undefined) return;
    this.#options.control.report({
      title: `${this.#source.name}: ${title.toLowerCase()}`,
      done: Number(done),
      total: Number(total),
    });
  }
}

/** What the user's configuration says of ssh, and which protocols it forbids. */
export async function userConfiguration(options: GitOptions): Promise<ReadonlyMap<string, string>> {
  const args = ["config", "--null", "--get-regexp", "^(protocol[.].*|core[.]sshcommand)$"];
  const { stdout } = await runGit(args, "/", baseEnviron(options.environ), options, () => {});
  const entries = stdout
    .split("\0")
    .filter(Boolean)
    .map((entry) => {
      const at = entry.indexOf("\n");
      return (at < 0 ? [entry, ""] : [entry.slice(0, at), entry.slice(at + 1)]) as [string, string];
    });
  return new Map(entries);
}

class OutOfTime extends RezError {
  constructor() {
    super("PackageRepositoryError", "git took longer than the time-out allows");
  }
}

export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function runGit(
  args: readonly string[],
  folder: string,
  environ: Environ,
  { control, deadline }: GitOptions,
  onProgress: (text: string) => void,
): Promise<Outcome> {
  const { execa } = await import("execa");
  // A session of its own: no terminal to ask at, and one number for all that git starts.
  const detached = process.platform !== "win32";
  const child = execa("git", args, {
    cwd: folder,
    env: environ,
    extendEnv: false,
    stdin: "ignore",
    reject: false,
    buffer: false,
    detached,
    windowsHide: true,
  });
  const stop = () => {
    if (child.pid === undefined) return;
    try {
      if (detached) process.kill(-child.pid, "SIGKILL");
      else child.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (data) => {
    output.stdout = (output.stdout + String(data)).slice(-KEPT_OUTPUT);
  });
  child.stderr.on("data", (data) => {
    output.stderr = (output.stderr + String(data)).slice(-KEPT_OUTPUT);
    onProgress(String(data));
  });
  let ended = false;
  const end = child.finally(() => {
    ended = true;
  });
  process.once("exit", stop);
  try {
    while (!ended) {
      await Promise.race([end, new Promise((done) => setTimeout(done, POLL_MILLISECONDS))]);
      await control.pause();
      if (!ended && performance.now() > deadline) {
        throw new OutOfTime();
      }
    }
    const { exitCode, code } = (await end) as { exitCode?: number; code?: string };
    if (code === "ENOENT") {
      throw new RezError(
        "PackageRepositoryError",
        "Repositories at git URLs need git, and there is no 'git' on PATH",
      );
    }
    return { exitCode: exitCode ?? -1, ...output };
  } finally {
    process.removeListener("exit", stop);
    if (!ended) {
      stop();
      await end;
    }
  }
}

function environFor(source: GitSource, environ: Environ, sshCommand: string | null): Environ {
  const { credentials, protocol } = source;
  return {
    ...baseEnviron(environ),
    // A web server may answer with another address, of another kind.
    GIT_ALLOW_PROTOCOL: protocol === "http" ? "http:https" : protocol,
    ...(protocol === "ssh" ? sshEnviron(environ, sshCommand) : {}),
    ...(credentials === null ? {} : secrets(credentials)),
  };
}

function baseEnviron(environ: Environ): Environ {
  const kept = Object.entries(environ).filter(([name]) => !/^GIT_/i.test(name) || KEPT.test(name));
  return {
    ...Object.fromEntries(kept),
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_ASKPASS: "",
    SSH_ASKPASS: "",
    SSH_ASKPASS_REQUIRE: "never",
    GCM_INTERACTIVE: "never",
    GIT_LFS_SKIP_SMUDGE: "1",
    GIT_ADVICE: "0",
  };
}

/** ssh asks nobody; a program that the user set in its place is left to do as it does. */
function sshEnviron(environ: Environ, sshCommand: string | null): Environ {
  if (environ.GIT_SSH && !environ.GIT_SSH_COMMAND) return {};
  const command = environ.GIT_SSH_COMMAND || sshCommand || "ssh";
  return { GIT_SSH_COMMAND: `${command} -o BatchMode=yes` };
}

function secrets({ username, password }: Credentials): Environ {
  return { REZ_NEXT_GIT_USERNAME: username, REZ_NEXT_GIT_PASSWORD: password };
}

/** The user's own helpers are left out: they would keep what this URL brought. */
function credentialSettings({ url, credentials }: GitSource): readonly string[] {
  if (credentials === null) return [];
  const { protocol, host } = new URL(url);
  return ["credential.helper=", `credential.${protocol}//${host}.helper=${HELPER}`];
}

/** The lines of git's output that say what went wrong. */
function telling(output: string): string {
  const lines = output.split(/[\r\n]+/).filter((line) => line.trim() !== "");
  const errors = lines.filter((line) => /^(?:fatal|error|remote|ssh|Host key|.*denied)/.test(line));
  return (errors.length > 0 ? errors : lines).slice(-3).join("; ") || output;
}

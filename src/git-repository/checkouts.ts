// The user's copies of git repositories. Each commit has a folder of its own, complete from the
// moment it has its name and never changed after, so a resolve that found packages in one keeps
// finding the same; a small file says which commit a branch, tag or default was when last asked.

import { createHash, randomBytes } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { RezError } from "../errors.ts";
import { makeFolder } from "../folders.ts";
import { Git, type GitOptions, userConfiguration } from "./git.ts";
import { checkAllowed, type GitSource } from "./source.ts";

export interface Checkout {
  /** The folder that holds the files of the commit. */
  readonly location: string;
  readonly commit: string;
}

export interface CheckoutOptions extends GitOptions {
  /** The folder of all copies. */
  readonly folder: string;
  /** Protocols that a setting allows; null is all. */
  readonly allowed: readonly string[] | null;
  /** Asks the remote even when there is a copy. */
  readonly refresh: boolean;
}

/** What a killed process left is removed by a later one, when none can be at work on it any more. */
const ABANDONED_MILLISECONDS = 86_400_000;

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** The copy of what the source names, made or brought up to date where that is asked for. */
export async function checkout(source: GitSource, options: CheckoutOptions): Promise<Checkout> {
  checkAllowed(source.protocol, options.allowed);
  makeOwnFolder(options.folder);
  const folder = folderOf(source, options.folder);
  const known = await knownCheckout(source, folder);
  if (known !== null && (!options.refresh || known.commit === source.ref)) return known;

  const git = await gitFor(source, options);
  await removeAbandoned(options.folder);
  const remote = await remoteRef(git, source, options.folder);
  if (remote !== null) {
    const there = checkoutOf(folder, remote.commit);
    if (await isFolder(there.location)) return remember(source, options.folder, there);
  }
  const made = await clone(git, source, options.folder, remote?.name ?? null);
  return remember(source, options.folder, made);
}

/** Removes all copies of a repository. */
export async function removeCheckouts(source: GitSource, folder: string): Promise<void> {
  const own = folderOf(source, folder);
  const away = join(folder, stagingName());
  try {
    await rename(own, away);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  await rm(away, { recursive: true, force: true });
}

async function gitFor(source: GitSource, options: CheckoutOptions): Promise<Git> {
  const configuration = await userConfiguration(options);
  const { protocol } = source;
  const own = options.environ.GIT_ALLOW_PROTOCOL;
  if (own !== undefined) checkAllowed(protocol, own.split(":"));
  const allow =
    configuration.get(`protocol.${protocol}.allow`) ?? configuration.get("protocol.allow");
  if (allow === "never") checkAllowed(protocol, []);
  return new Git(source, options, configuration.get("core.sshcommand") ?? null);
}

/** The name and commit that the remote has for the source; null for a commit. */
async function remoteRef(
  git: Git,
  { url, ref }: GitSource,
  folder: string,
): Promise<{ readonly name: string; readonly commit: string } | null> {
  const names = ref === null ? ["HEAD"] : [`refs/tags/${ref}`, `refs/heads/${ref}`];
  const peeled = names.flatMap((name) => [name, `${name}^{}`]);
  const output = await git.run(folder, "ls-remote", "--quiet", "--", url, ...peeled);
  const found = new Map(
    output.split("\n").map((line) => line.split("\t").reverse() as [string, string]),
  );
  for (const name of names) {
    const commit = found.get(`${name}^{}`) ?? found.get(name);
    if (commit !== undefined && COMMIT.test(commit)) return { name, commit };
  }
  if (ref !== null && /^[0-9a-f]{7,64}$/.test(ref)) return null;
  throw git.failure(
    ref === null ? "it has no commits" : `it has no branch, tag or commit '${ref}'`,
  );
}

/** Made aside, and given its name when it is whole: nothing of a repository is there before. */
async function clone(
  git: Git,
  source: GitSource,
  copies: string,
  name: string | null,
): Promise<Checkout> {
  const staging = join(copies, stagingName());
  await mkdir(staging, { mode: 0o700 });
  try {
    await git.run(staging, "init", "--quiet", "--template=");
    const start = name === null ? await fetchCommit(git, source, staging) : "FETCH_HEAD";
    if (name !== null) await fetchShallow(git, source, staging, name);
    const found = await git.run(staging, "rev-parse", "--verify", "--quiet", `${start}^{commit}`);
    const commit = found.trim();
    await git.run(staging, "checkout", "--quiet", "--force", "--detach", commit);
    // Its work is done. What has no .git is nobody's work tree, with no settings and no hooks.
    await rm(join(staging, ".git"), { recursive: true, force: true });
    const made = checkoutOf(folderOf(source, copies), commit);
    await giveName(staging, made.location);
    return made;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

function fetchShallow(git: Git, { url }: GitSource, staging: string, name: string) {
  return git.run(staging, ...FETCH, "--depth=1", "--", url, name);
}

const FETCH = ["fetch", "--progress", "--no-tags", "--no-recurse-submodules"] as const;

/** A server may refuse to give a single commit, and a short one it cannot find: then its history. */
async function fetchCommit(git: Git, source: GitSource, staging: string): Promise<string> {
  const ref = source.ref as string;
  if (COMMIT.test(ref)) {
    const args = [...FETCH, "--depth=1", "--", source.url, ref];
    if ((await git.attempt(staging, ...args)).exitCode === 0) return ref;
  }
  const all = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"];
  await git.run(staging, ...FETCH, "--update-head-ok", "--", source.url, ...all);
  const found = await git.attempt(staging, "rev-parse", "--verify", "--quiet", `${ref}^{commit}`);
  if (found.exitCode === 0) return found.stdout.trim();
  throw git.failure(`it has no branch, tag or commit '${ref}'`);
}

async function giveName(staging: string, location: string): Promise<void> {
  await mkdir(dirname(location), { recursive: true });
  try {
    await rename(staging, location);
  } catch (error) {
    // Another process was quicker: the same commit has the same files.
    if (!(await isFolder(location))) throw error;
  }
}

async function knownCheckout(source: GitSource, folder: string): Promise<Checkout | null> {
  try {
    const { commit } = JSON.parse(readFileSync(headFile(source, folder), "utf8"));
    if (typeof commit !== "string" || !COMMIT.test(commit)) return null;
    const known = checkoutOf(folder, commit);
    return (await isFolder(known.location)) ? known : null;
  } catch {
    return null;
  }
}

async function remember(source: GitSource, copies: string, made: Checkout): Promise<Checkout> {
  const { url, ref } = source;
  const file = headFile(source, folderOf(source, copies));
  const aside = join(copies, `${stagingName()}.json`);
  await writeFile(aside, JSON.stringify({ url, ref, commit: made.commit }));
  await rename(aside, file);
  return made;
}

async function removeAbandoned(copies: string): Promise<void> {
  const limit = Date.now() - ABANDONED_MILLISECONDS;
  for (const name of await readdir(copies)) {
    if (!name.startsWith(".new-")) continue;
    const path = join(copies, name);
    const status = await stat(path).catch(() => null);
    if (status && status.mtimeMs < limit) await rm(path, { recursive: true, force: true });
  }
}

function checkoutOf(folder: string, commit: string): Checkout {
  return { location: join(folder, "commits", commit), commit };
}

/** The name is for people; the hash tells repositories of one name apart. */
function folderOf({ url, name }: GitSource, folder: string): string {
  const readable = name
    .replace(/[^A-Za-z0-9_.-]/g, "_")
    .replace(/^\.+/, "")
    .slice(0, 40);
  return join(folder, `${readable}-${hash(url)}`);
}

function headFile({ ref }: GitSource, folder: string): string {
  return join(folder, `head-${hash(ref ?? "")}.json`);
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 20);
}

function stagingName(): string {
  return `.new-${process.pid}-${randomBytes(6).toString("hex")}`;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}

/** Whoever can write there decides what code packages run. */
function makeOwnFolder(folder: string): void {
  makeFolder(folder);
  const { uid, mode } = statSync(folder);
  if (process.getuid === undefined) return;
  const isOwn = uid === process.getuid() && (mode & 0o022) === 0;
  if (isOwn) return;
  throw new RezError(
    "PackageRepositoryError",
    `The folder for copies of git repositories, ${folder}, is one that others may write to`,
  );
}

// What a user names as a git repository, checked before git sees it: a URL can make git run programs
// (`ext::`, an option in place of a host), and it can hold a password, which from here on lives apart
// from the URL that is shown, kept and handed to git.

import { RezError } from "../errors.ts";

export interface GitSource {
  /** Without credentials. */
  readonly url: string;
  readonly protocol: GitProtocol;
  /** The last part of the path, for people. */
  readonly name: string;
  /** A branch, tag or commit; null is the remote's default branch. */
  readonly ref: string | null;
  readonly credentials: Credentials | null;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export type GitProtocol = "https" | "http" | "ssh" | "file";

const PROTOCOLS: readonly GitProtocol[] = ["https", "http", "ssh", "file"];

/** Git's short form of an ssh URL. A host has two characters at least: `C:\` is a drive. */
const SCP = /^(?:([^\s@:/\\]+)@)?([^\s@:/\\]{2,}):(?!\/\/)(.+)$/;

/** True for what is meant as a git URL; a path otherwise. */
export function isGitUrl(text: string): boolean {
  return /^[A-Za-z][\w+.-]*:(?:\/\/|:)/.test(text) || text.startsWith("-") || SCP.test(text);
}

/** Throws a `PackageRepositoryError` for what could make git do more than read a repository. */
export function parseGitSource(text: string, ref: string | null): GitSource {
  const at = text.lastIndexOf("#");
  const ownRef = at < 0 ? null : text.slice(at + 1);
  if (ownRef !== null && ref !== null && ownRef !== ref) {
    throw refused(`two references are asked for, '${ownRef}' and '${ref}'`);
  }
  const chosen = ref ?? ownRef;
  if (chosen !== null) checkRef(chosen);
  const address = at < 0 ? text : text.slice(0, at);
  const isFile = /^file:\/\//i.test(address);
  if (/\p{Cc}/u.test(address) || (address.includes(" ") && !isFile)) {
    throw refused("a git URL has no spaces and no control characters");
  }
  if (address.startsWith("-")) throw refused("a git URL does not begin with '-'");
  const helper = /^([A-Za-z][\w+.-]*)::/.exec(address);
  if (helper) throw refused(`'${helper[1]}::' names a program that git would run`);
  const parsed = address.includes("://") ? fromUrl(address) : fromScp(address);
  return { ...parsed, ref: chosen, name: nameOf(parsed.url) };
}

/** The protocols that a setting allows, of those that are known; null allows all. */
export function checkAllowed(protocol: GitProtocol, allowed: readonly string[] | null): void {
  if (allowed === null || allowed.includes(protocol)) return;
  throw refused(
    `URLs of '${protocol}' are not allowed by the settings, only ${allowed.join(", ") || "none"}`,
  );
}

type Address = Omit<GitSource, "ref" | "name">;

function fromUrl(text: string): Address {
  const scheme = text.slice(0, text.indexOf("://")).toLowerCase();
  const protocol = PROTOCOLS.find((known) => known === scheme);
  if (!protocol) {
    throw refused(`git URLs begin with ${PROTOCOLS.join("://, ")}://, not with '${scheme}://'`);
  }
  if (protocol === "file") return fromFile(text);
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw refused("the git URL cannot be read");
  }
  // Some hosts take a password there; nothing else has a use for it.
  if (url.search !== "") throw refused("a git URL has no '?'");
  const host = url.hostname;
  if (host === "" || /^-|%/.test(host)) throw refused("the git URL has no host");
  if (url.pathname === "" || url.pathname === "/") throw refused("the git URL has no path");
  const username = decoded(url.username);
  const password = decoded(url.password);
  const path = url.pathname.replace(/\/+$/, "");
  const place = `${host}${url.port === "" ? "" : `:${url.port}`}${path}`;
  if (protocol === "ssh") {
    if (password !== "") throw refused("ssh takes no password from a URL");
    checkUser(username);
    const user = username === "" ? "" : `${username}@`;
    return { url: `ssh://${user}${place}`, protocol, credentials: null };
  }
  const credentials = username === "" && password === "" ? null : { username, password };
  return { url: `${protocol}://${place}`, protocol, credentials };
}

function fromFile(text: string): Address {
  const path = text.slice("file://".length).replace(/^localhost(?=\/)/, "");
  if (!path.startsWith("/")) throw refused("a file URL has an absolute path and no host");
  return { url: `file://${path.replace(/(?<=.)\/+$/, "")}`, protocol: "file", credentials: null };
}

function fromScp(text: string): Address {
  const [, user = "", host = "", path = ""] = SCP.exec(text) ?? [];
  if (user === "" && PROTOCOLS.some((known) => known === host.toLowerCase())) {
    throw refused(`in a git URL '//' follows '${host}:'`);
  }
  if (host === "" || host.startsWith("-") || path.startsWith("-")) {
    throw refused("the git URL has no host");
  }
  checkUser(user);
  return { url: text.replace(/\/+$/, ""), protocol: "ssh", credentials: null };
}

function checkUser(user: string): void {
  if (user.startsWith("-") || /[\0-\x20\x7f:@/\\'"`$;&|<>()]/.test(user)) {
    throw refused("the git URL has no proper user name");
  }
}

/** Git's own rules for names, and nothing that could be read as an option or a pair of names. */
function checkRef(ref: string): void {
  const isName =
    /^[^-+/.@\0-\x20\x7f~^:?*[\\][^\0-\x20\x7f~^:?*[\\]*$/.test(ref) &&
    !/\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)|[/.]$/.test(ref);
  if (!isName) throw refused(`'${ref.replace(/\p{Cc}/gu, "?")}' names no branch, tag or commit`);
}

function nameOf(url: string): string {
  const last = url.split(/[/:]/).filter(Boolean).at(-1) ?? "";
  return last.replace(/\.git$/, "") || "repository";
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function refused(reason: string): RezError {
  return new RezError("PackageRepositoryError", `Not a repository that can be used: ${reason}`);
}

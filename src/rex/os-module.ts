// What commands() most often imports: `os`, with `os.path` and a look at `os.environ`. Functions of
// paths are posixpath's; whatever else the module has is left to the Python process.

import { decline } from "../python-source/decline.ts";
import { type PyObject, PyTuple, type PyValue } from "../python-source/values.ts";
import { type Environ, expandUser, type Homes } from "./expansion.ts";
import { type Look, look as lookAtDisk } from "./look.ts";
import { asString, callable } from "./object.ts";
import { unwatched, type Watch } from "./trace.ts";

/** The modules by the names that an import gives them. `environ` is the calling process's. */
export function osModules(
  environ: Environ,
  homes: Homes,
  look: Look = lookAtDisk,
  watch: Watch = unwatched,
): ReadonlyMap<string, PyObject> {
  const kindOf = watch("file", (path) => kindSeen(path, look));
  const home = watch("home", (text) => expandUser(text, homes));
  const variable = watch("os.environ", (name) => environ.get(name));
  const path = module("posixpath", {
    sep: "/",
    pathsep: ":",
    join: variadic("join", joinPaths),
    basename: ofPath("basename", (text) => splitPath(text)[1]),
    dirname: ofPath("dirname", (text) => splitPath(text)[0]),
    split: ofPath("split", (text) => new PyTuple(splitPath(text))),
    splitext: ofPath("splitext", (text) => new PyTuple(splitExtension(text))),
    normpath: ofPath("normpath", normalPath),
    isabs: ofPath("isabs", (text) => text.startsWith("/")),
    abspath: ofPath("abspath", (text) => normalPath(absolute(text))),
    expanduser: ofPath("expanduser", (text) => home(text) ?? text),
    exists: ofPath("exists", (text) => kindOf(text) !== null),
    isdir: ofPath("isdir", (text) => kindOf(text) === "folder"),
    isfile: ofPath("isfile", (text) => kindOf(text) === "file"),
  });
  const get = callable("get", ["key", "default?"], ([key, fallback]) => {
    return variable(asString(key, "a name")) ?? fallback ?? null;
  });
  const variables: PyObject = {
    typeName: "_Environ",
    getAttribute: (name) => (name === "get" ? get : undefined),
    getItem: (key) => variable(asString(key, "a name")),
    contains: (name) => variable(asString(name, "a name")) !== undefined,
  };
  const os = module("os", {
    path,
    environ: variables,
    getenv: get,
    sep: "/",
    pathsep: ":",
    linesep: "\n",
    name: "posix",
  });
  return new Map([
    ["os", os],
    ["os.path", path],
  ]);
}

function module(name: string, names: { readonly [name: string]: PyValue }): PyObject {
  return {
    typeName: "module",
    getAttribute: (attribute) => (Object.hasOwn(names, attribute) ? names[attribute] : undefined),
    truth: () => true,
    equals: (other) => (other === null || typeof other !== "object" ? false : undefined),
    repr: () => decline(`the module ${name} as text`),
  };
}

function ofPath(name: string, run: (path: string) => PyValue): PyObject {
  return callable(name, ["path"], ([path]) => run(asString(path, "a path")));
}

function variadic(name: string, run: (paths: readonly string[]) => PyValue): PyObject {
  return {
    typeName: "function",
    call(positional, keywords) {
      if (positional.length === 0 || keywords.size > 0) decline(`${name}()`);
      return run(positional.map((path) => asString(path, "a path")));
    },
  };
}

function joinPaths([first, ...rest]: readonly string[]): string {
  let path = first ?? "";
  for (const part of rest) {
    if (part.startsWith("/")) path = part;
    else path += path === "" || path.endsWith("/") ? part : `/${part}`;
  }
  return path;
}

function splitPath(path: string): [string, string] {
  const at = path.lastIndexOf("/") + 1;
  const head = path.slice(0, at);
  return [/[^/]/.test(head) ? head.replace(/\/+$/, "") : head, path.slice(at)];
}

function splitExtension(path: string): [string, string] {
  const start = path.lastIndexOf("/") + 1;
  const dot = path.lastIndexOf(".");
  // Dots that a name begins with are no extension.
  const isExtension = dot > start && /[^.]/.test(path.slice(start, dot));
  return isExtension ? [path.slice(0, dot), path.slice(dot)] : [path, ""];
}

function normalPath(path: string): string {
  if (path === "") return ".";
  // Two slashes at the start, and only two, mean something to POSIX.
  const root = /^\/\/(?!\/)/.test(path) ? "//" : path.startsWith("/") ? "/" : "";
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    const last = parts.at(-1);
    if (part !== ".." || (root === "" && last === undefined) || last === "..") parts.push(part);
    else parts.pop();
  }
  return root + parts.join("/") || ".";
}

/** The engine's working folder is not the calling process's. */
function absolute(path: string): string {
  return path.startsWith("/") ? path : decline("a relative path");
}

function kindSeen(path: string, look: Look): "file" | "folder" | "other" | null {
  if (path.includes("\0")) decline("a path with NUL");
  const stat = look(absolute(path));
  if (stat === null) return null;
  return stat.isFile() ? "file" : stat.isDirectory() ? "folder" : "other";
}

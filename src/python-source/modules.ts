// The modules that commands() imports most, as far as they are the same everywhere on POSIX: joining
// paths, the platform's name. What asks the machine (os.environ, os.path.exists) is declined.

import { decline } from "./decline.ts";
import type { Modules } from "./evaluate.ts";
import { PyNative } from "./objects.ts";
import type { PyObject, PyValue } from "./values.ts";

/** For `runFunctionBody`; `system` is what platform.system() says. */
export function posixModules(system: "Linux" | "Darwin"): Modules {
  const path = new PyModule("posixpath", {
    sep: "/",
    pathsep: ":",
    join: native("join", join),
    basename: native("basename", (...parts) => split(parts)[1]),
    dirname: native("dirname", (...parts) => split(parts)[0]),
  });
  const os = new PyModule("os", { path, sep: "/", pathsep: ":", linesep: "\n", name: "posix" });
  const platform = new PyModule("platform", {
    system: new PyNative("system", (positional, keywords) =>
      positional.length + keywords.size > 0 ? decline("arguments of system") : system,
    ),
  });
  return new Map<string, PyObject>([
    ["os", os],
    ["os.path", path],
    ["platform", platform],
    ["sys", new PyModule("sys", { platform: system.toLowerCase() })],
  ]);
}

class PyModule implements PyObject {
  readonly typeName = "module";
  readonly name: string;
  readonly #attributes: ReadonlyMap<string, PyValue>;

  constructor(name: string, attributes: Readonly<Record<string, PyValue>>) {
    this.name = name;
    this.#attributes = new Map(Object.entries(attributes));
  }

  getAttribute(name: string): PyValue | undefined {
    return this.#attributes.get(name);
  }

  truth(): boolean {
    return true;
  }
}

function native(name: string, run: (...texts: string[]) => string): PyNative {
  return new PyNative(name, (positional, keywords) => {
    if (keywords.size > 0 || positional.length === 0) decline(`arguments of ${name}`);
    return run(
      ...positional.map((text) => (typeof text === "string" ? text : decline(`a part of ${name}`))),
    );
  });
}

function join(first: string, ...others: string[]): string {
  let path = first;
  for (const part of others) {
    if (part.startsWith("/")) path = part;
    else path += path === "" || path.endsWith("/") ? part : `/${part}`;
  }
  return path;
}

/** posixpath.split: the slashes between head and tail go, unless the head is nothing else. */
function split(parts: string[]): [string, string] {
  const [path] = parts;
  if (path === undefined || parts.length > 1) return decline("arguments of os.path");
  const at = path.lastIndexOf("/") + 1;
  const head = path.slice(0, at);
  const trimmed = head.replace(/\/+$/, "");
  return [trimmed === "" ? head : trimmed, path.slice(at)];
}

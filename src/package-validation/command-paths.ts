// Folders below {root} that commands() adds to search paths, and that the payload has not. The
// functions are run by the evaluator alone: users' code is not run to be looked at, so what the
// evaluator declines is not checked, such as what depends on other packages of a resolve.

import { statSync } from "node:fs";
import { isAbsolute, relative } from "node:path";
import { isBoundSource } from "../definition/bound-functions.ts";
import { RezError } from "../errors.ts";
import { Declined } from "../python-source/decline.ts";
import { runFunctionBody } from "../python-source/run.ts";
import type { Tagged } from "../python-source/tagged.ts";
import {
  ephemeralsBinding,
  intersects,
  requirementsBinding,
  resolveBinding,
  SystemBinding,
  VariantBinding,
} from "../rex/bindings.ts";
import { RexExecutor } from "../rex/executor.ts";
import { homesOf } from "../rex/homes.ts";
import type { VariantData } from "../rex/host.ts";
import { osModules } from "../rex/os-module.ts";
import { PythonInterpreter } from "../rex/python.ts";
import { VersionBinding } from "../rex/version-binding.ts";
import { type Finding, warning } from "./finding.ts";

const KEYS = ["pre_commands", "commands", "post_commands"] as const;

export interface Payload {
  readonly variant: VariantData;
  readonly system: { readonly [name: string]: Tagged };
}

export function checkPaths({ variant, system }: Payload): readonly Finding[] {
  const { root } = variant;
  if (root === null) return [];
  const findings: Finding[] = [];
  for (const { key, variable, path } of pathsAdded(variant, system)) {
    const inside = relative(root, path);
    if (inside === "" || inside.startsWith("..") || isAbsolute(inside)) continue;
    if (statSync(path, { throwIfNoEntry: false }) !== undefined) continue;
    if (statSync(root, { throwIfNoEntry: false }) === undefined) {
      return [warning(key, `the payload ${root} does not exist`)];
    }
    findings.push(warning(key, `${variable} gets ${path}, which does not exist`, inside));
  }
  return findings;
}

interface Added {
  readonly key: string;
  readonly variable: string;
  readonly path: string;
}

function pathsAdded(data: VariantData, system: Payload["system"]): readonly Added[] {
  const executor = executorFor(data, system);
  const { actions } = executor.manager;
  const added: Added[] = [];
  for (const key of KEYS) {
    const code = data.attributes[key];
    if (!isBoundSource(code) || code.includes.length > 0) continue;
    const before = actions.length;
    try {
      runFunctionBody(code, executor.globals, { modules: executor.modules });
    } catch (error) {
      if (!(error instanceof Declined) && !(error instanceof RezError)) throw error;
      return added;
    }
    for (const action of actions.slice(before)) {
      if (!("key" in action) || !("value" in action) || !/PATH$/.test(action.key)) continue;
      for (const path of action.value.toString().split(":")) {
        if (isAbsolute(path) && !path.includes("$"))
          added.push({ key, variable: action.key, path });
      }
    }
  }
  return added;
}

function executorFor(data: VariantData, system: Payload["system"]): RexExecutor {
  const interpreter = new PythonInterpreter({
    passive: true,
    updatesSession: false,
    pathSeparator: ":",
    targetEnviron: new Map(),
  });
  const executor = new RexExecutor({
    interpreter,
    parentEnviron: new Map(),
    parentVariables: new Set(),
    separators: {},
    homes: homesOf(null),
    modules: osModules(new Map(), homesOf(null)),
    shebang: false,
  });
  const variant = new VariantBinding(data);
  const bindings = {
    this: variant,
    version: new VersionBinding(variant.version),
    root: data.root,
    base: data.base,
    building: false,
    testing: false,
    request: requirementsBinding([]),
    implicits: requirementsBinding([]),
    ephemerals: ephemeralsBinding([]),
    intersects,
    resolve: resolveBinding([variant]),
    system: new SystemBinding(system),
  };
  for (const [name, value] of Object.entries(bindings)) executor.bind(name, value);
  return executor;
}

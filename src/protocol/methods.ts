// Every method, in one table each way. The handler map's type follows from it, so that a method
// without a handler does not compile, nor a handler without a method.

import * as cache from "./cache.ts";
import * as configuration from "./configuration.ts";
import * as context from "./context.ts";
import * as engine from "./engine.ts";
import * as explanation from "./explanation.ts";
import * as graph from "./graph.ts";
import * as host from "./host.ts";
import * as packages from "./package.ts";
import * as repository from "./repository.ts";
import * as rex from "./rex.ts";
import * as search from "./search.ts";
import * as shell from "./shell.ts";
import * as solver from "./solver.ts";
import * as version from "./version.ts";

/** Python calls the engine. `initialize` comes first and is the connection's own. */
export const requests = byName([
  engine.ping,
  engine.statistics,
  cache.statistics,
  cache.history,
  cache.inspect,
  cache.entries,
  cache.clear,
  configuration.read,
  repository.families,
  repository.family,
  repository.packages,
  repository.forget,
  repository.locate,
  repository.removeCopies,
  packages.read,
  packages.variants,
  packages.develop,
  packages.make,
  packages.validate,
  context.resolve,
  context.environ,
  context.script,
  context.shell,
  explanation.explain,
  explanation.why,
  graph.svg,
  rex.convertOldCommands,
  shell.activation,
  search.completions,
  search.reverseDependencies,
  search.plugins,
  shell.systemPaths,
  shell.write,
  shell.escaped,
  shell.join,
  shell.startup,
  shell.spawn,
  solver.solve,
  version.sort,
  version.filter,
  version.latest,
  version.group,
]);

/** The engine calls Python. */
export const hostRequests = byName([
  host.evaluateDefinition,
  host.runCommands,
  host.runActions,
  host.evaluateLate,
  host.solverCallback,
  host.packageLoaded,
  host.filterPackages,
  host.orderVersions,
  host.warn,
  host.repositoryFamilies,
  host.repositoryVersions,
  host.repositoryPackage,
]);

export const notifications = byName([
  engine.configurationUpdate,
  engine.processUpdate,
  engine.progress,
]);

export type Requests = typeof requests;
export type HostRequests = typeof hostRequests;

type ByName<T extends { readonly name: string }> = { readonly [M in T as M["name"]]: M };

function byName<const T extends { readonly name: string }>(declared: readonly T[]): ByName<T> {
  return Object.fromEntries(declared.map((method) => [method.name, method])) as ByName<T>;
}

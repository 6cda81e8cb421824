// Plays a resolved context to an executor: rez's ResolvedContext._execute. The REZ_* variables
// first, then every package's pre_commands, commands and post_commands, then PATH's tail.

import { RezError } from "../errors.ts";
import { spanned } from "../profile.ts";
import { fromTagged } from "../python-source/tagged.ts";
import { pyRepr } from "../python-source/text.ts";
import { PySource } from "../python-source/values.ts";
import {
  ephemeralsBinding,
  intersects,
  qualifiedName,
  qualifiedPackageName,
  requirementsBinding,
  resolveBinding,
  VariantBinding,
} from "../rex/bindings.ts";
import { EscapedBinding } from "../rex/escaped-binding.ts";
import { EscapedString } from "../rex/escaped-string.ts";
import type { RexExecutor } from "../rex/executor.ts";
import type { CommandsBindings, CommandsFailure, CommandsHost, VariantData } from "../rex/host.ts";
import type { Interpreter } from "../rex/interpreter.ts";
import { TIME_VARIABLES } from "../rex/manager.ts";
import { type CommandsCode, CommandsRunner } from "../rex/runner.ts";
import { VersionBinding } from "../rex/version-binding.ts";
import { Requirement } from "../version/requirement.ts";
import type {
  ContextData,
  EnvironmentRequest,
  EnvironmentSettings,
} from "./environment-request.ts";

/** Plays the whole context to the executor. */
export function playContext(
  executor: RexExecutor,
  request: EnvironmentRequest,
  host: CommandsHost,
): Promise<void> {
  return spanned("environment", null, () => play(executor, request, host));
}

async function play(
  executor: RexExecutor,
  request: EnvironmentRequest,
  host: CommandsHost,
): Promise<void> {
  const { context, settings, machine } = request;
  const normalized = (path: string) => executor.interpreter.normalizePath(path);

  headerComment(executor, "system setup");
  setContextVariables(executor, request, normalized);
  const { named } = executor.manager;
  named.clear();
  const variants = bindContext(executor, context, normalized);

  headerComment(executor, "package variables");
  // What traces need not look at, since they are kept apart by it.
  const { building, testing } = context;
  const place = [building, testing, executor.interpreter.variablePattern?.source].join(" ");
  for (const variant of variants) {
    const set = () => setPackageVariables(executor, variant, normalized);
    if (!executor.run(set, "variables", variant.tracesIn(place))) set();
  }

  const bindings = () => bindingsForHost(request, executor.interpreter, normalized);
  const runner = new CommandsRunner(executor, host, request.evaluator, bindings, variants);
  for (const attribute of ["pre_commands", "commands", "post_commands"] as const) {
    let found = false;
    for (const variant of variants) {
      const code = commandsOf(variant.data, attribute);
      if (code === null) continue;
      if (!found) headerComment(executor, attribute);
      found = true;
      minorHeaderComment(executor, `${attribute} from package ${qualifiedName(variant.data)}`);
      bindPackage(executor, variant, normalized);
      executor.interpreter.origin = [attribute, variant.data.uri];
      const traces = variant.tracesIn(place);
      const failure = await runner.run(code, attribute, variant.data.name, traces);
      if (failure !== null) throw commandError(attribute, variant.data, failure, request);
    }
  }
  for (const name of ["this", "version", "root", "base"]) executor.unbind(name);

  if (context.ephemerals.length > 0) setEphemeralVariables(executor, context.ephemerals);

  headerComment(executor, "post system setup");
  for (const path of suitePaths(context, settings))
    extendPath(executor, "appendenv", `${path}/bin`);
  if (context.appendSysPath) {
    for (const path of machine.systemPaths) extendPath(executor, "appendenv", path);
  }
  if (machine.rezBinPath !== null && settings.rez_tools_visibility !== "never") {
    extendPath(executor, `${settings.rez_tools_visibility}env`, machine.rezBinPath);
  }
  if (TIME_VARIABLES.some((name) => named.has(name))) request.basis.sawTime();
}

const RULE = "#".repeat(80);
const MINOR_RULE = "-".repeat(80);

export function headerComment(executor: RexExecutor, text: string): void {
  for (const line of ["", "", RULE, text, RULE]) executor.comment(line);
}

function minorHeaderComment(executor: RexExecutor, text: string): void {
  for (const line of ["", text, MINOR_RULE]) executor.comment(line);
}

type Normalized = (path: string) => string;

function setContextVariables(
  executor: RexExecutor,
  { context, settings }: EnvironmentRequest,
  normalized: Normalized,
): void {
  const { variants } = context;
  const request = context.request.join(" ");
  const implicits = context.implicits.join(" ");
  const resolve = variants.map(qualifiedPackageName).join(" ");
  const local = variants.filter((variant) => variant.isLocal);
  const paths = context.packagePaths.map(normalized).join(executor.interpreter.pathSeparator);

  executor.setenv("REZ_USED", normalized(context.rezPath));
  executor.setenv("REZ_USED_VERSION", context.rezVersion);
  TIME_VARIABLES.forEach((name, at) => {
    executor.manager.setenv(name, context.times[at]!, context.writtenTimes?.[at]);
  });
  executor.setenv("REZ_USED_REQUEST", literalText(request));
  executor.setenv("REZ_USED_IMPLICIT_PACKAGES", literalText(implicits));
  executor.setenv("REZ_USED_RESOLVE", resolve);
  executor.setenv("REZ_USED_PACKAGES_PATH", paths);
  if (context.ephemerals.length > 0) {
    executor.setenv("REZ_USED_EPH_RESOLVE", context.ephemerals.join(" "));
  }
  if (local.length > 0) {
    executor.setenv("REZ_USED_LOCAL_RESOLVE", local.map(qualifiedPackageName).join(" "));
  }
  if (context.building) executor.setenv("REZ_BUILD_ENV", "1");
  if (!settings.rez_1_environment_variables || settings.disable_rez_1_compatibility) return;

  const requests = `${request} ${implicits}`.trim();
  executor.setenv("REZ_VERSION", context.rezVersion);
  executor.setenv("REZ_PATH", normalized(context.rezPath));
  executor.setenv("REZ_REQUEST", requests);
  executor.setenv("REZ_RESOLVE", resolve);
  executor.setenv("REZ_RAW_REQUEST", requests);
  executor.setenv("REZ_RESOLVE_MODE", "latest");
}

/** The objects that every package's commands() see. */
function bindContext(
  executor: RexExecutor,
  context: ContextData,
  normalized: Normalized,
): readonly VariantBinding[] {
  const variants = context.variants.map((variant) => variantBinding(variant, normalized));
  executor.bind("building", context.building);
  executor.bind("testing", context.testing);
  const { watch } = executor;
  executor.bind("request", requirementsBinding(context.request, "request", watch));
  executor.bind("implicits", requirementsBinding(context.implicits, "implicits", watch));
  executor.bind("ephemerals", ephemeralsBinding(context.ephemerals, watch));
  executor.bind("intersects", intersects);
  executor.bind("resolve", resolveBinding(variants, watch));
  return variants;
}

const variantBindings = new WeakMap<VariantData, VariantBinding>();

/** The same one for the same variant, unless a shell writes its paths in another way. */
function variantBinding(variant: VariantData, normalized: Normalized): VariantBinding {
  const { root, base, originalRoot } = variant;
  if ([root, base, originalRoot].some((path) => path !== null && normalized(path) !== path)) {
    return new VariantBinding({ ...variant, root: root === null ? null : normalized(root) });
  }
  let binding = variantBindings.get(variant);
  if (binding === undefined) {
    binding = new VariantBinding(variant);
    variantBindings.set(variant, binding);
  }
  return binding;
}

function setPackageVariables(
  executor: RexExecutor,
  { data, version }: VariantBinding,
  normalized: Normalized,
): void {
  minorHeaderComment(executor, `variables for package ${qualifiedName(data)}`);
  const prefix = `REZ_${variableName(data.name)}`;
  const token = (index: number) => version.tokens[index]?.text ?? "";
  executor.setenv(`${prefix}_VERSION`, version.text);
  executor.setenv(`${prefix}_MAJOR_VERSION`, token(0));
  executor.setenv(`${prefix}_MINOR_VERSION`, token(1));
  executor.setenv(`${prefix}_PATCH_VERSION`, token(2));
  executor.setenv(`${prefix}_BASE`, data.base === null ? null : normalized(data.base));
  executor.setenv(`${prefix}_ROOT`, data.root);
  if (data.originalRoot !== null) {
    executor.setenv(`${prefix}_ORIG_ROOT`, normalized(data.originalRoot));
  }
}

/** The objects that stand for the package whose commands() run. */
function bindPackage(executor: RexExecutor, variant: VariantBinding, normalized: Normalized): void {
  const { base, root } = variant.data;
  executor.bind("this", variant);
  executor.bind("version", new VersionBinding(variant.version));
  executor.bind("root", root);
  executor.bind("base", base === null ? null : normalized(base));
}

function setEphemeralVariables(executor: RexExecutor, ephemerals: readonly string[]): void {
  headerComment(executor, "ephemeral variables");
  for (const text of ephemerals) {
    const { name, range } = Requirement.parse(text);
    executor.setenv(`REZ_EPH_${variableName(name.slice(1))}_REQUEST`, String(range ?? "None"));
  }
}

function suitePaths(context: ContextData, settings: EnvironmentSettings): readonly string[] {
  const { visibleSuitePaths: visible, parentSuitePath: parent } = context;
  if (visible.length === 0) return [];
  if (settings.suite_visibility === "always") return visible;
  // rez takes the parent out of the others before it puts it first, and then drops the others.
  return settings.suite_visibility === "never" || parent === null ? [] : [parent];
}

function extendPath(executor: RexExecutor, kind: "appendenv" | "prependenv", path: string): void {
  executor.environ.variable("PATH");
  executor.extendenv(kind, "PATH", path);
}

const codes = new WeakMap<object, CommandsCode>();

/** The source of a package's commands; a plain string is what a package.yaml has. */
function commandsOf(
  variant: VariantData,
  attribute: "pre_commands" | "commands" | "post_commands",
): CommandsCode | null {
  const tagged = variant.attributes[attribute];
  if (tagged === undefined || tagged === null) return null;
  if (typeof tagged === "string") {
    return new PySource({ source: tagged.trimEnd(), evalAsFunction: true });
  }
  const known = typeof tagged === "object" ? codes.get(tagged) : undefined;
  if (known !== undefined) return known;
  const value = fromTagged(tagged);
  if (!(value instanceof PySource)) {
    throw new RezError("PackageMetadataError", `${variant.uri}: '${attribute}' is no source code`);
  }
  codes.set(tagged as object, value);
  return value;
}

function commandError(
  attribute: string,
  variant: VariantData,
  failure: CommandsFailure,
  { context, settings }: EnvironmentRequest,
): RezError {
  const data = { exception: failure.exception, traceback: failure.text };
  if (!settings.catch_rex_errors) return new RezError(failure.type, failure.text, data);
  const text = context.verbosity >= 2 ? failure.text : failure.message;
  return new RezError(
    "PackageCommandError",
    `Error in ${attribute} in package ${pyRepr(variant.uri)}:\n${text}`,
    data,
  );
}

function bindingsForHost(
  request: EnvironmentRequest,
  { pathSeparator, variablePattern }: Interpreter,
  normalized: Normalized,
): CommandsBindings {
  const { context, settings, machine, parentEnviron } = request;
  const path = (text: string | null) => (text === null ? null : normalized(text));
  return {
    building: context.building,
    testing: context.testing,
    request: context.request,
    implicits: context.implicits,
    ephemerals: context.ephemerals,
    resolve: context.variants.map(({ attributes, ...place }) => ({
      ...place,
      base: path(place.base),
      root: path(place.root),
    })),
    optionvars: settings.optionvars ?? {},
    system: machine.system,
    parent_variables: settings.all_parent_variables ? true : settings.parent_variables,
    env_var_separators: settings.env_var_separators,
    parent_environ: [...(parentEnviron ?? machine.environ)],
    path_separator: pathSeparator,
    variable_pattern: variablePattern?.source ?? null,
  };
}

function literalText(text: string): EscapedBinding {
  return new EscapedBinding(EscapedString.literal(text));
}

function variableName(name: string): string {
  return name.toUpperCase().replaceAll(".", "_");
}

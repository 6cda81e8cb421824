// Names that commands() uses and nothing gives. A name that is bound anywhere in the function counts
// as bound everywhere: what is reported is surely wrong, what is not may still be.

import type { BoundSource } from "../definition/bound-functions.ts";
import { Declined } from "../python-source/decline.ts";
import { type Node, normalized, parseTree } from "../python-source/tree.ts";
import type { Finding } from "./finding.ts";

export const COMMANDS = [
  "pre_commands",
  "commands",
  "post_commands",
  "pre_build_commands",
  "pre_test_commands",
] as const;

const REX = `alias appendenv command comment defined env error expandable expandvars format getenv
  info literal optionvars prependenv resetenv setenv shebang source stop system this undefined
  unsetenv`;
const IN_CONTEXT =
  "base building ephemerals implicits intersects request resolve root testing version";

const NAMES: { readonly [key: string]: ReadonlySet<string> } = {
  pre_commands: words(`${REX} ${IN_CONTEXT}`),
  commands: words(`${REX} ${IN_CONTEXT}`),
  post_commands: words(`${REX} ${IN_CONTEXT}`),
  pre_build_commands: words(`${REX} ${IN_CONTEXT} build`),
  pre_test_commands: words(`${REX} ${IN_CONTEXT} test`),
};

/** What rez's variants have besides the attributes that a package sets. */
const THIS = words(`arbitrary_keys authors base build_requires cachable changelog commands config
  data description format format_expand format_pretty get_requires handle has_plugins
  hashed_variants help index install is_local is_package is_variant keys late_bind_schemas name
  parent plugin_for post_commands pre_build_commands pre_commands pre_test_commands
  previous_revision previous_version print_info private_build_requires qualified_name
  qualified_package_name release_message relocatable repository requires resource revision root
  set_context subpath tests timestamp tools uri uuid validate_data validated_data
  variant_requires vcs version`);

/** A field of a text, as rez's formatter reads it. */
const FIELD =
  /(?<![${\\])\{([A-Za-z_]\w*)((?:\.\w+|\[[^\]{}]*\])*)(?:![rsa])?(?::[^{}]*)?\}(?!\})/g;

export interface KnownNames {
  /** Python's own. */
  readonly builtins: ReadonlySet<string>;
  /** The package's. */
  readonly attributes: ReadonlySet<string>;
}

export function checkNames(key: string, code: BoundSource, known: KnownNames): Finding[] {
  const head = "def _():\n";
  const text = `${head}    ${code.source.replaceAll("\n", "\n    ")}\n`;
  let tree: Node;
  try {
    tree = parseTree(normalized(text));
  } catch (error) {
    // What cannot be read here is Python's to judge.
    if (error instanceof Declined) return [];
    throw error;
  }
  const uses: Uses = {
    bound: new Set(code.includes),
    loaded: [],
    attributes: [],
    texts: [],
    star: false,
  };
  visit(tree, uses, text);
  if (uses.star) return [];
  const given = NAMES[key] ?? words(REX);
  const isKnown = (name: string) =>
    given.has(name) || known.builtins.has(name) || uses.bound.has(name);
  const isOfThis = (name: string) =>
    uses.bound.has("this") || name.startsWith("_") || THIS.has(name) || known.attributes.has(name);
  const line = ({ from }: Node) => text.slice(0, from).split("\n").length - 1;

  const findings: Finding[] = [];
  const report = (severity: Finding["severity"], message: string, node: Node) => {
    if (findings.some((finding) => finding.message === message)) return;
    findings.push({ severity, key, message, bodyLine: line(node) });
  };
  for (const node of uses.loaded) {
    const name = text.slice(node.from, node.to);
    if (!isKnown(name)) report("error", `${key} uses '${name}', which is not defined`, node);
  }
  for (const node of uses.attributes) {
    const name = text.slice(node.from, node.to);
    if (isOfThis(name)) continue;
    report("error", `${key} uses 'this.${name}', and the package has no such attribute`, node);
  }
  for (const node of uses.texts) {
    for (const [field, name = "", path = ""] of text.slice(node.from, node.to).matchAll(FIELD)) {
      const attribute = /^\.(\w+)/.exec(path)?.[1];
      const isGiven =
        name === "this" && attribute !== undefined ? isOfThis(attribute) : isKnown(name);
      if (isGiven) continue;
      report("warning", `'${field}' in ${key} stands for nothing, and stays as it is`, node);
    }
  }
  return findings;
}

interface Uses {
  readonly bound: Set<string>;
  readonly loaded: Node[];
  /** Names of `this`. */
  readonly attributes: Node[];
  readonly texts: Node[];
  /** What `from … import *` brings cannot be known. */
  star: boolean;
}

/** Nodes whose own names are all bound. */
const BINDING = new Set(["ImportStatement", "ScopeStatement", "CapturePattern", "AsPattern"]);

function visit(node: Node, uses: Uses, text: string): void {
  const { name, children } = node;
  if (name === "String") uses.texts.push(node);
  if (name === "ImportStatement" && children.some((child) => child.name === "*")) uses.star = true;
  if (name === "CallExpression" && isPlainCall(node, text)) {
    visitArguments(node, uses, text);
    return;
  }
  if (name === "MemberExpression") visitMember(node, uses, text);
  let isTarget = name === "AssignStatement" || name === "NamedExpression";
  let isLoop = false;
  const lastAssign = children.findLastIndex((child) => child.name === "AssignOp");
  for (const [at, child] of children.entries()) {
    const before = children[at - 1]?.name;
    if (isTarget && at > lastAssign) isTarget = false;
    if (child.name === "for") isLoop = true;
    if (child.name === "in") isLoop = false;
    const isBound =
      isTarget ||
      isLoop ||
      BINDING.has(name) ||
      before === "as" ||
      before === "def" ||
      before === "class" ||
      (name === "ParamList" && before !== "AssignOp");
    if (child.name === "VariableName") {
      const isKeyword = name === "ArgList" && children[at + 1]?.name === "AssignOp";
      if (isBound) uses.bound.add(text.slice(child.from, child.to));
      else if (!isKeyword) uses.loaded.push(child);
    } else if (isBound && isGroup(child)) bindAll(child, uses, text);
    else visit(child, uses, text);
  }
}

function visitMember({ children }: Node, uses: Uses, text: string): void {
  const [object, , property] = children;
  if (object?.name !== "VariableName" || property?.name !== "PropertyName") return;
  if (text.slice(object.from, object.to) === "this") uses.attributes.push(property);
}

function isGroup({ name }: Node): boolean {
  return /^(?:Tuple|Array|Parenthesized)Expression$/.test(name);
}

function bindAll(node: Node, uses: Uses, text: string): void {
  for (const child of node.children) {
    if (child.name === "VariableName") uses.bound.add(text.slice(child.from, child.to));
    else if (isGroup(child)) bindAll(child, uses, text);
    else visit(child, uses, text);
  }
}

/** Texts that rez does not format: those of `command()`, and those that Python's `format` gets. */
function isPlainCall({ children }: Node, text: string): boolean {
  const [callee] = children;
  if (callee === undefined) return false;
  if (callee.name === "VariableName") return text.slice(callee.from, callee.to) === "command";
  const [object, , property] = callee.children;
  if (callee.name !== "MemberExpression" || property === undefined) return false;
  return object?.name === "String" && text.slice(property.from, property.to) === "format";
}

function visitArguments(node: Node, uses: Uses, text: string): void {
  const own: Uses = { ...uses, texts: [] };
  for (const child of node.children) if (child.name === "ArgList") visit(child, own, text);
  if (own.star) uses.star = true;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

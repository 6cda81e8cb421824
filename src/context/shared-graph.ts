// A resolve graph that somebody else has written: whether it is one, and says nothing but names and
// looks. What draws graphs would take other attributes as files to read or pages to open.

const TOKEN = /'([^'\\\p{Cc}]*(?:\\['\\][^'\\\p{Cc}]*)*)'|(-?\d+)|([()[\]{}:])|(, ?)|( )/uy;

const ATTRIBUTES = new Set(
  "arrowhead arrowsize color fillcolor fontcolor fontsize label style".split(" "),
);
const MAXIMUM_TEXT = 2_000;

/** Of the form that `compactGraph` gives. */
export function isPlainGraph(text: string): boolean {
  const graph = parsed(text);
  if (!isRecord(graph) || Object.keys(graph).join() !== "nodes,edges") return false;
  return areGroups(graph.nodes, isNode) && areGroups(graph.edges, isEdge);
}

/** The dict of tuples, lists, texts and numbers as JSON would have it. */
function parsed(text: string): unknown {
  const json: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (match === null) return null;
    const [, quoted, number, bracket, comma] = match;
    if (quoted !== undefined) json.push(JSON.stringify(quoted.replace(/\\(.)/g, "$1")));
    else if (number !== undefined) json.push(number);
    else if (bracket === "(") json.push("[");
    else if (bracket === ")") {
      // A tuple of one has a comma behind it.
      if (json.at(-1) === ",") json.pop();
      json.push("]");
    } else if (bracket !== undefined) json.push(bracket);
    else if (comma !== undefined) json.push(",");
  }
  try {
    return JSON.parse(json.join(""));
  } catch {
    return null;
  }
}

function areGroups(value: unknown, isMember: (member: unknown) => boolean): boolean {
  return areAll(value, (group) => {
    const [attributes, members, ...rest] = Array.isArray(group) ? group : [];
    return rest.length === 0 && areAll(attributes, isAttribute) && areAll(members, isMember);
  });
}

function isAttribute(value: unknown): boolean {
  const [name, set, ...rest] = Array.isArray(value) ? value : [];
  const isSet = typeof set === "number" || isText(set);
  return rest.length === 0 && ATTRIBUTES.has(name) && isSet;
}

function isNode(value: unknown): boolean {
  return isText(value) || (areAll(value, isText) && (value as unknown[]).length === 2);
}

function isEdge(value: unknown): boolean {
  return areAll(value, isText) && [2, 3].includes((value as unknown[]).length);
}

function areAll(value: unknown, is: (each: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.length <= MAXIMUM_TEXT;
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

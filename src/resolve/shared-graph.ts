// A resolve graph that somebody else has written: whether it is one, and says nothing but names and
// looks. What draws graphs would take other attributes as files to read or pages to open.

/** Of a text the first character tells what it must be: nothing is ever tried a second time. */
const TEXT = String.raw`'(?:[^'\\\x00-\x1f\x7f-\x9f]|\\['\\]){0,2000}'`;
const NAME = "'(?:arrowhead|arrowsize|color|fillcolor|fontcolor|fontsize|label|style)'";
const ATTRIBUTE = String.raw`\(${NAME}, (?:${TEXT}|-?\d{1,9})\)`;
const ATTRIBUTES = String.raw`\((?:${ATTRIBUTE}(?:,|(?:, ${ATTRIBUTE})+))?\)`;
const NODE = String.raw`(?:${TEXT}|\(${TEXT}, ${TEXT}\))`;
const EDGE = String.raw`\(${TEXT}, ${TEXT}(?:, ${TEXT})?\)`;

const GRAPH = new RegExp(String.raw`^\{'nodes': ${groupsOf(NODE)}, 'edges': ${groupsOf(EDGE)}\}$`);

/** Of the form that `compactGraph` gives. */
export function isPlainGraph(text: string): boolean {
  return GRAPH.test(text);
}

function groupsOf(member: string): string {
  return listOf(String.raw`\(${ATTRIBUTES}, ${listOf(member)}\)`);
}

function listOf(member: string): string {
  return String.raw`\[(?:${member}(?:, ${member})*)?\]`;
}

// The page of a graph: zoom, pan, search, and the ways from requests to what was chosen. The SVG's
// elements `n0`, `n1`… and `e0`, `e1`… are the nodes and edges of the data, in their order.

const { nodes, edges } = JSON.parse(document.getElementById("data").textContent);
const frame = document.getElementById("graph");
const svg = frame.querySelector("svg");
const search = document.getElementById("search");
const said = document.getElementById("said");
const details = document.getElementById("details");
const nodeElements = nodes.map((_, place) => document.getElementById(`n${place}`));
const edgeElements = edges.map((_, place) => document.getElementById(`e${place}`));
const ahead = nodes.map(() => []);
const behind = nodes.map(() => []);
for (const [place, { source, target }] of edges.entries()) {
  ahead[source].push({ node: target, edge: place });
  behind[target].push({ node: source, edge: place });
}
const failed = nodes.flatMap((node, place) => (node.failed ? [place] : []));
const boxes = nodeElements.map((element) => element.getBBox());
const edgeBoxes = edgeElements.map((element) => element.getBBox());

// What is to be seen: a part of the drawing, in its own units.

const whole = { ...svg.viewBox.baseVal };
for (const side of ["x", "y", "width", "height"]) whole[side] = svg.viewBox.baseVal[side];
// Graphviz draws upwards from the origin, within a group that is moved to where it is seen.
const moved = svg.querySelector("g").transform.baseVal.consolidate().matrix;
let seen = { ...whole };
svg.removeAttribute("width");
svg.removeAttribute("height");

function show(part) {
  seen = part;
  svg.setAttribute("viewBox", `${part.x} ${part.y} ${part.width} ${part.height}`);
}

/** The length of a pixel in the drawing's units: the drawing keeps its proportions. */
function scale() {
  return Math.max(seen.width / frame.clientWidth, seen.height / frame.clientHeight);
}

function zoom(factor, x = frame.clientWidth / 2, y = frame.clientHeight / 2) {
  const smallest = 60;
  const largest = 4 * Math.max(whole.width, whole.height, frame.clientWidth);
  const width = Math.min(Math.max(seen.width * factor, smallest), largest);
  const by = width / seen.width;
  const unit = scale();
  // What is under the pointer stays there. The drawing is in the middle of the frame.
  const atX = seen.x + seen.width / 2 + (x - frame.clientWidth / 2) * unit;
  const atY = seen.y + seen.height / 2 + (y - frame.clientHeight / 2) * unit;
  show({
    x: atX + (seen.x - atX) * by,
    y: atY + (seen.y - atY) * by,
    width,
    height: seen.height * by,
  });
}

function pan(x, y) {
  const unit = scale();
  show({ ...seen, x: seen.x - x * unit, y: seen.y - y * unit });
}

/** Shows a part of the graph, a little larger than it was drawn at most. */
function showParts(parts) {
  const margin = 24;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of parts) {
    left = Math.min(left, x + moved.e);
    top = Math.min(top, y + moved.f);
    right = Math.max(right, x + moved.e + width);
    bottom = Math.max(bottom, y + moved.f + height);
  }
  if (left > right) return showAll();
  const width = Math.max(right - left + 2 * margin, frame.clientWidth * 0.75);
  const height = Math.max(bottom - top + 2 * margin, frame.clientHeight * 0.75);
  show({ x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height });
}

function showAll() {
  const width = Math.max(whole.width, frame.clientWidth * 0.6);
  const height = Math.max(whole.height, frame.clientHeight * 0.6);
  const x = whole.x + (whole.width - width) / 2;
  show({ x, y: whole.y + (whole.height - height) / 2, width, height });
}

function bringIntoSight(place) {
  const { x, y, width, height } = boxes[place];
  // Where nothing can be read any more, it is shown at the size that it was drawn in.
  const unit = scale() > 2 ? 1 : scale();
  const half = { x: (frame.clientWidth / 2) * unit, y: (frame.clientHeight / 2) * unit };
  const middle = { x: x + width / 2 + moved.e, y: y + height / 2 + moved.f };
  const isSeen =
    Math.abs(middle.x - seen.x - seen.width / 2) + width / 2 < half.x &&
    Math.abs(middle.y - seen.y - seen.height / 2) + height / 2 < half.y;
  if (isSeen && unit === scale()) return;
  show({ x: middle.x - half.x, y: middle.y - half.y, width: 2 * half.x, height: 2 * half.y });
}

// What is chosen, and the ways to it.

let chosen = null;

/** From each request that leads to a node a shortest way: the places of its edges. */
function waysTo(target) {
  const next = new Map([[target, null]]);
  const queue = [target];
  for (const node of queue) {
    for (const step of behind[node]) {
      if (next.has(step.node)) continue;
      next.set(step.node, { edge: step.edge, node });
      queue.push(step.node);
    }
  }
  const starts = queue.filter((node) => nodes[node].kind === "request" && node !== target);
  return starts.map((start) => {
    const way = [];
    for (let step = next.get(start); step !== null; step = next.get(step.node)) way.push(step.edge);
    return way;
  });
}

/** The places of all edges that lead to nodes. */
function everythingTo(targets) {
  const reached = new Set(targets);
  for (const node of reached) for (const step of behind[node]) reached.add(step.node);
  return edges.flatMap(({ target }, place) => (reached.has(target) ? [place] : []));
}

function light(edgePlaces, nodePlaces) {
  const litEdges = new Set(edgePlaces);
  const litNodes = new Set(nodePlaces);
  for (const edge of litEdges) litNodes.add(edges[edge].source).add(edges[edge].target);
  for (const [place, { kind, source, target }] of edges.entries()) {
    if (kind === "conflict" && litNodes.has(source) && litNodes.has(target)) litEdges.add(place);
  }
  svg.classList.toggle("shaded", litNodes.size > 0);
  for (const [place, element] of nodeElements.entries()) {
    element.classList.toggle("lit", litNodes.has(place));
    element.classList.toggle("chosen", place === chosen);
  }
  for (const [place, element] of edgeElements.entries()) {
    element.classList.toggle("lit", litEdges.has(place));
    element.classList.toggle("way", litEdges.has(place));
  }
  return [
    ...[...litNodes].map((node) => boxes[node]),
    ...[...litEdges].map((edge) => edgeBoxes[edge]),
  ];
}

function choose(place) {
  chosen = place;
  const ways = waysTo(place);
  light(ways.flat(), [place]);
  describe(place, ways);
  focusOn(place);
  bringIntoSight(place);
}

function release() {
  chosen = null;
  light([], []);
  details.replaceChildren();
  said.textContent = "";
}

function showConflict() {
  chosen = null;
  details.replaceChildren();
  showParts(light(everythingTo(failed), failed));
}

function describe(place, ways) {
  const { label, kind } = nodes[place];
  const wayText = (way) =>
    [nodes[edges[way[0]].source].label, ...way.map((edge) => nodes[edges[edge].target].label)].join(
      " → ",
    );
  const section = (title, lines) => {
    if (lines.length === 0) return [];
    const list = made("ul", "", ...lines.map((line) => made("li", line)));
    return [made("h3", title), list];
  };
  details.replaceChildren(
    made("h2", label),
    made("div", KINDS[kind] ?? kind),
    ...section("From the request", ways.map(wayText)),
    ...section("Comes from", behind[place].map(stepText)),
    ...section("Leads to", ahead[place].map(stepText)),
  );
  said.textContent = `${label}, ${KINDS[kind] ?? kind}`;
}

function stepText({ node, edge }) {
  const { label } = edges[edge];
  return label === "" ? nodes[node].label : `${nodes[node].label} (${label})`;
}

const KINDS = {
  request: "a request",
  package: "a package of the resolve",
  packages: "packages that were still to choose from",
  requirement: "a requirement",
  family: "a package family",
};

function made(name, text, ...children) {
  const element = document.createElement(name);
  element.textContent = text;
  element.append(...children);
  return element;
}

// Search.

let found = [];
let at = -1;

function find() {
  const text = search.value.trim().toLowerCase();
  at = -1;
  found =
    text === ""
      ? []
      : nodes.flatMap(({ label }, place) => (label.toLowerCase().includes(text) ? [place] : []));
  chosen = null;
  details.replaceChildren();
  const parts = light([], found);
  if (text === "") said.textContent = "";
  else said.textContent = found.length === 0 ? "nothing found" : `${found.length} found`;
  if (found.length > 0) showParts(parts);
}

function goToFound(by) {
  if (found.length === 0) return;
  at = (at + by + found.length) % found.length;
  choose(found[at]);
  search.focus();
  said.textContent = `${at + 1} of ${found.length}: ${nodes[found[at]].label}`;
}

// The keyboard's place in the graph: one node can be reached by Tab, the others by arrows.

let focused = 0;

function focusOn(place) {
  nodeElements[focused].tabIndex = -1;
  focused = place;
  nodeElements[place].tabIndex = 0;
  nodeElements[place].focus({ preventScroll: true });
}

function neighbour(place, key) {
  const middle = (node) => boxes[node].x + boxes[node].width / 2;
  const nearest = (places) =>
    places.sort(
      (a, b) => Math.abs(middle(a) - middle(place)) - Math.abs(middle(b) - middle(place)),
    )[0];
  if (key === "ArrowDown") return nearest(ahead[place].map((step) => step.node));
  if (key === "ArrowUp") return nearest(behind[place].map((step) => step.node));
  const isRight = key === "ArrowRight";
  return nearest(
    nodes.flatMap((_, other) => {
      const isInRow = Math.abs(boxes[other].y - boxes[place].y) < boxes[place].height;
      const isBeside = isRight ? middle(other) > middle(place) : middle(other) < middle(place);
      return isInRow && isBeside ? [other] : [];
    }),
  );
}

for (const [place, element] of nodeElements.entries()) {
  element.tabIndex = place === 0 ? 0 : -1;
  element.setAttribute("role", "button");
  element.setAttribute("aria-label", `${nodes[place].label}, ${KINDS[nodes[place].kind] ?? ""}`);
  const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
  title.textContent = nodes[place].label;
  element.prepend(title);
}

frame.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.startsWith("Arrow")) {
    const to = neighbour(focused, event.key);
    if (to !== undefined) {
      focusOn(to);
      bringIntoSight(to);
    }
  } else if (event.key === "Enter" || event.key === " ") choose(focused);
  else return;
  event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    search.value = "";
    find();
    release();
    return;
  }
  if (event.target === search) return;
  const action = KEYS[event.key];
  if (action === undefined) return;
  event.preventDefault();
  action();
});

const KEYS = {
  "/": () => search.focus(),
  "+": () => zoom(0.8),
  "=": () => zoom(0.8),
  "-": () => zoom(1.25),
  0: showAll,
};

search.addEventListener("input", find);
search.addEventListener("keydown", (event) => {
  if (event.key === "Enter") goToFound(event.shiftKey ? -1 : 1);
});

const BUTTONS = {
  larger: () => zoom(0.8),
  smaller: () => zoom(1.25),
  whole: () => {
    release();
    showAll();
  },
  conflict: showConflict,
};
for (const [id, action] of Object.entries(BUTTONS)) {
  document.getElementById(id)?.addEventListener("click", action);
}

// The pointer: drag to move, wheel to zoom, click to choose.

let drag = null;

frame.addEventListener("pointerdown", (event) => {
  if (event.button === 0) drag = { x: event.clientX, y: event.clientY, isFar: false };
});
frame.addEventListener("pointermove", (event) => {
  if (drag === null) return;
  const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
  if (!drag.isFar && Math.hypot(x, y) < 4) return;
  if (!drag.isFar) frame.setPointerCapture(event.pointerId);
  pan(x, y);
  drag = { x: event.clientX, y: event.clientY, isFar: true };
  frame.classList.add("dragged");
});
for (const kind of ["pointerup", "pointercancel"]) {
  frame.addEventListener(kind, () => {
    frame.classList.remove("dragged");
    // The click that follows a drag chooses nothing.
    setTimeout(() => {
      drag = null;
    });
  });
}
frame.addEventListener("click", (event) => {
  if (drag?.isFar) return;
  const place = nodeElements.indexOf(event.target.closest(".node"));
  if (place >= 0) choose(place);
  else release();
});
frame.addEventListener(
  "wheel",
  (event) => {
    event.preventDefault();
    const box = frame.getBoundingClientRect();
    zoom(1.002 ** event.deltaY, event.clientX - box.left, event.clientY - box.top);
  },
  { passive: false },
);

showAll();
if (failed.length > 0) showConflict();

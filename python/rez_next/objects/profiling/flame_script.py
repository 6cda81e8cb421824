"""What makes the flame view move. It draws the bars that can be seen, however many there are."""

from __future__ import annotations

STYLE = """
.bar{display:flex;gap:1em;align-items:center;flex-wrap:wrap;margin:.6em 0}
#flame{border:1px solid var(--line);border-radius:8px;overflow:auto;max-height:70vh;
background:var(--panel);user-select:none}
.lane{position:relative;border-bottom:1px solid var(--line)}
.lane h2{font-size:.8rem;font-weight:600;margin:0;padding:.2em .5em;position:sticky;left:0;
color:var(--faint)}
.bars{position:relative}
.bars button{position:absolute;height:19px;padding:0 3px;border:0;border-radius:2px;overflow:hidden;
white-space:nowrap;font-size:11px;line-height:19px;text-align:left;color:var(--paper);
background:var(--series-1);border-right:1px solid var(--panel)}
.bars .crossing{background:var(--series-2)}.bars .engine{background:var(--series-3)}
.bars .host{background:var(--series-4)}
.bars .dim{opacity:.25}.bars .match{outline:2px solid var(--ink);outline-offset:-2px}
#details{min-height:7em;white-space:pre-wrap;overflow-wrap:anywhere;margin:.6em 0}
"""

SCRIPT = r"""
const { lanes, names } = JSON.parse(document.getElementById("data").textContent);
const [BEGIN, LENGTH, DEPTH, NAME, CATEGORY, ARGS] = [0, 1, 2, 3, 4, 5];
const ROW = 20;
const flame = document.getElementById("flame");
const details = document.getElementById("details");
const search = document.getElementById("search");
const found = document.getElementById("found");
const end = (bar) => bar[BEGIN] + bar[LENGTH];
const most = (bars, of) => bars.reduce((found, bar) => Math.max(found, of(bar)), 0);
const whole = [0, most(lanes, ({ bars }) => most(bars, end)) || 1];
let [from, to] = whole;
let current = null;
let wanted = "";

const milliseconds = (us) =>
  us >= 1e6 ? `${(us / 1e6).toFixed(3)} s` : `${(us / 1e3).toFixed(3)} ms`;
const named = (bar) => names[bar[NAME]];
const isWanted = (bar) =>
  `${named(bar)} ${JSON.stringify(bar[ARGS] ?? "")}`.toLowerCase().includes(wanted);

for (const lane of lanes) {
  const box = flame.appendChild(document.createElement("div"));
  box.className = "lane";
  box.appendChild(document.createElement("h2")).textContent = lane.name;
  lane.box = box.appendChild(document.createElement("div"));
  lane.box.className = "bars";
  lane.box.style.height = `${(1 + most(lane.bars, (bar) => bar[DEPTH])) * ROW}px`;
}

/** What can be seen: bars of a pixel and more; of the smaller ones, one a pixel. */
function draw() {
  const width = flame.clientWidth || 800;
  const scale = width / (to - from);
  const hadFocus = flame.contains(document.activeElement);
  let first = null;
  for (const { box, bars } of lanes) {
    box.replaceChildren();
    const filled = [];
    for (const bar of bars) {
      const left = (bar[BEGIN] - from) * scale;
      const right = left + bar[LENGTH] * scale;
      if (right < 0 || left > width) continue;
      const depth = bar[DEPTH];
      if (right - left < 1 && bar !== current && right < (filled[depth] ?? -1)) continue;
      const shown = Math.max(1, Math.min(right, width) - Math.max(left, 0));
      filled[depth] = Math.max(left, 0) + Math.max(1.5, shown);
      const button = document.createElement("button");
      button.type = "button";
      button.tabIndex = bar === current ? 0 : -1;
      button.className = bar[CATEGORY];
      if (wanted) button.classList.add(isWanted(bar) ? "match" : "dim");
      button.style.left = `${Math.max(left, 0)}px`;
      button.style.width = `${shown}px`;
      button.style.top = `${depth * ROW}px`;
      button.setAttribute("aria-label", `${named(bar)}, ${milliseconds(bar[LENGTH])}`);
      if (shown > 24) button.textContent = named(bar);
      button.bar = bar;
      bar.button = button;
      first ??= button;
      box.appendChild(button);
    }
  }
  const stop = current?.button?.isConnected ? current.button : first;
  if (!stop) return;
  stop.tabIndex = 0;
  if (hadFocus) stop.focus();
}

function tell(bar) {
  const place = `${milliseconds(bar[BEGIN])} from the start`;
  const lines = [`${named(bar)}: ${milliseconds(bar[LENGTH])}, ${place}`];
  for (const [key, value] of Object.entries(bar[ARGS] ?? {})) {
    if (value === null || value === "") continue;
    lines.push(`${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`);
  }
  details.textContent = lines.join("\n");
}

/** The shortest stretch that can be looked at, in microseconds. */
const LEAST = 5;

function show(begin, until) {
  const length = Math.min(Math.max(until - begin, LEAST), whole[1]);
  from = Math.min(Math.max(0, begin), whole[1] - length);
  to = from + length;
  draw();
}

function zoomTo(bar) {
  const margin = bar[LENGTH] * 0.02;
  select(bar);
  show(bar[BEGIN] - margin, end(bar) + margin);
}

function select(bar) {
  if (current?.button) current.button.tabIndex = -1;
  current = bar;
  if (bar.button) bar.button.tabIndex = 0;
  tell(bar);
}

function zoom(factor, at = (from + to) / 2) {
  show(at - (at - from) * factor, at + (to - at) * factor);
}

const encloses = (outer, inner) => outer[BEGIN] <= inner[BEGIN] && end(outer) >= end(inner);

/** The bar that an arrow leads to. */
function neighbour(key) {
  const lane = lanes.find(({ bars }) => bars.includes(current));
  const depth = current[DEPTH];
  const place = lane.bars.indexOf(current);
  if (key === "ArrowUp") {
    const isOuter = (bar) => bar[DEPTH] === depth - 1 && encloses(bar, current);
    const outer = lane.bars.slice(0, place).findLast(isOuter);
    if (outer) return outer;
    return lanes[lanes.indexOf(lane) - 1]?.bars.at(-1);
  }
  if (key === "ArrowDown") {
    const isInner = (bar) => bar[DEPTH] === depth + 1 && encloses(current, bar);
    const inner = lane.bars.slice(place + 1).find(isInner);
    if (inner) return inner;
    return lanes[lanes.indexOf(lane) + 1]?.bars[0];
  }
  const beside = (b) => b[DEPTH] === depth;
  return key === "ArrowLeft"
    ? lane.bars.slice(0, place).findLast(beside)
    : lane.bars.slice(place + 1).find(beside);
}

flame.addEventListener("click", ({ target }) => target.bar && zoomTo(target.bar));
flame.addEventListener("mouseover", ({ target }) => target.bar && tell(target.bar));
flame.addEventListener("focusin", ({ target }) => target.bar && select(target.bar));
flame.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  const place = (event.clientX - flame.getBoundingClientRect().left) / flame.clientWidth;
  zoom(event.deltaY > 0 ? 1.25 : 0.8, from + place * (to - from));
}, { passive: false });
flame.addEventListener("keydown", (event) => {
  if (event.key === "+" || event.key === "=") zoom(0.5);
  else if (event.key === "-") zoom(2);
  else if (event.key.startsWith("Arrow") && current) {
    const next = neighbour(event.key);
    if (next) {
      select(next);
      const half = (to - from) / 2;
      if (end(next) < from || next[BEGIN] > to) show(next[BEGIN] - half, next[BEGIN] + half);
      else draw();
    }
  } else return;
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    search.value = wanted = found.textContent = "";
    show(...whole);
    current?.button?.focus();
  } else if (event.key === "/" && event.target !== search) {
    event.preventDefault();
    search.focus();
  }
});
search.addEventListener("input", () => {
  wanted = search.value.trim().toLowerCase();
  const matches = wanted ? lanes.flatMap(({ bars }) => bars.filter(isWanted)) : [];
  const time = matches.reduce((sum, bar) => sum + bar[LENGTH], 0);
  found.textContent = wanted ? `${matches.length} found, ${milliseconds(time)}` : "";
  draw();
});
search.addEventListener("keydown", ({ key }) => {
  if (key !== "Enter" || !wanted) return;
  const matches = lanes.flatMap(({ bars }) => bars.filter(isWanted));
  const longest = matches.reduce((a, b) => (b[LENGTH] > (a?.[LENGTH] ?? -1) ? b : a), null);
  if (!longest) return;
  zoomTo(longest);
  longest.button.focus();
});
document.getElementById("all").addEventListener("click", () => show(...whole));
new ResizeObserver(draw).observe(flame);
draw();
"""

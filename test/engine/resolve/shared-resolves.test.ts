import { join } from "node:path";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { compactGraph } from "../../../src/resolve/compact-graph.ts";
import { FamilyMemory, type PackageSource } from "../../../src/resolve/families.ts";
import { type Answer, answerOf } from "../../../src/resolve/kept-resolves.ts";
import { resolve } from "../../../src/resolve/resolve.ts";
import { isPlainGraph } from "../../../src/resolve/shared-graph.ts";
import { SharedResolves, type SharedStore } from "../../../src/resolve/shared-resolves.ts";
import { Visibility } from "../../../src/resolve/visibility.ts";
import { Digraph } from "../../../src/solver/digraph.ts";
import { SolverMemory } from "../../../src/solver/family.ts";
import { type Files, folder, newReading, write } from "../repository/repositories.ts";
import { later, sourceOf } from "./sources.ts";

afterEach(() => vi.restoreAllMocks());

const packages: Files = {
  "app/1/package.py": "name='app'\nrequires=['lib-1+', '!tool-2']\ntimestamp=1\n",
  "app/2/package.py": "name='app'\nrequires=['lib-1+', '~tool-1']\ntimestamp=1\n",
  "lib/1/package.py": "name='lib'\nvariants=[['base-1'], ['base-2']]\ntimestamp=1\n",
  "lib/2/package.py": "name='lib'\nrequires=['base-9']\ntimestamp=1\n",
  "base/1/package.py": "name='base'\ntimestamp=1\n",
  "base/2/package.py": "name='base'\ntimestamp=1\n",
  "tool/1/package.py": "name='tool'\ntimestamp=1\n",
  "tool/2/package.py": "name='tool'\ntimestamp=1\n",
  "bad/1/package.py": "name='bad'\n@late()\ndef requires(): return []\n",
  "worse/1/package.py": "name=\n",
};

/** A server that anybody may have written to. */
class Store implements SharedStore {
  text_: string | null = null;

  async text(): Promise<string | null> {
    return this.text_;
  }

  async keep(_: string, text: string): Promise<void> {
    this.text_ = text;
  }
}

interface Machine {
  readonly requests?: readonly string[];
  readonly change?: (source: PackageSource) => PackageSource;
}

async function machine(store: Store, root: string | string[], how: Machine = {}) {
  const { requests = ["app"], change = (source) => source } = how;
  const source = change(await sourceOf(root, newReading()));
  const question = {
    requests,
    options: {},
    filter: null,
    orders: {},
    testing: false,
    releasePaths: null,
  };
  const shared = new SharedResolves(store, question, source);
  const resolved = () =>
    resolve({ requests, options: {}, onStep: null }, source, {
      families: new FamilyMemory(),
      solver: new SolverMemory(),
    });
  return { shared, resolved };
}

async function publish(store: Store, root: string | string[], how: Machine = {}) {
  const { shared, resolved } = await machine(store, root, how);
  const answer = answerOf(await resolved());
  await shared.keep(answer);
  return plain(answer);
}

async function found(store: Store, root: string | string[], how: Machine = {}) {
  const answer = await (await machine(store, root, how)).shared.find();
  return answer && plain(answer);
}

function plain({ status, variants, graph }: Answer) {
  const names = variants.map(({ record }) => record.uri);
  return { status, variants: names, graph };
}

/** What a server holds that somebody has tampered with. */
function forge(store: Store, change: (entry: Entry) => void): void {
  const entry = JSON.parse(store.text_!);
  change(entry);
  store.text_ = JSON.stringify(entry);
}

interface Entry {
  variants: unknown[][];
  evidence: { paths: string[]; states: string; realPaths: unknown; folderPaths: unknown };
  graph: string;
}

async function studio() {
  later();
  const root = await folder(packages);
  const store = new Store();
  const made = await publish(store, root);
  return { root, store, made };
}

test("what one resolved, others find", async () => {
  const { root, store, made } = await studio();
  expect(made.status).toBe("solved");
  expect(await found(store, root)).toEqual(made);
});

test("an edit, a release or a removal ends it", async () => {
  for (const edit of [
    { "app/2/package.py": "name='app'\nrequires=['base-1']\ntimestamp=1\n" },
    { "app/3/package.py": "name='app'\ntimestamp=1\n" },
    { "lib/.ignore1": "" },
  ] as Files[]) {
    const { root, store } = await studio();
    await write(root, edit);
    expect(await found(store, root)).toBe(null);
  }
});

test("what failed is nobody else's business", async () => {
  later();
  const store = new Store();
  await publish(store, await folder(packages), { requests: ["app-1", "tool-2"] });
  expect(store.text_).toBe(null);
});

test.each<[string, (entry: Entry) => void]>([
  ["a package that is not there", ({ variants }) => variants.push([0, "gone", "1", null])],
  ["a package that nobody asked for", ({ variants }) => variants.push([0, "tool", "1", null])],
  ["a missing package", ({ variants }) => variants.pop()],
  ["a package twice", ({ variants }) => variants.push(variants[0]!)],
  ["another repository", ({ variants }) => Object.assign(variants[0]!, { 0: 7 })],
  ["a name that leads out", ({ variants }) => Object.assign(variants[0]!, { 1: "../../tmp" })],
  ["a version that leads out", ({ variants }) => Object.assign(variants[0]!, { 2: "../../x" })],
  ["a variant that does not exist", ({ variants }) => Object.assign(variants[1]!, { 3: 99 })],
  ["a late requirement", ({ variants }) => variants.push([0, "bad", "1", null])],
  ["a definition that is broken", ({ variants }) => variants.push([0, "worse", "1", null])],
  ["no evidence", ({ evidence }) => Object.assign(evidence, { paths: [], states: "" })],
  [
    "evidence elsewhere",
    ({ evidence }) => Object.assign(evidence, { paths: ["/etc/passwd"], states: "" }),
  ],
  [
    "evidence that leads out",
    ({ evidence }) => Object.assign(evidence, { paths: [...evidence.paths, "/../etc"] }),
  ],
  [
    "evidence that leads out in between",
    ({ evidence }) => Object.assign(evidence, { paths: ["/x/..", ...evidence.paths] }),
  ],
  ["a folder elsewhere", (entry) => Object.assign(entry.evidence, { folderPaths: [["/", "/"]] })],
  ["a graph that opens pages", (entry) => Object.assign(entry, { graph: graphWith("href", "x") })],
  ["a graph that is code", (entry) => Object.assign(entry, { graph: "__import__('os')" })],
  [
    "more packages than any resolve has",
    (entry) => Object.assign(entry, { variants: Array(2_001).fill([0, "gone", "1", null]) }),
  ],
  ["another shape", (entry) => Object.assign(entry, { variants: { length: 1 } })],
])("a forged entry with %s is not believed", async (_, change) => {
  const { root, store } = await studio();
  forge(store, change);
  expect(await found(store, root)).toBe(null);
});

test("nothing that is written at random is an answer, but a solution of the request", async () => {
  const { root, store, made } = await studio();
  const genuine = store.text_!;
  const cut = fc.record({ at: fc.nat(genuine.length), length: fc.nat(40), text: fc.string() });
  const names = fc.constantFrom("app", "lib", "base", "tool", "bad", "worse", "nowhere");
  const variant = fc.tuple(
    fc.constantFrom(0, 1, -1),
    names,
    fc.constantFrom("1", "2", "3", ""),
    fc.constantFrom(null, 0, 1, 2),
  );
  const solutions = new Set<string>();
  const isKnown = async () => {
    const answer = await found(store, root);
    if (answer) solutions.add(JSON.stringify([...answer.variants].sort()));
  };
  await fc.assert(
    fc.asyncProperty(cut, async ({ at, length, text }) => {
      store.text_ = genuine.slice(0, at) + text + genuine.slice(at + length);
      await isKnown();
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(variant, { maxLength: 4 }), async (variants) => {
      store.text_ = JSON.stringify({ ...JSON.parse(genuine), variants });
      await isKnown();
    }),
  );
  const uri = (place: string, index: number | "") => `${join(root, place, "package.py")}[${index}]`;
  const allowed = ["app/1", "app/2"].flatMap((app) =>
    [0, 1].map((index) =>
      JSON.stringify([uri(app, ""), uri(`base/${index + 1}`, ""), uri("lib/1", index)].sort()),
    ),
  );
  expect([...solutions].filter((each) => !allowed.includes(each))).toEqual([]);
  expect(made.variants).toHaveLength(3);
});

test("a package that a filter hides, or another repository, is not chosen for us", async () => {
  const { root, store, made } = await studio();
  const hides = (pattern: string): Machine => ({
    change: (source) => ({
      ...source,
      visibility: new Visibility(
        {
          askHost: false,
          filters: [
            { excludes: [{ family: null, rules: [{ type: "glob", pattern }] }], includes: [] },
          ],
        },
        {} as never,
      ),
    }),
  });
  expect(await found(store, root, hides("tool-*"))).toEqual(made);
  expect(await found(store, root, hides("base-*"))).toBe(null);
  const first = await folder({ "base/1/package.py": "name='base'\n", "base/2/package.py": "" });
  forge(store, ({ variants }) => {
    for (const variant of variants) variant[0] = 1;
  });
  expect(await found(store, [first, root])).toBe(null);
});

test("a graph is plain when it is one that we write", () => {
  const graph = new Digraph();
  expect(isPlainGraph(compactGraph(graph))).toBe(true);
  for (const text of ["", "{}", "{'nodes': [], 'edges': [1]}", graphWith("image", "/etc/x")]) {
    expect(isPlainGraph(text)).toBe(false);
  }
  expect(isPlainGraph(graphWith("label", "a\\'b"))).toBe(true);
  const known = graphWith("label", "a");
  for (const [part, other] of [
    ["])", "))"],
    ["'),)", "'))"],
    ["'label'", '"label"'],
    ["['_1']", "[['_1']]"],
    ["'_1'", "_1"],
    ["'_1'", "'_1' * 9"],
    ["'a'", "'a\n'"],
    ["'a'", `'${"a".repeat(2001)}'`],
  ] as const) {
    expect(known).toContain(part);
    expect([other, isPlainGraph(known.replace(part, other))]).toEqual([other, false]);
  }
  const started = performance.now();
  expect(isPlainGraph(`'${"a".repeat(100_000)}`)).toBe(false);
  expect(isPlainGraph(`'${"\\\\".repeat(100_000)}`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(10_000);
});

function graphWith(name: string, value: string): string {
  return `{'nodes': [((('${name}', '${value}'),), ['_1'])], 'edges': []}`;
}

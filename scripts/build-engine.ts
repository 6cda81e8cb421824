// Bundles the engine into one file beside the shim, and Graphviz into another, which the engine loads
// when a graph is to be drawn; with the licences of what went into both.
//   node scripts/build-engine.ts
// Tests bundle an engine with methods of their own:
//   node scripts/build-engine.ts --entry test/engine/server/probe.ts --outfile …/probe.cjs
// For a profile by functions and files: --no-minify.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";

const root = path.resolve(import.meta.dirname, "..");
const product = path.join(root, "python/rez_next/_engine/engine.cjs");

const { entry, outfile, minify } = parseArgs({
  options: {
    entry: { type: "string", default: "src/main.ts" },
    outfile: { type: "string", default: product },
    minify: { type: "boolean", default: true },
  },
  allowNegative: true,
}).values;

// The oldest Node that has what the engine uses. An older one must say so, not fail on syntax or
// a missing module, so this runs first and is written for any Node.
const versionCheck = `(function () {
  var v = process.versions.node.split(".").map(Number);
  if (v[0] > 22 || (v[0] === 22 && v[1] >= 13)) return;
  require("fs").writeSync(2, "rez-next needs Node 22.13 or newer, and this is Node " + process.versions.node + "\\n");
  process.exit(1);
})();`;

// What takes long to load and is not needed by every process is loaded by its first use: crypto by
// hashed variants (3.5 ms), the Python grammar by the first definition that no cache knows (4 ms),
// yaml by a package.yaml (2 ms), semver by many versions in its order (1 ms), the file calls that wait by slow
// storage (1 ms), and processes by the first shell (0.7 ms). Node's own start is 26 ms on the same
// machine.
const LAZY = [
  "node:crypto",
  "node:child_process",
  "node:fs/promises",
  "@lezer/python",
  "yaml",
  "semver/functions/parse.js",
];

const lazyModules: Plugin = {
  name: "lazy-modules",
  setup({ onResolve, onLoad, resolve }) {
    const resolveDir = root;
    onResolve({ filter: /./ }, ({ path: name, namespace, pluginData }) => {
      const module = LAZY.includes(`node:${name}`) ? `node:${name}` : name;
      if (!LAZY.includes(module) || pluginData === "found") return null;
      if (namespace !== "lazy") return { path: module, namespace: "lazy" };
      if (module.startsWith("node:")) return { path: module, external: true };
      // As an import would find it: a package must not be in the bundle in two forms.
      return resolve(module, { kind: "import-statement", resolveDir, pluginData: "found" });
    });
    onLoad({ filter: /./, namespace: "lazy" }, async ({ path: module }) => {
      const found = await import(module);
      const names = Object.keys(found).filter((name) => /^\w+$/.test(name));
      if (names.join() === "default" && typeof found.default === "function") {
        return {
          contents: `module.exports = (...given) => require("${module}")(...given);`,
          resolveDir,
        };
      }
      const getters = names.map((name) => `get ${name}() { return require("${module}").${name}; }`);
      return { contents: `module.exports = {\n  ${getters.join(",\n  ")}\n};`, resolveDir };
    });
  },
};

// Data that one build made is not for another: the build goes by the hash of its own text.
const BUILD = "engine build";

const graphviz = path.join(path.dirname(outfile), "graphviz.cjs");
const drawing = await bundled("src/graph-image/graphviz.ts", graphviz);
const engine = await bundled(entry, outfile, {
  banner: { js: versionCheck },
  define: { ENGINE_BUILD: JSON.stringify(BUILD) },
  plugins: [lazyModules],
});
const bundle = readFileSync(outfile, "utf8");
const hash = createHash("sha256").update(bundle).digest("hex").slice(0, 16);
writeFileSync(outfile, bundle.replaceAll(JSON.stringify(BUILD), JSON.stringify(hash)));
const notices = licences([...Object.keys(drawing.inputs), ...Object.keys(engine.inputs)]);
writeFileSync(path.join(path.dirname(outfile), "THIRD_PARTY_LICENSES"), notices);

async function bundled(from: string, to: string, more: BuildOptions = {}): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [from],
    outfile: to,
    bundle: true,
    platform: "node",
    target: "node22.13",
    format: "cjs",
    legalComments: "none",
    // Short names are less to read, to keep in memory, and to make of what was compiled before: 4 of
    // the 58 ms that an engine takes to start. Start.cjs relies on a text that is all ASCII.
    minify,
    charset: "ascii",
    logLevel: "warning",
    ...more,
    metafile: true,
  });
  return metafile;
}

/** The licence notices of the packages that files of the bundles are from. */
function licences(inputs: readonly string[]): string {
  const packages = new Set<string>();
  for (const input of inputs) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (found !== undefined) packages.add(found);
  }
  const sections = [...packages].sort().map((name) => {
    const directory = path.join(root, name);
    const {
      name: title,
      version,
      license,
    } = JSON.parse(readFileSync(path.join(directory, "package.json"), "utf8")) as {
      name: string;
      version: string;
      license?: string;
    };
    const notices = readdirSync(directory)
      .filter((file) => /^(licen[cs]e|notice|thirdpartynotices)/i.test(file))
      .map((file) => readFileSync(path.join(directory, file), "utf8").trim());
    // A package that holds what others have written, compiled, may lack their notices.
    const within = path.join(root, "scripts/notices", `${path.basename(name)}.txt`);
    if (existsSync(within)) notices.push(readFileSync(within, "utf8").trim());
    if (notices.length === 0) throw new Error(`${title} comes without a licence file`);
    return `${title} ${version} (${license ?? "see below"})\n\n${notices.join("\n\n")}\n`;
  });
  const rule = `\n${"-".repeat(80)}\n\n`;
  return `engine.cjs and graphviz.cjs contain code of these packages.\n${rule}${sections.join(rule)}`;
}

// Bundles the engine into one file beside the shim, with the licences of what went into it.
//   node scripts/build-engine.ts
// Tests bundle an engine with methods of their own:
//   node scripts/build-engine.ts --entry test/engine/server/probe.ts --outfile …/probe.cjs

import * as crypto from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { build, type Metafile, type Plugin } from "esbuild";

const root = path.resolve(import.meta.dirname, "..");
const product = path.join(root, "python/rez_next/_engine/engine.cjs");

const { entry, outfile } = parseArgs({
  options: {
    entry: { type: "string", default: "src/main.ts" },
    outfile: { type: "string", default: product },
  },
}).values;

// The oldest Node that has what the engine uses. An older one must say so, not fail on syntax or
// a missing module, so this runs first and is written for any Node.
const versionCheck = `(function () {
  var v = process.versions.node.split(".").map(Number);
  if (v[0] > 22 || (v[0] === 22 && v[1] >= 13)) return;
  require("fs").writeSync(2, "rez-next needs Node 22.13 or newer, and this is Node " + process.versions.node + "\\n");
  process.exit(1);
})();`;

// Loading node:crypto takes 3.5 ms, a fifth of what the engine adds to Node's own start, and what
// needs it is rare: named pipes in vscode-jsonrpc, hashed variants. So it is loaded by its first use.
const lazyCrypto: Plugin = {
  name: "lazy-crypto",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?crypto$/ }, ({ namespace }) =>
      namespace === "lazy" ? { external: true } : { path: "node:crypto", namespace: "lazy" },
    );
    onLoad({ filter: /./, namespace: "lazy" }, ({ path: module }) => {
      const names = Object.keys(crypto).filter((name) => name !== "default");
      const getters = names.map((name) => `get ${name}() { return require("${module}").${name}; }`);
      return { contents: `module.exports = {\n  ${getters.join(",\n  ")}\n};` };
    });
  },
};

const result = await build({
  absWorkingDir: root,
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: "node",
  target: "node22.13",
  format: "cjs",
  banner: { js: versionCheck },
  legalComments: "none",
  metafile: true,
  plugins: [lazyCrypto],
  logLevel: "warning",
});
writeFileSync(path.join(path.dirname(outfile), "THIRD_PARTY_LICENSES"), licences(result.metafile));

/** The licence notices of the packages that the bundle holds code of. */
function licences(metafile: Metafile): string {
  const packages = new Set<string>();
  for (const input of Object.keys(metafile.inputs)) {
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
    if (notices.length === 0) throw new Error(`${title} comes without a licence file`);
    return `${title} ${version} (${license ?? "see below"})\n\n${notices.join("\n\n")}\n`;
  });
  const rule = `\n${"-".repeat(80)}\n\n`;
  return `engine.cjs contains code of these packages.\n${rule}${sections.join(rule)}`;
}

// Who may import whom in the engine. Arrows point down only; see ARCHITECTURE.md for the drawing.

/** Every folder of src, and the folders that it may import besides itself. */
const layers = {
  main: ["server", "handlers", "protocol"],
  server: ["handlers", "protocol", "cache", "context", "definition", "repository", "rex"],
  handlers: [
    "protocol",
    "resolve",
    "context",
    "records",
    "explanation",
    "graph-image",
    "search",
    "cache",
    "package-filter",
    "package-order",
    "solver",
    "rex",
    "shell",
    "git-repository",
    "package-validation",
    "memcached",
    "package-index",
    "repository",
    "definition",
    "python-source",
    "version",
  ],
  protocol: [],
  resolve: [
    "cache",
    "records",
    "explanation",
    "package-filter",
    "package-order",
    "solver",
    "repository",
    "definition",
    "python-source",
    "version",
  ],
  context: [
    "cache",
    "records",
    "package-filter",
    "rex",
    "shell",
    "repository",
    "definition",
    "python-source",
    "version",
  ],
  records: ["rex", "repository", "definition", "python-source", "version"],
  search: ["solver", "repository", "definition", "python-source", "version"],
  "package-filter": ["version"],
  "package-order": ["solver", "version"],
  explanation: ["solver", "version"],
  solver: ["version"],
  "graph-image": [],
  "git-repository": [],
  "package-validation": ["rex", "repository", "definition", "python-source", "version"],
  shell: ["rex", "python-source", "version"],
  rex: ["python-source", "version"],
  "package-index": ["repository", "definition", "cache"],
  repository: ["cache", "definition", "python-source", "version"],
  definition: ["python-source", "version"],
  "python-source": ["version"],
  version: [],
  cache: [],
  memcached: [],
};

/** Files beside the folders that everybody may import. */
const common = "^src/(afterwards|collect-garbage|errors|folders|profile|slices)[.]ts$";

/** What handlers share: what a call is given, and how it gets at repositories. */
const sharedByHandlers =
  "^src/handlers/(handler|engine-state|engine-settings|reading|problem|earlier-resolves)[.]ts$";

/** Packages that one folder alone may name. */
const owners = {
  zod: "protocol",
  "vscode-jsonrpc": "server",
  execa: "(shell|git-repository)",
  yaml: "definition",
  semver: "version",
  "@lezer": "python-source",
  "@hpcc-js": "graph-image",
};

const inFolder = (folder) => (folder === "main" ? "^src/main[.]ts$" : `^src/${folder}/`);

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other are one idea, or lack a third. Types may.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    ...Object.entries(layers).map(([folder, below]) => ({
      name: `layer-of-${folder}`,
      comment: `${folder} may import ${below.join(", ") || "nothing else of src"}.`,
      severity: "error",
      from: { path: inFolder(folder) },
      to: { path: "^src/", pathNot: [common, inFolder(folder), ...below.map(inFolder)] },
    })),
    {
      name: "every-folder-has-a-layer",
      comment: "A new folder needs a line in the table.",
      severity: "error",
      from: { path: "^src/", pathNot: [common, ...Object.keys(layers).map(inFolder)] },
      to: {},
    },
    {
      name: "common-files-import-nothing",
      comment: "What everybody imports must not import anybody.",
      severity: "error",
      from: { path: common },
      to: { path: "^src/", pathNot: common, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "handlers-do-not-import-each-other",
      comment: "What two handlers share belongs to the domain, or is a part of every call.",
      severity: "error",
      from: { path: "^src/handlers/([^/]+)[.]ts$" },
      to: { path: "^src/handlers/", pathNot: [sharedByHandlers, "^src/handlers/$1[.]ts$"] },
    },
    ...Object.entries(owners).map(([name, folder]) => ({
      name: `${name}-belongs-to-${folder}`,
      comment: `Only src/${folder} names ${name}.`,
      severity: "error",
      from: { path: "^src/", pathNot: inFolder(folder) },
      to: { path: `node_modules/${name}(/|$)` },
    })),
    {
      name: "no-development-packages",
      comment: "What the engine imports must be in its bundle.",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown", "unknown"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".js", ".mjs", ".cjs", ".json"],
    },
  },
};

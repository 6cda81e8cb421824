import { expect, test } from "vitest";
import { makeCommandEnvironment, makeEnvironment } from "../../../src/context/environment.ts";
import type { EnvironmentRequest } from "../../../src/context/environment-request.ts";
import { makeScript, makeShellPlan, type ShellRequest } from "../../../src/context/script.ts";
import type { Tagged } from "../../../src/python-source/tagged.ts";
import { Basis } from "../../../src/records/basis.ts";
import type { ActionsCallback, CommandsHost, VariantData } from "../../../src/rex/host.ts";
import { shellProgram } from "../../../src/shell/programs.ts";

const noHost: CommandsHost = {
  runCommands: () => Promise.reject(new Error("the host was asked")),
};

function variant(name: string, commands: string, changes: Partial<VariantData> = {}): VariantData {
  const attributes: { [name: string]: Tagged } = { commands };
  return {
    name,
    version: "1.2.beta",
    index: null,
    base: `/p/${name}`,
    root: `/p/${name}`,
    originalRoot: null,
    subpath: null,
    uri: `/p/${name}/package.py[]`,
    isLocal: false,
    handle: { key: "", variables: {} },
    attributes,
    ...changes,
  };
}

function request(
  variants: readonly VariantData[],
  context: Partial<EnvironmentRequest["context"]> = {},
  settings: Partial<EnvironmentRequest["settings"]> = {},
): EnvironmentRequest {
  return {
    basis: new Basis(),
    context: {
      variants,
      request: ["a-1", "b"],
      implicits: ["~x==1"],
      ephemerals: [],
      packagePaths: ["/p", "/q"],
      times: ["5", "0"],
      building: false,
      testing: false,
      rezPath: "/rez",
      rezVersion: "3.4.0",
      appendSysPath: false,
      verbosity: 0,
      parentSuitePath: null,
      visibleSuitePaths: [],
      ...context,
    },
    settings: {
      parent_variables: [],
      all_parent_variables: false,
      env_var_separators: {},
      rez_1_environment_variables: false,
      disable_rez_1_compatibility: false,
      catch_rex_errors: true,
      rez_tools_visibility: "never",
      suite_visibility: "always",
      optionvars: null,
      ...settings,
    },
    machine: {
      system: { platform: "linux" },
      environ: new Map([["HOME", "/home"]]),
      homes: { homeOf: () => "/home" },
      pathSeparator: ":",
      rezBinPath: "/rez/bin",
      systemPaths: ["/bin"],
    },
    parentEnviron: null,
    evaluator: "engine",
  };
}

test.each([
  ["env.A = getenv('HOME')", true],
  ["env.A = '$HOME'", true],
  ["env.A = getenv('REZ_USED_TIMESTAMP')", false],
  ["env.A = getenv('REZ_USED_' + 'TIMESTAMP')", false],
  ["env.A = '$REZ_USED_TIMESTAMP'", false],
  ["env.A = 'at {env.REZ_USED_REQUESTED_TIMESTAMP}'", false],
  ["env.A = expandvars('$REZ_USED_TIMESTAMP')", false],
  ["env.REZ_USED_TIMESTAMP.append('x')", false],
  ["env.REZ_USED_TIMESTAMP = '5'", false],
  ["env.N = 'REZ_USED_TIMESTAMP'; setenv('$N', '5')", false],
  ["unsetenv('REZ_USED_REQUESTED_TIMESTAMP')", false],
])("an environment tells whether times have a say in it: %s", async (commands, timeless) => {
  const data = variant("a", commands);
  for (const again of [false, true]) {
    const asked = request([data]);
    await makeEnvironment(asked, noHost);
    expect({ again, timeless: asked.basis.isTimeless }).toEqual({ again, timeless });
  }
});

test("a context sets its own variables, then its packages'", async () => {
  const made = await makeEnvironment(
    request([variant("a.b", "pass"), variant("c", "pass", { isLocal: true })], {
      ephemerals: [".e.f-1"],
    }),
    noHost,
  );
  expect(Object.fromEntries(made.environ)).toEqual({
    REZ_USED: "/rez",
    REZ_USED_VERSION: "3.4.0",
    REZ_USED_TIMESTAMP: "5",
    REZ_USED_REQUESTED_TIMESTAMP: "0",
    REZ_USED_REQUEST: "a-1 b",
    REZ_USED_IMPLICIT_PACKAGES: "~x==1",
    REZ_USED_RESOLVE: "a.b-1.2.beta c-1.2.beta",
    REZ_USED_PACKAGES_PATH: "/p:/q",
    REZ_USED_EPH_RESOLVE: ".e.f-1",
    REZ_USED_LOCAL_RESOLVE: "c-1.2.beta",
    REZ_A_B_VERSION: "1.2.beta",
    REZ_A_B_MAJOR_VERSION: "1",
    REZ_A_B_MINOR_VERSION: "2",
    REZ_A_B_PATCH_VERSION: "beta",
    REZ_A_B_BASE: "/p/a.b",
    REZ_A_B_ROOT: "/p/a.b",
    REZ_C_VERSION: "1.2.beta",
    REZ_C_MAJOR_VERSION: "1",
    REZ_C_MINOR_VERSION: "2",
    REZ_C_PATCH_VERSION: "beta",
    REZ_C_BASE: "/p/c",
    REZ_C_ROOT: "/p/c",
    REZ_EPH_E_F_REQUEST: "1",
  });
});

test("pre_commands of all packages come before commands, then post_commands", async () => {
  const add = (text: string) => `env.ORDER.append('${text}')`;
  const variants = ["a", "b"].map((name) =>
    variant(name, "", {
      attributes: {
        post_commands: add(`post ${name}`),
        commands: add(name),
        pre_commands: add(`pre ${name}`),
      },
    }),
  );
  const { environ } = await makeEnvironment(request(variants), noHost);
  expect(environ.get("ORDER")).toBe("pre a:pre b:a:b:post a:post b");
});

test("PATH ends with suites, the system's and rez's own", async () => {
  const { environ } = await makeEnvironment(
    request(
      [variant("a", "env.PATH.append('/a')")],
      { visibleSuitePaths: ["/s"], appendSysPath: true },
      { rez_tools_visibility: "append" },
    ),
    noHost,
  );
  expect(environ.get("PATH")).toBe("/a:/s/bin:/bin:/rez/bin");
});

test.each([
  ["always", null, "/s/bin:/t/bin"],
  ["never", "/s", undefined],
  ["parent", null, undefined],
  ["parent", "/s", "/s/bin"],
  ["parent_priority", "/s", "/s/bin"],
] as const)(
  "suites that are visible %s of parent %s: %s",
  async (suite_visibility, parent, path) => {
    const context = { visibleSuitePaths: ["/s", "/t"], parentSuitePath: parent };
    const { environ } = await makeEnvironment(request([], context, { suite_visibility }), noHost);
    expect(environ.get("PATH")).toBe(path);
  },
);

test("a cached payload is the root, and the original is told", async () => {
  const cached = variant("a", "env.A = '{root} {this.root}'", { root: "/c", originalRoot: "/p/a" });
  const { environ } = await makeEnvironment(request([cached]), noHost);
  expect([environ.get("REZ_A_ROOT"), environ.get("REZ_A_ORIG_ROOT"), environ.get("A")]).toEqual([
    "/c",
    "/p/a",
    "/c /c",
  ]);
});

test("a failure names the package and the function, at length when asked", async () => {
  const host: CommandsHost = {
    runCommands: async () => ({
      actions: [{ kind: "setenv", key: "LOST", value: "1" }],
      mentioned: [],
      error: { type: "SourceCodeExecError", exception: "ValueError", message: "bad", text: "long" },
    }),
  };
  const broken = [variant("a", "import broken")];
  await expect(makeEnvironment(request(broken), host)).rejects.toMatchObject({
    type: "PackageCommandError",
    message: "Error in commands in package '/p/a/package.py[]':\nbad",
  });
  await expect(makeEnvironment(request(broken, { verbosity: 2 }), host)).rejects.toThrow(/\nlong$/);
  const settings = { catch_rex_errors: false };
  await expect(makeEnvironment(request(broken, {}, settings), host)).rejects.toMatchObject({
    type: "SourceCodeExecError",
    message: "long",
  });
});

test("a command starts from a parent environment that was given, not from the process's", async () => {
  const asked = request([variant("a", "info('hi')")]);
  const own = await makeCommandEnvironment(asked, noHost);
  expect(own.environ.has("HOME")).toBe(false);
  expect(own.effects).toEqual([{ kind: "info", text: "hi" }]);
  const given = { ...asked, parentEnviron: new Map([["GIVEN", "1"]]) };
  expect((await makeCommandEnvironment(given, noHost)).environ.get("GIVEN")).toBe("1");
  expect((await makeEnvironment(given, noHost)).environ.has("GIVEN")).toBe(false);
});

test("a script exports what an environment has", async () => {
  const asked = request([variant("a", "env.A.append('{root}'); env.A.append('$HOME')")]);
  const script = await makeScript(
    {
      ...asked,
      program: shellProgram("bash"),
      executable: () => "/bin/bash",
      programFile: () => null,
      shellSettings: shellProgram("bash").defaultSettings,
      isPathed: () => false,
    },
    noHost,
    { loadPath: "/etc/passwd" },
  );
  const lines = script.split("\n");
  expect(lines.slice(0, 2)).toEqual(["#!/bin/bash", 'export REZ_RXT_FILE="/etc/passwd"']);
  expect(lines).toContain('export A="$' + "{A}:$" + '{HOME}"');
});

function shellRequest(variants: readonly VariantData[]): ShellRequest {
  return {
    ...request(variants),
    program: shellProgram("bash"),
    executable: () => "/bin/bash",
    programFile: () => null,
    shellSettings: shellProgram("bash").defaultSettings,
    isPathed: () => false,
    folder: "/t",
    rxtFile: "/t/context.rxt",
    contextFile: null,
    rcfile: null,
    norc: false,
    stdin: false,
    command: ["echo", "a b"],
    quiet: false,
    preCommand: [],
    now: "7",
    spawnSettings: {
      set_prompt: true,
      prefix_prompt: true,
      package_commands_sourced_first: true,
    },
    completionFolder: "",
    addRez: true,
  };
}

test("a shell's plan writes the context's script first", async () => {
  const plan = await makeShellPlan(shellRequest([]), noHost);
  expect(plan.files.map(({ path }) => path)).toEqual(["/t/context.sh", "/t/rez-shell.sh"]);
  expect(plan.files[0]?.text).toContain('export REZ_SHELL_INIT_TIMESTAMP="7"');
  expect(plan.files[1]?.text).toContain('echo "a b"\n');
  expect(plan.environ).toEqual(new Map([["HOME", "/home"]]));
});

test.each([
  ["env.A = '1'", true],
  ["env.A = '$' + '{REZ_CONTEXT_FILE}'", false],
  ["env.A = getenv('REZ_RXT_FILE')", false],
  ["import os\nenv.A = str(os.path.isfile(expandvars('$REZ_RXT_FILE')))", false],
])("a plan is of use in another folder unless commands() saw this one: %s", async (code, lasts) => {
  const asked = shellRequest([variant("a", code)]);
  await makeShellPlan(asked, noHost);
  expect(asked.basis.files !== null).toBe(lasts);
});

test("callbacks add actions before and after the packages, and are told what there is", async () => {
  const asked: [string, string | undefined, readonly string[]][] = [];
  const callback =
    (name: string): ActionsCallback =>
    async ({ environ, mentioned }) => {
      asked.push([name, new Map(environ).get("A"), mentioned]);
      return {
        actions: [{ kind: "appendenv", key: "A", value: name }],
        mentioned: ["ONLY_MENTIONED"],
        binds: false,
      };
    };
  const plan = await makeShellPlan(
    shellRequest([variant("a", "env.A.append('package'); env.SEEN = 'ONLY_MENTIONED' in env")]),
    noHost,
    { before: callback("before"), after: callback("after") },
  );
  expect(asked.map(([name, value]) => [name, value])).toEqual([
    ["before", undefined],
    ["after", "before:package"],
  ]);
  expect(asked[1]?.[2]).toContain("ONLY_MENTIONED");
  const lines = plan.files[0]?.text.split("\n") ?? [];
  expect(lines.filter((line) => /^export (A|SEEN)=/.test(line))).toEqual([
    'export A="before"',
    'export A="$' + '{A}:package"',
    'export SEEN="True"',
    'export A="$' + '{A}:after"',
  ]);
});

test("packages' commands run in Python when a callback has bound names", async () => {
  const sources: string[] = [];
  const host: CommandsHost = {
    runCommands: async ({ code }) => {
      sources.push(code.source);
      return { actions: [], mentioned: [] };
    },
  };
  const binds: ActionsCallback = async () => ({ actions: [], mentioned: [], binds: true });
  await makeShellPlan(shellRequest([variant("a", "env.A = 1")]), host, {
    before: binds,
    after: null,
  });
  expect(sources).toEqual(["env.A = 1"]);
});

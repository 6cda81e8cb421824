import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expandUser } from "../../../src/rex/expansion.ts";
import { look } from "../../../src/rex/look.ts";
import { ALL_PROGRAMS, shellProgram } from "../../../src/shell/programs.ts";
import type { SpawnPlan, SpawnRequest } from "../../../src/shell/spawn.ts";

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "home-"));
  writeFileSync(join(home, ".bashrc"), "");
});
afterAll(() => rmSync(home, { recursive: true }));

function plan(shell: string, changes: Partial<SpawnRequest> = {}): SpawnPlan {
  const homes = { homeOf: () => home };
  expect(expandUser("~", homes)).toBe(home);
  const program = ALL_PROGRAMS.get(shell) ?? shellProgram(shell);
  return program.planSpawn({
    options: {
      executable: () => "/bin/shell",
      pathSeparator: ":",
      isWindows: false,
      environ: new Map([["HOME", home]]),
      expandUser: (text) => expandUser(text, homes),
      isPathed: () => false,
      programFile: () => null,
    },
    shellSettings: program.defaultSettings,
    aliases: new Map(),
    look,
    contextFile: "/t/context.sh",
    folder: "/t",
    rcfile: null,
    norc: false,
    stdin: false,
    command: null,
    quiet: false,
    preCommand: [],
    settings: {
      set_prompt: true,
      prefix_prompt: true,
      prompt: ">",
      package_commands_sourced_first: true,
    },
    homes,
    completionFolder: "/c",
    addRez: true,
    isProductionInstall: false,
    ...changes,
  });
}

const text = (made: SpawnPlan, name: string) =>
  made.files.find(({ path }) => path === `/t/${name}`)?.text.split("\n");

describe("bash", () => {
  test("a command sources the context and runs in one script", () => {
    const made = plan("bash", { command: "do it", preCommand: ["nice"] });
    expect(made.argv).toEqual(["nice", "/bin/shell", "/t/rez-shell.sh"]);
    expect(made.files).toHaveLength(1);
    const script = text(made, "rez-shell.sh") ?? [];
    expect(script.slice(0, 4)).toEqual([
      "#!/bin/shell",
      'export REZ_ENV_PROMPT="$' + '{REZ_ENV_PROMPT}>"',
      '. "/t/context.sh"',
      "unset BASH_ENV",
    ]);
    expect(script.slice(-3)).toEqual(["do it", "exit $?", ""]);
  });

  test("an interactive shell gets start-up files of its own, the user's behind them", () => {
    const made = plan("bash");
    expect(made.files.map(({ path }) => path)).toEqual([
      "/t/.bash_profile",
      "/t/.bashrc",
      "/t/rez-shell.sh",
    ]);
    expect(text(made, ".bashrc")).toContain(`. "${home}/.bashrc"`);
    expect(text(made, ".bashrc")).toContain('echo "You are now in a rez-configured environment."');
    expect(text(made, ".bash_profile")).not.toContain(`. "${home}/.bash_profile"`);
    expect(text(made, "rez-shell.sh")).toContain('export HOME="/t"');
  });

  test("standard input is passed on when the shell reads from it", () => {
    expect(plan("bash", { stdin: true }).stdin).toBe(true);
    expect(plan("bash", { stdin: true, command: "" }).stdin).toBe(false);
  });

  test("without start-up files the rcfile is ours", () => {
    const made = plan("bash", { norc: true });
    expect(text(made, "rez-shell.sh")).toContain("/bin/shell --rcfile /t/rcfile.sh");
  });

  test("options that overrule each other are told", () => {
    expect(plan("bash", { norc: true, rcfile: "x", command: "y", stdin: true }).warnings).toEqual([
      "rcfile ignored by bash shell - overruled by norc option",
      "stdin ignored by bash shell - overruled by command option",
    ]);
  });
});

test("an interactive sh is led by $ENV", () => {
  const made = plan("sh", { rcfile: "x", quiet: true });
  expect(text(made, "rez-shell.sh")).toContain('export ENV="/t/ENV.sh"');
  expect(text(made, "ENV.sh")).not.toContain('echo ""');
  expect(made.warnings).toEqual(["rcfile ignored, not supported by sh shell"]);
});

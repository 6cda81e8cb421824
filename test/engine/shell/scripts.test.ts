// What the shells write for each action, and what a real one makes of it.

import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { EscapedString } from "../../../src/rex/escaped-string.ts";
import { ALL_PROGRAMS, shellProgram } from "../../../src/shell/programs.ts";
import type { Shell } from "../../../src/shell/shell.ts";

const home = (text: string) => (text.startsWith("~") ? `/home/me${text.slice(1)}` : text);

function shell(name = "bash"): Shell {
  const program = ALL_PROGRAMS.get(name) ?? shellProgram(name);
  return program.create({
    executable: () => "/bin/x",
    pathSeparator: ":",
    isWindows: false,
    environ: new Map(),
    expandUser: home,
    isPathed: (variable) => variable.endsWith("PATH"),
    programFile: () => null,
  });
}

function lines(name: string, act: (shell: Shell) => void): string {
  const made = shell(name);
  act(made);
  return made.output("file");
}

describe.each(["bash", "sh"])("%s", (name) => {
  test("quotes what is literal and leaves variables in the rest", () => {
    const value = EscapedString.literal("$A b").append('~ "\\', false);
    expect(lines(name, (made) => made.setenv("X", value))).toBe(
      `export X='$A b'"~ \\"\\\\"\n`.replace("~", "/home/me"),
    );
  });

  test("writes messages line by line", () => {
    expect(lines(name, (made) => made.info("a\nb"))).toBe('echo "a"\necho "b"\n');
    expect(lines(name, (made) => made.error(""))).toBe('echo "" 1>&2\n');
  });

  test("leaves a command's text alone and quotes arguments of a list", () => {
    expect(lines(name, (made) => made.command("a  b"))).toBe("a  b\n");
    const words = ["a", EscapedString.literal("$X"), "c d"];
    expect(lines(name, (made) => made.command(words))).toBe("a '$X' \"c d\"\n");
  });

  test("as one line, has no comments and no empty ends", () => {
    const made = shell(name);
    made.shebang();
    made.comment("a\nb");
    made.alias("x", "y");
    made.unsetenv("A");
    expect(made.output("eval")).toMatch(/;unset A$/);
    expect(made.output("eval")).not.toMatch(/;;|#/);
  });

  test("sets a variable that is reset", () => {
    expect(lines(name, (made) => made.resetenv("A", "b", null))).toBe('export A="b"\n');
  });
});

test("literal values of every printable character arrive in bash as they are", () => {
  const text = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join("");
  const value = `${text}\n\té ünï 漢 $F4`;
  const made = shell();
  made.setenv("VALUE", EscapedString.literal(value));
  const script = `${made.output("file")}printf %s "$VALUE"`;
  const done = spawnSync("/bin/bash", ["--norc", "-c", script], { encoding: "utf8" });
  expect(done.stdout).toBe(value);
});

test("an unknown shell is an error that names it", () => {
  expect(() => shellProgram("oil")).toThrow("oil");
});

import { expect, test } from "vitest";
import { shellExecutable, systemPaths, which } from "../../../src/shell/executable.ts";
import { shellProgram } from "../../../src/shell/programs.ts";

test("programs are found on a path, by a path, or not at all", () => {
  expect(which("sh", "/nonexistent:/bin")).toBe("/bin/sh");
  expect(which("/bin/sh", undefined)).toBe("/bin/sh");
  expect(which("no-such-program", "/bin")).toBeNull();
  expect(which("sh", "")).toBeNull();
  expect(which("bin", "/")).toBeNull();
});

test("folders on a path are relative to the calling process's", () => {
  expect(which("sh", "bin:/nonexistent", { directory: "/usr" })).toBe("bin/sh");
  expect(which("sh", "bin:/nonexistent", { directory: "/proc" })).toBeNull();
  expect(which("sh", "", { directory: "/usr/bin" })).toBeNull();
  expect(which("sh", ":/nonexistent", { directory: "/usr/bin" })).toBe("sh");
});

test("a shell's executable is the setting's or the one on PATH", () => {
  const environ = new Map([["PATH", "/bin"]]);
  const find = (path: string | null) =>
    shellExecutable(shellProgram("bash"), environ, { executable_fullpath: path });
  expect(find(null)).toBe("/bin/bash");
  expect(find("/bin/sh")).toBe("/bin/sh");
  expect(() => find("/nonexistent")).toThrow("Couldn't find executable '/nonexistent'.");
});

test("a shell that is not installed is an error that names it", () => {
  const environ = new Map([["PATH", "/nonexistent"]]);
  expect(() =>
    shellExecutable(shellProgram("bash"), environ, { executable_fullpath: null }),
  ).toThrow("Couldn't find executable 'bash'.");
});

test("system paths are the setting's, or the shell's with the default ones", async () => {
  const environ = new Map([["PATH", "/bin:/usr/bin"]]);
  expect(await systemPaths(shellProgram("bash"), environ, ["/only"])).toEqual(["/only"]);
  const found = await systemPaths(shellProgram("bash"), environ, []);
  expect(found).toEqual(expect.arrayContaining(["/bin", "/usr/bin"]));
});

test("of a shell that fails, hangs or floods, the default paths are taken", async () => {
  const program = shellProgram("bash");
  const shell = (systemPathArguments: string[], name: string) => ({
    ...program,
    name,
    systemPathArguments,
  });
  const environ = new Map([["PATH", "/bin:/usr/bin"]]);
  for (const script of ["echo __PATHS_ /own; exit 1", "while echo __PATHS_ /own; do :; done"]) {
    const found = await systemPaths(shell(["-c", script], script), environ, []);
    expect(found).toEqual(["/bin", "/usr/bin"]);
  }
  const cannotStart = new Map([...environ, ["X", "\0"]]);
  await expect(systemPaths(shell(["-c", ""], "nul"), cannotStart, [])).rejects.toThrow();
});

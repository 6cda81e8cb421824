import { expect, test } from "vitest";
import { convertOldCommands } from "../../../src/definition/old-commands.ts";

test.each([
  ["export PATH=!ROOT!/bin:$PATH", "prependenv('PATH', '{root}/bin')"],
  [`export PATH="\${PATH}:!BASE!/bin"`, "appendenv('PATH', '{base}/bin')"],
  [
    "export CMAKE_MODULE_PATH=!ROOT!/x';'$CMAKE_MODULE_PATH",
    "prependenv('CMAKE_MODULE_PATH', '{root}/x')",
  ],
  ["export A=b:c", "setenv('A', 'b:c')"],
  ["export EMPTY", "command('export EMPTY')"],
  ["# words  and more", "comment('words and more')"],
  ["alias ll='ls -l'", "alias('ll', 'ls -l')"],
  ["source it's.sh", 'command("source it\'s.sh")'],
  ["", "command('')"],
])("%s", (command, code) => {
  const separators = { CMAKE_MODULE_PATH: ";" };
  const [comment, line] = convertOldCommands([command], separators).split("\n");
  expect(comment).toContain("OLD COMMAND: ");
  expect(line).toBe(code);
});

import { expect, test } from "vitest";
import { evidenceOf, pathsOf, sawFiles } from "../../../src/repository/evidence.ts";
import type { Status } from "../../../src/repository/storage.ts";

const settled = "1600000000000000001 1600000000000000002 10 7";

function file(path: string, key = settled, isLink = false): Status {
  return { kind: "file", isLink, identity: { path, key } };
}

function saw(seen: Iterable<readonly [string, Status | null]>, ...files: Status[]): boolean {
  const evidence = { ...evidenceOf(new Map(seen)), realPaths: [], folderPaths: [] };
  const identities = files.map(({ identity }) => identity);
  return sawFiles(evidence, pathsOf(evidence), identities);
}

test("a file was seen when that very state of it was", () => {
  const one = file("/p/app/1/package.py");
  const linked = file("/p/app/2/package.py", settled, true);
  const large = file("/p/app/3/package.py", "1 2 10 18446744073709551615");
  const all = [one, linked, large];
  const seen = all.map((status) => [status.identity.path, status] as const);
  expect(saw(seen, ...all)).toBe(true);
  expect(saw(seen.slice(1), ...all)).toBe(false);
  for (const { identity } of all) {
    for (const number of [0, 1, 2, 3]) {
      const numbers = identity.key.split(" ");
      numbers[number] = String(BigInt(numbers[number]!) - 1_000n);
      expect(saw(seen, file(identity.path, numbers.join(" ")))).toBe(false);
    }
  }
});

test("what was no file when it was seen is none that was seen", () => {
  const { identity } = file("/p/app/1/package.py");
  expect(saw([[identity.path, null]], file(identity.path))).toBe(false);
  expect(
    saw([[identity.path, { kind: "directory", isLink: false, identity }]], file(identity.path)),
  ).toBe(false);
});

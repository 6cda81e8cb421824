// What nobody waits for keeps nobody waiting. In a file of its own: the parser is cold at first.

import { expect, test } from "vitest";
import { loadPackages } from "../../../src/repository/load-many.ts";
import { packagesNamed } from "../../../src/repository/paths.ts";
import { Reading } from "../../../src/repository/reading.ts";
import { defaultRepositorySettings } from "../../../src/repository/repository.ts";
import { RepositoryCache } from "../../../src/repository/repository-cache.ts";
import { Cancelled, uncontrolled } from "../../../src/slices.ts";
import { folder, opened } from "./repositories.ts";

const PLAIN = 'name = "plain"\nversion = "1"\n';
const CODE = 'name = "code"\nversion = "1"\ndef commands():\n    env.A = ", ".join(x for x in y)\n';

async function load(root: string, name: string, isIdle: boolean) {
  const reading = new Reading({
    settings: defaultRepositorySettings,
    cache: new RepositoryCache(),
    control: { ...uncontrolled, isIdle },
    host: { evaluateDefinition: () => expect.unreachable() },
  });
  const found = await packagesNamed([await opened(root, reading)], reading, name);
  return loadPackages(found, reading);
}

test("in idle time the parser is not loaded, and is used once it is there", async () => {
  const root = await folder({ "plain/1/package.py": PLAIN, "code/1/package.py": CODE });
  expect(await load(root, "plain", true)).toHaveLength(1);
  await expect(load(root, "code", true)).rejects.toThrow(Cancelled);
  expect(await load(root, "code", false)).toHaveLength(1);
  expect(await load(root, "code", true)).toHaveLength(1);
});

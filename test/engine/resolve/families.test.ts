import { afterEach, expect, test, vi } from "vitest";
import { RepositoryCache } from "../../../src/repository/repository-cache.ts";
import { Families, FamilyMemory } from "../../../src/resolve/families.ts";
import { VersionRange } from "../../../src/version/range.ts";
import { folder, newReading } from "../repository/repositories.ts";
import { later, sourceOf } from "./sources.ts";

afterEach(() => vi.restoreAllMocks());

test("searches share a family, whatever other folders they look through", async () => {
  const root = await folder({ "app/1/package.py": "name='app'\ntimestamp=1\n" });
  const others = [await folder({}), await folder({})];
  later();
  const cache = new RepositoryCache();
  const memory = new FamilyMemory();
  const range = VersionRange.parse("");
  const met: unknown[] = [];
  for (const other of others) {
    const source = await sourceOf(root, newReading(cache));
    const before = await sourceOf(other, newReading(cache));
    const repositories = [...before.repositories, ...source.repositories];
    const families = new Families({ ...source, repositories }, memory);
    await families.answer({ kind: "question", family: "app", versions: null, range });
    met.push(families.family("app"));
  }
  expect(met[0]).toMatchObject({ name: "app" });
  expect(met[1]).toBe(met[0]);
});

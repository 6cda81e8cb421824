import { execFileSync } from "node:child_process";
import { mkdir, open, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { loadPackages } from "../../../src/repository/load-many.ts";
import { packagesNamed } from "../../../src/repository/paths.ts";
import { RepositoryCache } from "../../../src/repository/repository-cache.ts";
import { DiskStorage } from "../../../src/repository/storage.ts";
import { CountingStorage, folder, newReading, opened } from "./repositories.ts";

const storage = new DiskStorage();

test("what is not there is null, whatever lies in the way", async () => {
  const root = await folder({ file: "text" });
  await symlink(join(root, "loop"), join(root, "loop"));
  for (const path of ["none", "file/x", "loop", "x".repeat(300)]) {
    expect(await storage.status(join(root, path))).toBeNull();
    expect(await storage.read(join(root, path))).toBeNull();
    expect(await storage.list(join(root, path))).toBeNull();
  }
  expect(await storage.read(root)).toBeNull();
  expect(await storage.list(join(root, "file"))).toBeNull();
});

test.skipIf(process.platform === "win32")("nobody waits for a named pipe", async () => {
  const root = await folder({});
  const path = join(root, "package.py");
  execFileSync("mkfifo", [path]);
  expect(await storage.read(path)).toBeNull();
  const slow = new DiskStorage();
  let clock = 0;
  vi.spyOn(performance, "now").mockImplementation(() => clock++ * 10);
  try {
    for (let call = 0; call < 4; call++) expect(await slow.read(path)).toBeNull();
  } finally {
    vi.restoreAllMocks();
  }
});

test("a path with a null byte is refused, as by Python", async () => {
  await expect(storage.status("/a\0b")).rejects.toThrow("embedded null byte");
  await expect(storage.read("/a\0b")).rejects.toThrow("embedded null byte");
  await expect(storage.list("/a\0b")).rejects.toThrow("embedded null byte");
});

test.skipIf(process.platform !== "linux")("names that are no UTF-8 are found", async () => {
  const root = await folder({});
  const bytes = Buffer.concat([Buffer.from(`${root}/é`), Buffer.of(0xff, 0xe2, 0x82)]);
  await mkdir(bytes);
  await writeFile(Buffer.concat([bytes, Buffer.from("/file")]), "text");
  const path = `${root}/é\udcff\udce2\udc82`;
  await symlink(bytes, join(root, "link"));
  expect((await storage.list(root))?.map(({ name }) => name)).toEqual([
    "link",
    "é\udcff\udce2\udc82",
  ]);
  expect((await storage.status(path))?.kind).toBe("directory");
  expect(new TextDecoder().decode((await storage.read(`${path}/file`))?.bytes)).toBe("text");
  expect(await storage.realPath(join(root, "link/new"))).toBe(`${path}/new`);
  expect(await storage.linkTarget(join(root, "link"))).toBe(path);
});

test("links are followed, and known as links in a listing", async () => {
  const root = await folder({ "real/file": "text" });
  await symlink("real", join(root, "link"));
  expect((await storage.status(join(root, "link")))?.kind).toBe("directory");
  expect(await storage.list(root)).toEqual([
    { name: "link", kind: "link" },
    { name: "real", kind: "directory" },
  ]);
  expect(await storage.realPath(join(root, "link/new/file"))).toBe(join(root, "real/new/file"));
  expect(await storage.linkTarget(join(root, "link"))).toBe("real");
  expect(await storage.linkTarget(join(root, "real"))).toBeNull();
});

test("a huge definition is refused by its size alone", async () => {
  const root = await folder({});
  await mkdir(join(root, "foo"));
  const file = await open(join(root, "package.py"), "w");
  await file.truncate(200 * 1024 * 1024);
  await file.close();
  await expect(storage.read(join(root, "package.py"))).rejects.toThrow(
    "the file is 200 MB large, a definition may have 32 MB",
  );
});

test("a second look at unchanged packages costs a status for each family and definition", async () => {
  const files = { "foo/1/package.py": "timestamp = 1\n", "foo/2/package.py": "timestamp = 1\n" };
  const root = await folder(files);
  const counting = new CountingStorage();
  const cache = new RepositoryCache({ makeStorage: () => counting });
  const now = Date.now;
  Date.now = () => now() + 60_000;
  try {
    for (let time = 0; time < 2; time++) {
      counting.calls.length = 0;
      const reading = newReading(cache);
      const packages = await packagesNamed([await opened(root, reading)], reading, "foo");
      await loadPackages(packages, reading);
    }
  } finally {
    Date.now = now;
  }
  expect(counting.calls.map((call) => call.replace(root, "")).sort()).toEqual([
    "realPath ",
    "status /foo",
    "status /foo/1/package.py",
    "status /foo/2/package.py",
  ]);
});

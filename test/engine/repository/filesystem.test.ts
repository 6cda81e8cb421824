import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isLoaded, loadPackages } from "../../../src/repository/load-many.ts";
import { packagesNamed } from "../../../src/repository/paths.ts";
import { RepositoryCache } from "../../../src/repository/repository-cache.ts";
import { Version } from "../../../src/version/version.ts";
import { allPackages } from "./all-packages.ts";
import { folder, newReading, opened, versionsOf } from "./repositories.ts";

const python = (name: string, version: string) => `name = '${name}'\nversion = '${version}'\n`;

test("families are folders and definition files with valid names", async () => {
  const root = await folder({
    "foo/1/package.py": python("foo", "1"),
    "bar.yaml": "name: bar\n",
    "not a name/1/package.py": "",
    "__pycache__/x": "",
    "settings.yaml": "{}",
    "readme.md": "",
    "foo.py": "name = 'foo'\n",
  });
  const reading = newReading();
  const families = await (await opened(root, reading)).families(reading);
  expect(families.map(({ uri }) => uri.slice(root.length))).toEqual([
    "/bar.yaml",
    "/foo",
    "/foo.py",
  ]);
});

test("versions are folders that are neither hidden, ignored nor being built", async () => {
  const root = await folder({
    "foo/1.0/package.py": "",
    "foo/1.1/package.py": "",
    "foo/.ignore1.1": "",
    "foo/1.2/other": "",
    "foo/.building1.2": "",
    "foo/1.3/package.py": "",
    "foo/.building1.3": "",
    "foo/.hidden/package.py": "",
    "foo/1.4/nothing": "",
    "foo/notes.txt": "",
  });
  expect(await versionsOf(root, "foo", newReading())).toEqual(["1.0", "1.3", "1.4"]);
  const checking = newReading(undefined, { check_package_definition_files: true });
  expect(await versionsOf(root, "foo", checking)).toEqual(["1.0", "1.3"]);
});

test("a definition in the family folder is the only, unversioned package", async () => {
  const root = await folder({ "foo/package.yaml": "name: foo\n", "foo/1.0/package.py": "" });
  expect(await versionsOf(root, "foo", newReading())).toEqual([""]);
  const refusing = newReading(undefined, { allow_unversioned_packages: false });
  expect(await versionsOf(root, "foo", refusing)).toEqual(["1.0"]);
});

test("package.py is taken before package.yaml", async () => {
  const root = await folder({
    "foo/1/package.py": "from_python = True\n",
    "foo/1/package.yaml": "from_yaml: true\n",
  });
  const reading = newReading();
  const [result] = await loadPackages(
    await allPackages([await opened(root, reading)], reading),
    reading,
  );
  expect(result && isLoaded(result) && result.definition.data).toEqual({ from_python: true });
});

test("a family in one file has its versions, with overrides", async () => {
  const root = await folder({
    "foo.yaml":
      "name: foo\nversions: ['1.0', '2.0']\nrequires: [a]\n" +
      "version_overrides:\n  '2+':\n    requires: [b]\n",
  });
  const reading = newReading();
  const results = await loadPackages(
    await allPackages([await opened(root, reading)], reading),
    reading,
  );
  const seen = results.filter(isLoaded).map(({ uri, base, definition, resource }) => ({
    uri: uri.slice(root.length),
    base,
    requires: definition.attributes.requires,
    handle: resource.handle,
  }));
  const handle = (version: string) => ({
    key: "filesystem.package.combined",
    variables: { location: root, name: "foo", ext: "yaml", version, repository_type: "filesystem" },
  });
  expect(seen).toEqual([
    { uri: "/foo.yaml<1.0>", base: null, requires: ["a"], handle: handle("1.0") },
    { uri: "/foo.yaml<2.0>", base: null, requires: ["b"], handle: handle("2.0") },
  ]);
});

test("errors are of one package, and name its file", async () => {
  const root = await folder({
    "foo/1/package.py": python("foo", "1"),
    "foo/2/package.yaml": "name: [",
    "foo/3/readme": "",
    "foo/5/package.yaml": "- a list\n",
  });
  await mkdir(join(root, "foo/4/package.py"), { recursive: true });
  await symlink("loop", join(root, "foo/loop"));
  const reading = newReading();
  const results = await loadPackages(
    await allPackages([await opened(root, reading)], reading),
    reading,
  );
  expect(results.map((it) => (isLoaded(it) ? "fine" : it.type))).toEqual([
    "fine",
    "ResourceError",
    "PackageDefinitionFileMissing",
    "PackageDefinitionFileMissing",
    "ResourceError",
  ]);
  const messages = results.filter((it) => !isLoaded(it)).map((it) => (it as Error).message);
  messages.forEach((message, index) => {
    expect(message).toContain(join(root, "foo", String(index + 2)));
  });
});

test("a folder that is no version is an error of its family's versions alone", async () => {
  const root = await folder({
    "foo/1/package.py": "",
    "foo/1..2/package.py": "",
    "bar/1/package.py": "",
    "broken.yaml": "versions: [",
  });
  const reading = newReading();
  const repository = await opened(root, reading);
  const failed: string[] = [];
  const resources = await allPackages([repository], reading, ({ name }) => failed.push(name));
  const results = await loadPackages(resources, reading);
  expect(results.map((it) => (isLoaded(it) ? "fine" : it.message))).toEqual([
    "fine",
    "fine",
    `Invalid version syntax: '1..2' (in ${root}/foo)`,
  ]);
  expect(failed).toEqual(["broken"]);
  await expect(packagesNamed([repository], reading, "foo")).rejects.toThrow("Invalid version");
  expect(await packagesNamed([repository], reading, "bar")).toHaveLength(1);
});

test.each(["..", "a/b", "../foo", "", "a..b", "__pycache__", "a\0b"])(
  "%j is no name of a family",
  async (name) => {
    const reading = newReading();
    const repository = await opened(await folder({}), reading);
    await expect(repository.family(reading, name)).rejects.toThrow("Not a valid package name");
  },
);

test("a repository that does not exist has no families", async () => {
  const reading = newReading();
  const repository = await opened("/nonexistent/packages", reading);
  expect(await repository.families(reading)).toEqual([]);
  expect(await repository.family(reading, "foo")).toBeNull();
});

test("the location is the real path", async () => {
  const root = await folder({ "real/foo/1/package.py": "" });
  await symlink(join(root, "real"), join(root, "link"));
  const reading = newReading();
  expect((await opened(`${root}/link/`, reading)).location).toBe(join(root, "real"));
  expect((await opened(`filesystem@${root}/link/new/..`, reading)).location).toBe(
    join(root, "real"),
  );
});

test("a definition is the same object while its file is unchanged", async () => {
  const root = await folder({ "foo/1/package.py": python("foo", "1") });
  const cache = new RepositoryCache();
  const definitions = [];
  for (let call = 0; call < 2; call++) {
    const reading = newReading(cache);
    const resources = await allPackages([await opened(root, reading)], reading);
    definitions.push(...(await loadPackages(resources, reading)).filter(isLoaded));
  }
  expect(definitions[0]?.resource.version).toBe(Version.parse("1"));
});

// The records that several methods speak of: a resource's address, a package, a variant, a context.

import * as z from "zod/mini";
import { jsonObject, record, textObject } from "./method.ts";

export const handle = record(
  "ResourceHandle",
  "A resource's address by value, exactly as rez writes it into contexts.",
  () => z.object({ key: z.string(), variables: jsonObject() }),
);

const packageAddress = record(
  "PackageAddress",
  "A package as its variants know it: where it is, without its attributes.",
  () => z.object({ handle: handle(), uri: z.string(), path: z.string() }),
);

export const variantRecord = record(
  "VariantRecord",
  "A variant: its address and its payload.",
  () =>
    z.object({
      handle: handle(),
      uri: z.string(),
      path: z.string(),
      index: z.nullable(z.int()),
      base: z.nullable(z.string()),
      root: z.nullable(z.string()),
      subpath: z.nullable(z.string()),
      package: packageAddress(),
    }),
);

export const errorRecord = record(
  "ErrorRecord",
  "An error as a value: the name of rez's class, its text, and its data.",
  () => z.object({ type: z.string(), message: z.string(), data: z.nullable(jsonObject()) }),
);

export const attributeErrors = () => z.record(z.string(), errorRecord());

export const packageRecord = record(
  "PackageRecord",
  "A package: its address, and what its definition sets.",
  () =>
    z.object({
      handle: handle(),
      uri: z.string(),
      /** JSON of them, validated and tagged, by rez's names; name and version as the file has them. */
      attributes: z.string(),
      /** What is wrong with further ones, by name. */
      attributeErrors: attributeErrors(),
    }),
);

/** Packages of a family by address. */
export const familyVersions = record(
  "FamilyVersions",
  "Packages of a family: its address, and their versions as its repository spells them.",
  () => z.object({ family: handle(), versions: z.array(z.string()) }),
);

export const familyRecord = record(
  "FamilyRecord",
  "All versions of a name in one repository.",
  () => z.object({ handle: handle(), uri: z.string(), path: z.string() }),
);

export const contextRecord = record(
  "ContextRecord",
  "A resolved context, as far as its environment depends on it.",
  () =>
    z.object({
      packages: z.array(handle()),
      requests: z.array(z.string()),
      implicits: z.array(z.string()),
      ephemerals: z.array(z.string()),
      paths: z.array(z.string()),
      /** When it was made, and the time that was requested, as their variables have them. */
      times: z.array(z.string()),
      /** What a script has in place of both. */
      writtenTimes: z.nullable(z.array(z.string())),
      building: z.boolean(),
      testing: z.boolean(),
      appendSysPath: z.boolean(),
      loadPath: z.nullable(z.string()),
      rezVersion: z.string(),
      rezPath: z.string(),
      verbosity: z.int(),
      parentSuitePath: z.nullable(z.string()),
      /** Payloads in the package cache, by package. */
      cachedRoots: z.record(z.string(), z.string()),
    }),
);

/** Variables of an environment. */
export const environment = textObject;

export const processFacts = record("ProcessFacts", "The calling process and its machine.", () =>
  z.object({
    environ: environment(),
    home: z.nullable(z.string()),
    system: jsonObject(),
  }),
);

export const surroundings = record(
  "Surroundings",
  "What an environment is made in, besides the calling process.",
  () =>
    z.object({
      /** The environment to build on; null is the process's own. */
      parentEnviron: z.nullable(environment()),
      /** The shell whose own PATH closes the new one. */
      shell: z.string(),
    }),
);

export const basis = record(
  "Basis",
  "The files that an answer was made from: it stays right while they are unchanged.",
  () =>
    z.object({
      /** Each path, and the state of what was there: mtime and ctime in ns, size, inode. */
      files: z.array(z.tuple([z.string(), z.nullable(z.string())])),
      /** The times of the context show in the variables that hold them and nowhere else. */
      timeless: z.boolean(),
    }),
);

const shellFile = record("ShellFile", "A file to be written for a shell's start.", () =>
  z.object({ path: z.string(), text: z.string(), kind: z.enum(["context", "script", "shell"]) }),
);

/** The fields of how a shell is started. */
export const spawnPlan = () => ({
  files: z.array(shellFile()),
  /** The variable that points the shell's start-up files at the folder of these, if one does. */
  startupVariable: z.nullable(z.string()),
  argv: z.array(z.string()),
  /** The shell reads commands from standard input, which is then passed on to it. */
  stdin: z.boolean(),
  /** The arguments are a line for the system's own shell. */
  throughSystemShell: z.boolean(),
  warnings: z.array(z.string()),
});

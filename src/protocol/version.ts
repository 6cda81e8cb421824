// Versions by the hundred thousand: one crossing for a whole list.

import * as z from "zod/mini";
import { request } from "./method.ts";

const texts = () => z.array(z.string());

export const sort = request("version/sort", {
  isRepeatable: true,
  description: "Versions in rez's order, or in that of semver.org.",
  params: () =>
    z.object({ versions: texts(), descending: z.boolean(), order: z.enum(["rez", "semver"]) }),
  result: () => z.object({ versions: texts() }),
  errors: ["VersionError"],
});

export const filter = request("version/filter", {
  isRepeatable: true,
  description: "The versions within a range, in the order they came in.",
  params: () => z.object({ versions: texts(), range: z.string() }),
  result: () => z.object({ versions: texts() }),
  errors: ["VersionError"],
});

export const latest = request("version/latest", {
  isRepeatable: true,
  description: "The greatest version, within a range if one is given.",
  params: () => z.object({ versions: texts(), range: z.nullable(z.string()) }),
  result: () => z.object({ version: z.nullable(z.string()) }),
  errors: ["VersionError"],
});

export const group = request("version/group", {
  isRepeatable: true,
  description: "Versions by their first token.",
  params: () => z.object({ versions: texts() }),
  result: () => z.object({ groups: z.array(z.object({ major: z.string(), versions: texts() })) }),
  errors: ["VersionError"],
});

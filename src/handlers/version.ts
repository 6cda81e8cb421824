// Versions by the hundred thousand.

import {
  filterVersions,
  groupByMajor,
  latestVersion,
  sortSemver,
  sortVersions,
} from "../version/bulk.ts";
import { VersionRange } from "../version/range.ts";
import type { Handlers } from "./handler.ts";

export const versionHandlers = {
  "version/sort": ({ versions, descending, order }) => {
    const sort = order === "semver" ? sortSemver : sortVersions;
    return { versions: sort(versions, descending) };
  },

  "version/filter": ({ versions, range }) => ({
    versions: filterVersions(versions, VersionRange.parse(range)),
  }),

  "version/latest": ({ versions, range }) => ({
    version: latestVersion(versions, range === null ? null : VersionRange.parse(range)),
  }),

  "version/group": ({ versions }) => ({
    groups: groupByMajor(versions).map(([major, members]) => ({ major, versions: members })),
  }),
} satisfies Partial<Handlers>;

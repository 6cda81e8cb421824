// What a resolve prefers: which packages it does not look at, and which versions it tries first.

import * as z from "zod/mini";
import { json, record } from "./method.ts";

const globRule = record("GlobRuleData", "Matches packages by a pattern as of files.", () =>
  z.object({ type: z.literal("glob"), pattern: z.string() }),
);

const regexRule = record("RegexRuleData", "Matches packages by a regular expression.", () =>
  z.object({ type: z.literal("regex"), pattern: z.string() }),
);

const rangeRule = record("RangeRuleData", "Matches what a requirement allows.", () =>
  z.object({ type: z.literal("range"), requirement: z.string() }),
);

const timestampRule = record("TimestampRuleData", "Matches what was released until a time.", () =>
  z.object({
    type: z.literal("timestamp"),
    timestamp: z.number(),
    /** Matches what was released later. */
    after: z.boolean(),
    matchUntimestamped: z.boolean(),
  }),
);

const rule = record("RuleData", "A rule of a filter.", () =>
  z.discriminatedUnion("type", [globRule(), regexRule(), rangeRule(), timestampRule()]),
);

const familyRules = record(
  "FamilyRulesData",
  "A family's rules; those without a family may match any.",
  () => z.object({ family: z.nullable(z.string()), rules: z.array(rule()) }),
);

export const packageFilter = record(
  "PackageFilterData",
  "Filters, each of which may hide a package. The host is asked where only it can tell.",
  () => z.object({ askHost: z.boolean(), filters: z.array(oneFilter()) }),
);

const oneFilter = record("OneFilterData", "What a filter excludes, and what of it not.", () =>
  z.object({ excludes: z.array(familyRules()), includes: z.array(familyRules()) }),
);

const nullOrder = record("NullOrderData", "Versions in no order.", () =>
  z.object({ type: z.literal("no_order") }),
);

const sortedOrder = record("SortedOrderData", "By version.", () =>
  z.object({ type: z.literal("sorted"), descending: z.boolean() }),
);

const versionSplit = record("VersionSplitOrderData", "First the versions up to one.", () =>
  z.object({ type: z.literal("version_split"), firstVersion: z.string() }),
);

const timestampOrder = record("TimestampOrderData", "First what was released until a time.", () =>
  z.object({ type: z.literal("soft_timestamp"), timestamp: z.number(), rank: z.int() }),
);

const hostOrder = record("HostOrderData", "The host knows.", () =>
  z.object({ type: z.literal("host") }),
);

export const packageOrder = record("OrderData", "One of rez's orderers, or a user's own.", () =>
  z.discriminatedUnion("type", [
    nullOrder(),
    sortedOrder(),
    versionSplit(),
    timestampOrder(),
    hostOrder(),
  ]),
);

/** A number, a text, {version}, {reversed: key} or {items: keys}. */
export const sortKey = json;

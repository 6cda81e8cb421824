// What a resolve prefers: which packages it does not look at, and which versions it tries first.

import * as z from "zod/mini";
import { json, record } from "./method.ts";

const rule = () =>
  z.discriminatedUnion("type", [
    z.object({ type: z.literal("glob"), pattern: z.string() }),
    z.object({ type: z.literal("regex"), pattern: z.string() }),
    z.object({ type: z.literal("range"), requirement: z.string() }),
    z.object({
      type: z.literal("timestamp"),
      timestamp: z.number(),
      /** Matches what was released later. */
      after: z.boolean(),
      matchUntimestamped: z.boolean(),
    }),
  ]);

/** A family's rules; those without a family may match any. */
const familyRules = () => z.object({ family: z.nullable(z.string()), rules: z.array(rule()) });

export const packageFilter = record(
  "PackageFilterData",
  "Filters, each of which may hide a package. The host is asked where only it can tell.",
  () =>
    z.object({
      askHost: z.boolean(),
      filters: z.array(
        z.object({ excludes: z.array(familyRules()), includes: z.array(familyRules()) }),
      ),
    }),
);

/** One of rez's orderers, or that the host knows the order. */
export const packageOrder = () =>
  z.discriminatedUnion("type", [
    z.object({ type: z.literal("no_order") }),
    z.object({ type: z.literal("sorted"), descending: z.boolean() }),
    z.object({ type: z.literal("version_split"), firstVersion: z.string() }),
    z.object({ type: z.literal("soft_timestamp"), timestamp: z.number(), rank: z.int() }),
    z.object({ type: z.literal("host") }),
  ]);

/** A number, a text, {version}, {reversed: key} or {items: keys}. */
export const sortKey = json;

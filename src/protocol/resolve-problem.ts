// What is solved for, and among which packages: the parameters that every method about a resolve has.

import * as z from "zod/mini";
import { packageFilter, packageOrder } from "./preferences.ts";

/** Fields of an object. */
export const resolveProblem = () => ({
  requests: z.array(z.string()),
  implicits: z.array(z.string()),
  paths: z.array(z.string()),
  filter: z.nullable(packageFilter()),
  /** By family; "*" is for all others. */
  orders: z.record(z.string(), packageOrder()),
  building: z.boolean(),
  testing: z.boolean(),
});

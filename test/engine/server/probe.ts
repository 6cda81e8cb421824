// An engine with methods for the tests of the bridge: the product has none that block, crash or
// call the host at will. Bundled by test/bridge/conftest.py; the server is the product's own.

import { writeFileSync } from "node:fs";
import * as z from "zod/mini";
import { afterwards } from "../../../src/afterwards.ts";
import { RezError } from "../../../src/errors.ts";
import { engineHandlers } from "../../../src/handlers/engine.ts";
import { EngineState } from "../../../src/handlers/engine-state.ts";
import type { Call } from "../../../src/handlers/handler.ts";
import { ping, statistics } from "../../../src/protocol/engine.ts";
import { type AnyRequest, request } from "../../../src/protocol/method.ts";
import { endWithOwner, serve } from "../../../src/server/connection.ts";
import type { Service } from "../../../src/server/dispatch.ts";

type Step = { readonly late: unknown };

const anything = () => z.looseObject({});

function probe(name: string, isRepeatable = true): AnyRequest {
  const form = { params: anything, result: anything };
  return request(name, { isRepeatable, description: "For tests.", ...form });
}

const requests: Service["requests"] = {
  [ping.name]: ping,
  [statistics.name]: statistics,
  "probe/echo": probe("probe/echo"),
  "probe/settings": probe("probe/settings"),
  "probe/read": probe("probe/read"),
  "probe/write": probe("probe/write", false),
  "probe/count": probe("probe/count"),
  "probe/stuck": probe("probe/stuck"),
  "probe/log": probe("probe/log"),
  "probe/leave": probe("probe/leave"),
  "probe/fail": probe("probe/fail"),
  "probe/garbage": probe("probe/garbage"),
  "probe/badResult": request("probe/badResult", {
    isRepeatable: true,
    description: "For tests.",
    params: () => z.object({ number: z.number() }),
    result: () => z.object({ text: z.string() }),
  }),
};

const handlers: Service["handlers"] = {
  ...engineHandlers,

  "probe/echo": (params: object) => params,

  "probe/settings": (_: object, call: Call) => ({
    settings: { packages_path: call.settings.packages_path },
  }),

  /** Asks the host for each step, one after another or all at once. */
  "probe/read": ask,
  "probe/write": ask,

  /** Long work as the domain does it: in slices, with progress, until it is done or cancelled. */
  "probe/count": async ({ milliseconds }: { milliseconds: number }, { control }: Call) => {
    const end = performance.now() + milliseconds;
    let done = 0;
    while (performance.now() < end) {
      if (control.due) await control.pause();
      done++;
      control.report({ title: "counting", done, total: null });
    }
    return { done };
  },

  /** Never lets a message in. */
  "probe/stuck": () => {
    for (;;);
  },

  "probe/log": ({ text, exit }: { text: string; exit?: number }) => {
    console.log(text);
    if (exit !== undefined) process.exit(exit);
    return {};
  },

  /** Work that is not done when the answer is. */
  "probe/leave": ({ file, milliseconds }: { file: string; milliseconds: number }) => {
    afterwards(file, async () => {
      await new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
      writeFileSync(file, "done");
    });
    return {};
  },

  "probe/fail": ({ type, message, data }: { type: string; message: string; data?: never }) => {
    if (type === "TypeError") throw new TypeError(message);
    throw new RezError(type, message, data);
  },

  "probe/garbage": () => {
    process.stdout.write("hello, this is not a message\r\n\r\n");
    return {};
  },

  "probe/badResult": () => ({ text: 1 }),
};

async function ask(
  { steps, together }: { steps: readonly Step[]; together?: boolean },
  { host }: Call,
) {
  const run = async (step: Step) => (await host.evaluateLate(step as never)).value;
  if (together) return { values: await Promise.all(steps.map(run)) };
  const values = [];
  for (const step of steps) values.push(await run(step));
  return { values };
}

export const service: Service = { engine: new EngineState({}), requests, handlers };

// Only the bundle is an engine; vitest imports the service.
if (process.argv[1]?.endsWith("probe.cjs")) {
  console.log = console.error;
  process.on("SIGINT", () => {});
  endWithOwner(process.stdin, process.stdout);
  serve(process.stdin, process.stdout, service);
}

// The engine itself: the handshake, its health, its settings, progress.

import * as z from "zod/mini";
import { jsonObject, notification, request } from "./method.ts";
import { processFacts } from "./records.ts";

export const initialize = request("initialize", {
  isRepeatable: true,
  description: "The first message. Shim and engine ship together and must be of one version.",
  params: () =>
    z.object({
      packageVersion: z.string(),
      pythonVersion: z.string(),
      platform: z.string(),
    }),
  result: () =>
    z.object({
      packageVersion: z.string(),
      nodeVersion: z.string(),
      pid: z.int(),
    }),
  errors: ["EngineError"],
});

export const ping = request("engine/ping", {
  isRepeatable: true,
  description: "Answers at once; measures a crossing.",
  params: () => z.object({}),
  result: () => z.object({}),
});

export const statistics = request("engine/statistics", {
  isRepeatable: true,
  description: "The engine's process: how long it lives and how much memory it holds.",
  params: () => z.object({}),
  result: () =>
    z.object({
      pid: z.int(),
      nodeVersion: z.string(),
      uptimeSeconds: z.number(),
      memory: z.object({ rss: z.int(), heapUsed: z.int(), heapTotal: z.int() }),
    }),
});

export const configurationUpdate = notification("configuration/update", {
  description: "The settings changed; requests sent after this one see the new ones.",
  params: () => z.object({ settings: jsonObject() }),
});

export const processUpdate = notification("process/update", {
  description: "The calling process's environment changed; later requests see the new one.",
  params: processFacts,
});

export const progress = notification("$/progress", {
  description: "How far a running request is.",
  params: () =>
    z.object({
      requestId: z.int(),
      title: z.string(),
      done: z.int(),
      total: z.nullable(z.int()),
    }),
});

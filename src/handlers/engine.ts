// The engine's own methods.

import type { Handlers } from "./handler.ts";

export const engineHandlers = {
  "engine/ping": () => ({}),

  "engine/statistics": () => {
    const { rss, heapUsed, heapTotal } = process.memoryUsage();
    return {
      pid: process.pid,
      nodeVersion: process.versions.node,
      uptimeSeconds: process.uptime(),
      memory: { rss, heapUsed, heapTotal },
    };
  },
} satisfies Partial<Handlers>;

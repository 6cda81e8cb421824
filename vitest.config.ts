import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["test/engine/**/*.test.ts"], testTimeout: 20_000 },
});

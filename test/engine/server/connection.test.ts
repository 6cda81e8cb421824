import { PassThrough } from "node:stream";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  CancellationTokenSource,
  createMessageConnection,
  type MessageConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import packageJson from "../../../package.json" with { type: "json" };
import { serve } from "../../../src/server/connection.ts";
import { service } from "./probe.ts";

const greeting = {
  packageVersion: packageJson.version,
  pythonVersion: "3.11.7",
  platform: "linux",
};

const open: MessageConnection[] = [];

afterEach(() => {
  for (const connection of open.splice(0)) connection.dispose();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** The other end of a served connection, as Python has it. */
function connect(): MessageConnection {
  const toEngine = new PassThrough();
  const fromEngine = new PassThrough();
  const engine = serve(toEngine, fromEngine, service);
  const python = createMessageConnection(
    new StreamMessageReader(fromEngine),
    new StreamMessageWriter(toEngine),
  );
  python.listen();
  open.push(engine, python);
  return python;
}

async function connected(): Promise<MessageConnection> {
  const python = connect();
  await python.sendRequest("initialize", greeting);
  return python;
}

async function failureOf(answer: Promise<unknown>): Promise<ResponseError<{ type: string }>> {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ResponseError) return error;
  throw new Error(`not an error reply: ${error}`);
}

describe("initialize", () => {
  test("answers with the engine's versions", async () => {
    expect(await connect().sendRequest("initialize", greeting)).toEqual({
      packageVersion: packageJson.version,
      nodeVersion: process.versions.node,
      pid: process.pid,
    });
  });

  test("comes before every other method", async () => {
    const error = await failureOf(connect().sendRequest("engine/ping", {}));
    expect(error.message).toBe("engine/ping before initialize");
  });

  test("refuses another version, and says what to reinstall", async () => {
    const python = connect();
    const other = { ...greeting, packageVersion: "99.0.0" };
    const error = await failureOf(python.sendRequest("initialize", other));
    expect(error.data?.type).toBe("EngineError");
    expect(error.message).toMatch(
      /^rez_next 99\.0\.0 started an engine .*reinstall rez-next-python/,
    );
    await failureOf(python.sendRequest("engine/ping", {}));
  });
});

describe("dispatch", () => {
  test("gives the handler's result", async () => {
    expect(await (await connected()).sendRequest("probe/echo", { a: [1, null] })).toEqual({
      a: [1, null],
    });
  });

  test("refuses parameters that are not the method's, naming the field", async () => {
    const error = await failureOf(
      (await connected()).sendRequest("probe/badResult", { number: "one" }),
    );
    expect(error.message).toMatch(/^invalid parameters of probe\/badResult: number: /);
  });

  test("checks results only when told to", async () => {
    expect(await (await connected()).sendRequest("probe/badResult", { number: 1 })).toEqual({
      text: 1,
    });
    vi.stubEnv("REZ_NEXT_CHECK_PROTOCOL", "1");
    const error = await failureOf(
      (await connected()).sendRequest("probe/badResult", { number: 1 }),
    );
    expect(error.message).toMatch(/^invalid result of probe\/badResult: text: /);
  });

  test("checks what the host answers only when told to", async () => {
    const ask = async () => {
      const python = await connected();
      python.onRequest("host/evaluateLate", () => ["no record"]);
      return python.sendRequest("probe/read", { steps: [{ late: 1 }] });
    };
    expect(await ask()).toEqual({ values: [null] });
    vi.stubEnv("REZ_NEXT_CHECK_PROTOCOL", "1");
    const error = await failureOf(ask());
    expect(error.message).toMatch(/^invalid result of host\/evaluateLate: \(whole\): /);
  });

  test("a request sees the settings that were sent before it", async () => {
    const python = await connected();
    const before = python.sendRequest("probe/settings", {});
    void python.sendNotification("configuration/update", { settings: { packages_path: ["/a"] } });
    const after = python.sendRequest("probe/settings", {});
    expect(await before).toEqual({ settings: {} });
    expect(await after).toEqual({ settings: { packages_path: ["/a"] } });
  });
});

describe("errors", () => {
  test("a domain error keeps its type, its message and its data", async () => {
    const thrown = { type: "PackageNotFoundError", message: "none", data: { name: "maya" } };
    const error = await failureOf((await connected()).sendRequest("probe/fail", thrown));
    expect(error.message).toBe("none");
    expect(error.data).toEqual({ type: "PackageNotFoundError", data: { name: "maya" } });
  });

  test("an unexpected one is an EngineError and is logged", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const thrown = { type: "TypeError", message: "a slip" };
    const error = await failureOf((await connected()).sendRequest("probe/fail", thrown));
    expect(error.data?.type).toBe("EngineError");
    expect(log.mock.calls.join()).toContain("TypeError: a slip");
  });
});

describe("a long call", () => {
  test("reports progress under its own id, and not too often", async () => {
    const python = await connected();
    const seen: { requestId: number; title: string }[] = [];
    python.onNotification("$/progress", (progress) => void seen.push(progress));
    await python.sendRequest("probe/count", { milliseconds: 300 });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.length).toBeLessThanOrEqual(7);
    expect(seen[0]).toMatchObject({ requestId: 1, title: "counting", total: null });
  });

  test("is given up soon after a cancel, and others go on", async () => {
    const python = await connected();
    const source = new CancellationTokenSource();
    const long = failureOf(
      python.sendRequest("probe/count", { milliseconds: 60_000 }, source.token),
    );
    expect(await python.sendRequest("probe/echo", { a: 1 })).toEqual({ a: 1 });
    source.cancel();
    // Counted to its end it would outlast this test.
    expect((await long).code).toBe(-32800);
  });
});

describe("host calls", () => {
  test("name the request that caused them", async () => {
    const python = await connected();
    const seen: number[] = [];
    python.onRequest("host/evaluateLate", ({ requestId, params }) => {
      seen.push(requestId);
      return { value: params.late };
    });
    const answers = await Promise.all([
      python.sendRequest("probe/read", { steps: [{ late: 1 }, { late: 2 }] }),
      python.sendRequest("probe/read", { steps: [{ late: 3 }], together: true }),
    ]);
    expect(answers).toEqual([{ values: [1, 2] }, { values: [3] }]);
    expect(seen.toSorted()).toEqual([1, 1, 2]);
  });

  test("an exception of users' Python goes back out with its token", async () => {
    const python = await connected();
    const data = { type: "UsersError", data: { token: 7, traceback: "…" } };
    python.onRequest("host/evaluateLate", () => new ResponseError(-32000, "broken", data));
    const error = await failureOf(python.sendRequest("probe/read", { steps: [{ late: 1 }] }));
    expect(error.message).toBe("broken");
    expect(error.data).toEqual(data);
  });
});

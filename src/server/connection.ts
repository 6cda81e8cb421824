// The engine's two ends: messages on stdin and stdout, and the end of its life. It ends with its
// standard input; on POSIX it also watches its parent, since a forked child of the parent that
// lives on holds a copy of the pipe and would keep the input open for ever.

import {
  CancellationSenderStrategy,
  createMessageConnection,
  type MessageConnection,
  ResponseError,
  StreamMessageReader,
} from "vscode-jsonrpc/node";
import packageJson from "../../package.json" with { type: "json" };
import { allIsDone } from "../afterwards.ts";
import { RezError } from "../errors.ts";
import { engineSettings } from "../handlers/engine-settings.ts";
import type { CallingProcess } from "../handlers/handler.ts";
import { configurationUpdate, initialize, processUpdate } from "../protocol/engine.ts";
import type { TypeOf } from "../protocol/method.ts";
import { dispatcher, type Service } from "./dispatch.ts";
import { invalidMessage, notInitialized, toWire } from "./errors.ts";
import { WholeMessageWriter } from "./message-writer.ts";
import { requestTokens } from "./request-token.ts";

const PARENT_WATCH_MILLISECONDS = 1000;
/** A server that takes what is kept there may hang. */
const LAST_WORK_MILLISECONDS = 200;

/** Answers whoever holds the other ends, until they close them. */
export function serve(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  service: Service,
): MessageConnection {
  const connection = createMessageConnection(
    new StreamMessageReader(input),
    new WholeMessageWriter(output),
    console,
    {
      cancellationStrategy: { receiver: requestTokens, sender: CancellationSenderStrategy.Message },
    },
  );
  const dispatch = dispatcher(connection, service);
  let initialized = false;
  let settings = engineSettings({});
  let caller: CallingProcess = { environ: {}, home: null, system: {} };

  connection.onRequest((method, params, token) => {
    if (method === initialize.name) {
      const parsed = initialize.params().safeParse(params);
      if (!parsed.success) return invalidMessage(method, "handshake", parsed.error.message);
      const reply = greet(parsed.data);
      initialized = !(reply instanceof ResponseError);
      return reply;
    }
    if (!initialized) return notInitialized(method);
    return dispatch(method, params, token, { settings, process: caller });
  });
  connection.onNotification(configurationUpdate.name, (params: unknown) => {
    const parsed = configurationUpdate.params().safeParse(params);
    if (parsed.success) settings = engineSettings(parsed.data.settings);
    else console.error(`invalid ${configurationUpdate.name}: ${parsed.error.message}`);
  });
  connection.onNotification(processUpdate.name, (params: unknown) => {
    const parsed = processUpdate.params().safeParse(params);
    if (parsed.success) caller = parsed.data;
    else console.error(`invalid ${processUpdate.name}: ${parsed.error.message}`);
  });
  connection.listen();
  return connection;
}

/** Ends this process when nobody is left to serve. */
export function endWithOwner(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): void {
  // What came last may be in the middle of its answer.
  const end = () =>
    setImmediate(() => allIsDone(LAST_WORK_MILLISECONDS).then(() => process.exit(0)));
  input.on("end", end);
  input.on("close", end);
  input.on("error", end);
  output.on("error", end);
  if (process.platform === "win32") return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, PARENT_WATCH_MILLISECONDS).unref();
}

function greet(caller: TypeOf<typeof initialize.params>) {
  const packageVersion = packageJson.version;
  if (caller.packageVersion !== packageVersion) {
    return toWire(
      new RezError(
        "EngineError",
        `rez_next ${caller.packageVersion} started an engine ${packageVersion}: ` +
          `${process.argv[1]} is of another installation; reinstall rez-next-python`,
      ),
    );
  }
  return {
    packageVersion,
    nodeVersion: process.versions.node,
    pid: process.pid,
  };
}

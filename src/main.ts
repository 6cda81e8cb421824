// The engine's entry, and the only file with an effect at load. Standard output belongs to the
// messages, so console is turned to standard error before anything else is loaded: hence the
// dynamic imports.

console.log = console.error;
console.info = console.error;
console.debug = console.error;

// Ctrl-C reaches every process of the terminal's group. Python decides what it means here: it
// cancels its request.
process.on("SIGINT", () => {});

// A write beyond the user's limit for files fails, and is no end of the process.
if (process.platform !== "win32") process.on("SIGXFSZ", () => {});

// File calls that are slow enough for the thread pool wait for a server, not for a processor.
process.env.UV_THREADPOOL_SIZE ??= "64";

/** Who starts the engine keeps the code that was compiled for these. */
export const servedMethods = new Set<string>();

async function main(): Promise<void> {
  const { endWithOwner, serve } = await import("./server/connection.ts");
  const { handlers } = await import("./server/handlers.ts");
  const { EngineState } = await import("./handlers/engine-state.ts");
  const { requests } = await import("./protocol/methods.ts");
  const engine = new EngineState(process.env);
  process.on("exit", () => engine.close());
  endWithOwner(process.stdin, process.stdout);
  serve(process.stdin, process.stdout, { engine, requests, handlers, servedMethods });
}

void main();

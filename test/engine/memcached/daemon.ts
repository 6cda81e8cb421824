// Real memcached servers for tests, on ports of their own, gone after the test.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { userInfo } from "node:os";
import { onTestFinished } from "vitest";

/** Tests are skipped without it: `apt-get install memcached`. */
export const hasMemcached = spawnSync("memcached", ["-V"]).status === 0;

export interface Daemon {
  readonly address: string;
  readonly process: ChildProcess;
}

export async function memcached(known?: number): Promise<Daemon> {
  const port = known ?? (await freePort());
  const user = process.getuid?.() === 0 ? ["-u", userInfo().username] : [];
  const child = spawn("memcached", ["-l", "127.0.0.1", "-p", String(port), ...user]);
  onTestFinished(() => void child.kill("SIGKILL"));
  while (!(await answers(port))) await new Promise((resolve) => setTimeout(resolve, 10));
  return { address: `127.0.0.1:${port}`, process: child };
}

/** Something that listens where memcached should, and is none. */
export async function impostor(onConnection: (socket: Socket) => void): Promise<string> {
  const server: Server = createServer((socket) => {
    socket.on("error", () => {});
    onConnection(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as { port: number }).port}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.end("version\r\n"));
    socket.once("data", () => resolve(true));
    socket.once("error", () => resolve(false));
  });
}

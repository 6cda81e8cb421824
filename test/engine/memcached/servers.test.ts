import { once } from "node:events";
import fc from "fast-check";
import { expect, onTestFinished, test, vi } from "vitest";
import { parseAddress } from "../../../src/memcached/address.ts";
import { readItem } from "../../../src/memcached/reply.ts";
import { MemcachedServers } from "../../../src/memcached/servers.ts";
import { SharedTexts } from "../../../src/memcached/shared-texts.ts";
import { hasMemcached, impostor, memcached } from "./daemon.ts";

const WAIT = 5000;
const withMemcached = test.skipIf(!hasMemcached);

function connected(...addresses: string[]) {
  const warnings: string[] = [];
  const servers = new MemcachedServers(addresses, (message) => warnings.push(message));
  return { servers, warnings };
}

const item = (text: string) => ({ flags: 0, bytes: Buffer.from(text) });

async function textOf(servers: MemcachedServers, key: string, wait = WAIT) {
  return (await servers.get(key, wait))?.bytes.toString() ?? null;
}

withMemcached("what one process keeps, another finds", async () => {
  const { address } = await memcached();
  const { servers, warnings } = connected(address);
  expect(await textOf(servers, "key")).toBe(null);
  expect(await servers.set("key", item("a\r\nEND\r\nb"), WAIT)).toBe(true);
  expect(await textOf(connected(address).servers, "key")).toBe("a\r\nEND\r\nb");
  expect(warnings).toEqual([]);
});

withMemcached("many questions at once get each its own answer", async () => {
  const { servers } = connected((await memcached()).address);
  const keys = Array.from({ length: 200 }, (_, i) => `key${i}`);
  await Promise.all(keys.map((key, i) => servers.set(key, item(key.repeat(i * 20)), WAIT)));
  const found = await Promise.all(keys.map((key) => textOf(servers, key)));
  expect(found).toEqual(keys.map((key, i) => key.repeat(i * 20)));
});

withMemcached("each key has its server, in whatever order they are listed", async () => {
  const daemons = await Promise.all([memcached(), memcached(), memcached()]);
  const addresses = daemons.map(({ address }) => address);
  const keys = Array.from({ length: 60 }, (_, i) => `key${i}`);
  const { servers } = connected(...addresses);
  for (const key of keys) await servers.set(key, item(key), WAIT);
  const others = connected(...addresses.toReversed()).servers;
  for (const key of keys) expect(await textOf(others, key)).toBe(key);
  for (const address of addresses) {
    const { servers: one } = connected(address);
    const kept = (await Promise.all(keys.map((key) => textOf(one, key)))).filter(Boolean);
    expect(kept.length).toBeGreaterThan(5);
  }
});

withMemcached("of several servers one may die in the middle", async () => {
  const daemons = await Promise.all([memcached(), memcached()]);
  const { servers, warnings } = connected(...daemons.map(({ address }) => address));
  const keys = Array.from({ length: 40 }, (_, i) => `key${i}`);
  for (const key of keys) await servers.set(key, item(key), WAIT);
  daemons[0]!.process.kill("SIGKILL");
  await once(daemons[0]!.process, "exit");
  const found = [];
  for (const key of keys) found.push(await textOf(servers, key));
  const lost = found.filter((text) => text === null).length;
  expect(lost).toBeGreaterThan(0);
  expect(lost).toBeLessThan(keys.length);
  // The other one stands in.
  for (const key of keys) await servers.set(key, item(key), WAIT);
  for (const key of keys) expect(await textOf(servers, key)).toBe(key);
  expect(warnings).toEqual([expect.stringContaining(daemons[0]!.address)]);
});

withMemcached(
  "what is cleared is gone, and of a server that is not reached one hears",
  async () => {
    const daemons = await Promise.all([memcached(), memcached()]);
    const { servers, warnings } = connected(...daemons.map(({ address }) => address));
    const keys = Array.from({ length: 20 }, (_, i) => `key${i}`);
    for (const key of keys) await servers.set(key, item(key), WAIT);
    expect(await servers.flush(WAIT)).toEqual([]);
    for (const key of keys) expect(await textOf(servers, key)).toBe(null);
    expect(warnings).toEqual([]);
    const { address, process } = daemons[0]!;
    process.kill("SIGKILL");
    await once(process, "exit");
    for (const key of keys) await textOf(servers, key);
    expect(await servers.flush(WAIT)).toEqual([expect.stringContaining(`memcached ${address}: `)]);
  },
);

withMemcached("a server that comes back is asked again after a pause", async () => {
  const daemon = await memcached();
  const port = Number(daemon.address.split(":")[1]);
  const { servers, warnings } = connected(daemon.address);
  daemon.process.kill("SIGKILL");
  await once(daemon.process, "exit");
  expect(await servers.set("key", item("x"), WAIT)).toBe(false);
  expect(servers.problems).toHaveLength(1);
  const again = await memcached(port);
  expect(again.process.exitCode).toBe(null);
  const isKept = () => servers.set("key", item("x"), WAIT);
  await expect.poll(isKept, { timeout: 15_000 }).toBe(true);
  expect(await textOf(servers, "key")).toBe("x");
  expect(servers.problems).toEqual([]);
  expect(warnings).toHaveLength(1);
});

test("what is no address is told of for as long as it is set", async () => {
  const { servers, warnings } = connected("localhost:", "http://localhost:11211");
  expect(await textOf(servers, "key")).toBe(null);
  expect(servers.problems).toEqual([
    expect.stringContaining("'localhost:'"),
    expect.stringContaining("'http://localhost:11211'"),
  ]);
  expect(warnings).toEqual(servers.problems);
  expect(await servers.flush(WAIT)).toEqual(servers.problems);
});

test("a server that hangs costs no more than was said, and not each time", async () => {
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
  const { servers, warnings } = connected(await impostor(() => {}));
  const first = textOf(servers, "key", 50);
  await vi.advanceTimersByTimeAsync(50);
  expect(await first).toBe(null);
  // No time passes any more.
  for (let i = 0; i < 100; i++) expect(await textOf(servers, "key", 50)).toBe(null);
  expect(warnings).toEqual([expect.stringContaining("within 50 ms")]);
});

test("a server that is not there is told of once", async () => {
  const { servers, warnings } = connected("127.0.0.1:1");
  for (let i = 0; i < 3; i++) expect(await textOf(servers, "key")).toBe(null);
  expect(await servers.set("key", item("x"), WAIT)).toBe(false);
  expect(warnings).toHaveLength(1);
});

test.each([
  ["nonsense", "HTTP/1.1 400 Bad Request\r\n\r\n"],
  ["another key's item", "VALUE other 0 1\r\nx\r\nEND\r\n"],
  ["an item that does not end", "VALUE key 0 1\r\nxyz and so on\r\n"],
  ["a size that is none", "VALUE key 0 -1\r\nx\r\nEND\r\n"],
  ["a size beyond all limits", "VALUE key 0 9999999\r\n"],
  ["a line without an end", "V".repeat(5000)],
  ["an error", "SERVER_ERROR out of memory\r\n"],
  ["more than was asked for", "END\r\nEND\r\nEND\r\n"],
])("a server that answers %s is not believed", async (_, answer) => {
  const { servers, warnings } = connected(await impostor((socket) => void socket.write(answer)));
  expect(await textOf(servers, "key", 1000)).toBe(null);
  expect(await textOf(servers, "key", 1000)).toBe(null);
  expect(warnings.length).toBeLessThanOrEqual(1);
});

test("a reply is read the same in whatever pieces it comes", () => {
  const bytes = fc.uint8Array({ maxLength: 300 });
  fc.assert(
    fc.property(bytes, fc.nat(400), (content, cut) => {
      const head = `VALUE key 1 ${content.length}\r\n`;
      const whole = Buffer.concat([Buffer.from(head), content, Buffer.from("\r\nEND\r\n")]);
      expect(readItem(whole.subarray(0, Math.min(cut, whole.length - 1)), "key")).toBe(undefined);
      const reply = readItem(Buffer.concat([whole, Buffer.from("END\r\n")]), "key");
      expect(reply?.length).toBe(whole.length);
      expect(reply?.value?.bytes).toEqual(Buffer.from(content));
    }),
  );
});

withMemcached("texts are compressed from a length on, and too long ones not sent", async () => {
  const { address } = await memcached();
  const { servers } = connected(address);
  const texts = new SharedTexts(servers, "us");
  const compressible = "package ".repeat(100_000);
  await texts.keep("long", compressible, 1);
  expect(await texts.text("long", WAIT)).toBe(compressible);
  await texts.keep("plain", "short", 100);
  expect(await texts.text("plain", WAIT)).toBe("short");
  await texts.keep("never", "x".repeat(2_000_000), 0);
  expect(await texts.text("never", WAIT)).toBe(null);
  expect(await new SharedTexts(servers, "others").text("plain", WAIT)).toBe(null);
  expect(servers.problems).toEqual([]);
});

withMemcached("a text is on its way before the process can end", async () => {
  const { address } = await memcached();
  const { servers } = connected(address);
  const texts = new SharedTexts(servers, "writers");
  expect(await texts.text("question", WAIT)).toBe(null);
  void texts.keep("question", "answer ".repeat(10_000), 1);
  servers.close();
  const others = new SharedTexts(connected(address).servers, "writers");
  await expect
    .poll(() => others.text("question", WAIT), { timeout: WAIT })
    .toBe("answer ".repeat(10_000));
});

withMemcached("an item that the server finds too large is no trouble", async () => {
  const { servers, warnings } = connected((await memcached()).address);
  expect(await servers.set("key", item("x".repeat(2 ** 20)), WAIT)).toBe(false);
  expect(await textOf(servers, "key")).toBe(null);
  expect(warnings).toEqual([]);
});

test("addresses are those of rez's setting", () => {
  expect(parseAddress("127.0.0.1:11212")).toEqual({ host: "127.0.0.1", port: 11212 });
  expect(parseAddress("cache.studio")).toEqual({ host: "cache.studio", port: 11211 });
  expect(parseAddress("inet:cache:1")).toEqual({ host: "cache", port: 1 });
  expect(parseAddress("inet6:[::1]:11212")).toEqual({ host: "::1", port: 11212 });
  expect(parseAddress("[fe80::1]")).toEqual({ host: "fe80::1", port: 11211 });
  expect(parseAddress("unix:/run/memcached.sock")).toEqual({ path: "/run/memcached.sock" });
  for (const none of [
    "",
    ":11211",
    "a b",
    "host:0",
    "host:99999",
    "http://host",
    "a:b:c",
    "a\0b",
  ]) {
    expect(parseAddress(none)).toBe(null);
  }
});

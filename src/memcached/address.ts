// Where a memcached server listens, as rez's setting `memcached_uri` says it.

import type { NetConnectOpts } from "node:net";

const DEFAULT_PORT = 11_211;

/** Null for what is no address. */
export function parseAddress(text: string): NetConnectOpts | null {
  const path = /^unix:(.+)$/.exec(text)?.[1];
  if (path !== undefined) return { path };
  const plain = text.replace(/^inet6?:/, "");
  const [, bracketed, name, port] =
    /^(?:\[([0-9A-Fa-f:.]+)\]|([^\s:/[\]\p{Cc}]+))(?::(\d{1,5}))?$/u.exec(plain) ?? [];
  const host = bracketed ?? name;
  const number = port === undefined ? DEFAULT_PORT : Number(port);
  return host === undefined || number < 1 || number > 65_535 ? null : { host, port: number };
}

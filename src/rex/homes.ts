// Home folders of users as the password file has them, read once and only when "~user" is met.

import { readFileSync } from "node:fs";
import type { Homes } from "./expansion.ts";
import { type Look, look as lookAtDisk } from "./look.ts";

/** `own` is what "~" means in the calling process: its $HOME, or its entry in the user database. */
export function homesOf(
  own: string | null,
  look: Look = lookAtDisk,
  passwordFile = "/etc/passwd",
): Homes {
  let users: Map<string, string> | null = null;
  return {
    homeOf(user) {
      if (user === "") return own;
      users ??= look(passwordFile) === null ? new Map<string, string>() : readUsers(passwordFile);
      return users.get(user) ?? null;
    },
  };
}

function readUsers(passwordFile: string): Map<string, string> {
  const users = new Map<string, string>();
  for (const line of readText(passwordFile).split("\n")) {
    const fields = line.split(":");
    const [name, home] = [fields[0], fields[5]];
    if (name !== undefined && home !== undefined && !users.has(name)) users.set(name, home);
  }
  return users;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

// The errors of the domain. `type` is the name of the Python exception that the shim raises, so it
// is part of the public behaviour: rez's own class names, and `EngineError` for what only we have.

import type { Tagged } from "./python-source/tagged.ts";

export class RezError extends Error {
  readonly type: string;
  readonly data: { readonly [key: string]: Tagged } | undefined;

  constructor(type: string, message: string, data?: { readonly [key: string]: Tagged }) {
    super(message);
    this.name = type;
    this.type = type;
    this.data = data;
  }
}

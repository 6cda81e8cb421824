// What parsing and set algebra throw. Messages are rez's word for word: tools match on them.

import { RezError } from "../errors.ts";

export class VersionError extends RezError {
  constructor(message: string) {
    super("VersionError", message);
  }
}

// The port to what earlier processes read and kept: the tier beneath an engine's memory. What it
// gives is a guess until the file system has shown the same identity; without it all works, slower.

import type { DefinitionText } from "../definition/definition-text.ts";
import type { RezError } from "../errors.ts";
import type { DefinitionFile } from "./definition-file.ts";
import type { Listing } from "./listing.ts";
import type { Entry } from "./storage.ts";

/** Every method returns at once and never throws: an index that fails knows nothing. */
export interface PackageIndex {
  /** Where nothing may be kept, nothing is missed. */
  readonly isInUse: boolean;
  definition(path: string): KeptDefinition | null;
  listing(path: string): KeptListing | null;
  /** Only of files that were settled when they were read, and that no users' code evaluated. */
  keepDefinition(file: DefinitionFile): void;
  keepListing(listing: Listing): void;
  /** At that path there is no file or folder any more, or one that may not be kept. */
  drop(path: string): void;
}

export interface KeptDefinition {
  /** Its key. */
  readonly identity: string;
  readonly realPath: string | null;
  /** Null when what was kept cannot be read. */
  contents(): { readonly data: DefinitionText | null; readonly error: RezError | null } | null;
}

export interface KeptListing {
  /** Its key. */
  readonly identity: string;
  entries(): readonly Entry[] | null;
}

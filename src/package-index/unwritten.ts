// What is to be written to the index when nobody waits for an answer.

import type { DefinitionFile } from "../repository/definition-file.ts";
import type { Listing } from "../repository/listing.ts";
import type { IndexDatabase } from "./database.ts";
import {
  definitionRow,
  listingRow,
  placeOfDefinition,
  placeOfListing,
  type StoredAnswer,
} from "./rows.ts";

/** Where calls never cease, nothing is written: answers must not fill the memory meanwhile. */
const MAXIMUM_ANSWERS = 200;

export class Unwritten {
  /** By path; null for what goes. */
  readonly definitions = new Map<string, DefinitionFile | null>();
  readonly listings = new Map<string, Listing | null>();
  readonly answers = new Map<string, StoredAnswer>();
  /** Questions whose kept answer was used for the first time today. */
  readonly #usedAnswers = new Set<string>();
  /** Folders of which something was found, and the day when that was noted. */
  readonly #notedFolders = new Map<string, number>();
  readonly #usedFolders = new Set<string>();

  get size(): number {
    return (
      this.definitions.size +
      this.listings.size +
      this.answers.size +
      this.#usedAnswers.size +
      this.#usedFolders.size
    );
  }

  get hasRoomForAnswer(): boolean {
    return this.answers.size < MAXIMUM_ANSWERS;
  }

  usedFolder(folder: string): void {
    if (this.#notedFolders.get(folder) !== today()) this.#usedFolders.add(folder);
  }

  usedAnswer(question: string, day: number): void {
    if (day !== today()) this.#usedAnswers.add(question);
  }

  clear(): void {
    this.definitions.clear();
    this.listings.clear();
    this.answers.clear();
    this.#usedAnswers.clear();
    this.#usedFolders.clear();
  }

  /** Writes as much of it as the time allows, and some of it in any case. */
  write(database: IndexDatabase, milliseconds: number): void {
    const written: (() => void)[] = [];
    database.write(() => {
      // Where files are slow, to begin takes longer than all the rest.
      const end = performance.now() + milliseconds;
      for (const forget of this.#rows(database)) {
        written.push(forget);
        if (performance.now() > end) break;
      }
      if (this.answers.size > 0) database.limitAnswers();
    });
    // Not before: what could not be committed is written another time.
    for (const forget of written) forget();
  }

  /** Writes a row at each step, and gives what forgets it here. */
  *#rows(database: IndexDatabase): Generator<() => void> {
    const day = today();
    for (const folder of this.#usedFolders) {
      database.usedFolder(folder, day);
      yield () => {
        this.#notedFolders.set(folder, day);
        this.#usedFolders.delete(folder);
      };
    }
    for (const [path, listing] of this.listings) {
      const row = listing && listingRow(listing);
      if (row) database.keepListing(row, day);
      else database.dropListing(...placeOfListing(path), path);
      yield () => this.listings.delete(path);
    }
    for (const [path, file] of this.definitions) {
      const row = file && definitionRow(file);
      if (row) database.keepDefinition(row, day);
      else database.dropDefinition(...placeOfDefinition(path));
      yield () => this.definitions.delete(path);
    }
    for (const question of this.#usedAnswers) {
      database.usedAnswer(question, day);
      yield () => this.#usedAnswers.delete(question);
    }
    for (const [question, row] of this.answers) {
      database.keepAnswer(question, row);
      yield () => this.answers.delete(question);
    }
  }
}

/** Days since the epoch. */
export function today(): number {
  return Math.floor(Date.now() / 86_400_000);
}

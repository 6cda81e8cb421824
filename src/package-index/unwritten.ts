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

  /** Writes as much of it as time allows. */
  write(database: IndexDatabase, end: number): void {
    const day = today();
    for (const folder of this.#usedFolders) {
      database.usedFolder(folder, day);
      this.#notedFolders.set(folder, day);
    }
    this.#usedFolders.clear();
    for (const [path, listing] of this.listings) {
      if (performance.now() > end) return;
      const row = listing && listingRow(listing);
      if (row) database.keepListing(row, day);
      else database.dropListing(...placeOfListing(path), path);
      this.listings.delete(path);
    }
    for (const [path, file] of this.definitions) {
      if (performance.now() > end) return;
      const row = file && definitionRow(file);
      if (row) database.keepDefinition(row, day);
      else database.dropDefinition(...placeOfDefinition(path));
      this.definitions.delete(path);
    }
    this.#writeAnswers(database, end);
  }

  #writeAnswers(database: IndexDatabase, end: number): void {
    for (const question of this.#usedAnswers) database.usedAnswer(question, today());
    this.#usedAnswers.clear();
    if (this.answers.size === 0) return;
    for (const [question, row] of this.answers) {
      if (performance.now() > end) break;
      database.keepAnswer(question, row);
      this.answers.delete(question);
    }
    database.limitAnswers();
  }
}

/** Days since the epoch. */
export function today(): number {
  return Math.floor(Date.now() / 86_400_000);
}

// Rows that were fetched from the database for the calls under way: one by one at first, and all that
// lie in a folder once many of them were asked for.

interface Queries<Row> {
  readonly one: () => Row | null;
  readonly all: () => readonly Row[] | null;
}

interface Fetched<Row> {
  count: number;
  /** Null until so many were asked for that all were fetched. */
  all: Map<string, Row> | null;
}

export class FetchedRows<Row extends readonly [name: string, ...unknown[]]> {
  readonly #folders = new Map<string, Fetched<Row>>();
  /** So many of a folder are fetched one by one. */
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  row(folder: string, name: string, queries: Queries<Row>): Row | null {
    let fetched = this.#folders.get(folder);
    if (!fetched) {
      fetched = { count: 0, all: null };
      this.#folders.set(folder, fetched);
    }
    if (fetched.all === null && ++fetched.count > this.#most) {
      fetched.all = new Map((queries.all() ?? []).map((row) => [row[0], row]));
    }
    return fetched.all ? (fetched.all.get(name) ?? null) : queries.one();
  }

  clear(): void {
    this.#folders.clear();
  }
}

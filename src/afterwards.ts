// Work that comes after an answer, of which it is no part: what goes wrong in it is for the log. The
// process that asked is perhaps about to end, so the engine ends no sooner than that work.

const underWay = new Set<Promise<void>>();

/** Does it when the answer has been written. */
export function afterwards(work: () => Promise<void>): void {
  const done = new Promise<void>((resolve) => setImmediate(resolve))
    .then(work)
    .catch(console.error)
    .finally(() => underWay.delete(done));
  underWay.add(done);
}

/** When all of it is done, or after so long. */
export async function allIsDone(milliseconds: number): Promise<void> {
  const tooLate = new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
  await Promise.race([Promise.all(underWay), tooLate]);
}

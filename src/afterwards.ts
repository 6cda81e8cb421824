// Work that comes after an answer, of which it is no part: what goes wrong in it is for the log. It waits
// for a pause, since the next call mostly follows at once and should not stand behind it. The process that
// asked is perhaps about to end, so the engine ends no sooner than that work.

type Work = () => Promise<void>;

const PAUSE_MILLISECONDS = 20;
/** More is done at once: what waits takes memory. */
const MOST_WAITING = 16;

const waiting = new Map<string, Work>();
const underWay = new Map<string, Promise<void>>();
let pause: NodeJS.Timeout | null = null;

/** Does it when there is a pause; work of the same name that still waits is replaced. */
export function afterwards(name: string, work: Work): void {
  waiting.set(name, work);
  if (waiting.size >= MOST_WAITING) beginAll();
  else if (pause === null) pause = setTimeout(beginAll, PAUSE_MILLISECONDS);
  else pause.refresh();
}

/** When the work of that name is done, which begins now if it still waits. */
export async function whenDone(name: string): Promise<void> {
  begin(name);
  await underWay.get(name);
}

/** When all of it is done, or after so long. */
export async function allIsDone(milliseconds: number): Promise<void> {
  beginAll();
  const tooLate = new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
  await Promise.race([Promise.all(underWay.values()), tooLate]);
}

function beginAll(): void {
  for (const name of [...waiting.keys()]) begin(name);
}

function begin(name: string): void {
  const work = waiting.get(name);
  if (work === undefined) return;
  waiting.delete(name);
  const earlier = underWay.get(name) ?? Promise.resolve();
  const done = earlier
    .then(work)
    .catch(console.error)
    .finally(() => {
      if (underWay.get(name) === done) underWay.delete(name);
    });
  underWay.set(name, done);
}

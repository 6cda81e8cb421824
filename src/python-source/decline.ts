// The one way out of the evaluator. Whatever it cannot give exactly as CPython does, it declines:
// the work stops, and the host, which has a real Python, does it from the start. A Python error
// (NameError, ZeroDivisionError…) and a syntax error are declined too: the host raises the real one.

export class Declined extends Error {
  override readonly name = "Declined";
}

export function decline(reason: string): never {
  throw new Declined(reason);
}

/** Runs `work`; a value nested too deep for the stack is declined like everything else. */
export function declineDeepNesting<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw new Declined("nested too deep");
    throw error;
  }
}

import { expect, test } from "vitest";
import { EngineMemory, type Holding } from "../../../src/cache/engine-memory.ts";

const MB = 2 ** 20;

/** A process that takes what is held, and garbage until it is collected. */
class TestProcess {
  held = 0;
  garbage = 0;
  collections = 0;
  resident(): number {
    return 50 * MB + this.held + this.garbage;
  }
  collect(): void {
    this.collections++;
    this.garbage = 0;
  }
  setGrowth(): void {}
}

function memory(bytes: number, adapts = false) {
  const process = new TestProcess();
  const memory = new EngineMemory(process);
  memory.configure({ bytes, adapts });
  const kept = new Map<string, Holding>();
  const hold = (name: string, weight: number, real = weight) => {
    process.held += real;
    const forget = () => {
      process.held -= real;
      process.garbage += real;
      kept.delete(name);
    };
    kept.set(name, memory.hold(name, weight, forget));
  };
  return { memory, process, kept, hold };
}

test("during a call nothing is forgotten, after it what is too much", () => {
  const { memory: engine, kept, hold } = memory(4 * MB);
  for (let item = 0; item < 10; item++) hold(String(item), MB);
  expect(kept.size).toBe(10);
  engine.settle();
  expect([...kept.keys()]).toEqual(["7", "8", "9"]);
});

test("what a call used stays before what it did not", () => {
  const { memory: engine, kept, hold } = memory(4 * MB);
  for (const name of ["a", "b", "c"]) hold(name, MB);
  engine.settle();
  engine.use(kept.get("a")!);
  hold("d", MB);
  engine.settle();
  expect([...kept.keys()]).toEqual(["a", "c", "d"]);
});

test("of nothing nothing is kept, of what was forgotten otherwise nobody is told", () => {
  const { memory: engine, kept, hold } = memory(0);
  hold("a", 1);
  hold("b", 1);
  const gone = kept.get("b")!;
  engine.release(gone);
  engine.settle();
  expect([...kept.keys()]).toEqual(["b"]);
  engine.use(gone);
  engine.settle();
  expect(engine.bytes).toBe(0);
});

test("where things take more than they were thought to, fewer are kept", () => {
  const { memory: engine, process, hold } = memory(100 * MB);
  let next = 0;
  const end = performance.now() + 1500;
  while (performance.now() < end) {
    for (let count = 0; count < 5; count++) hold(String(next++), MB, 3 * MB);
    engine.settle();
  }
  expect(process.collections).toBeGreaterThan(0);
  expect(process.held).toBeLessThan(100 * MB);
});

test("garbage alone costs nothing that is kept", () => {
  const { memory: engine, process, kept, hold } = memory(100 * MB);
  for (let item = 0; item < 50; item++) hold(String(item), MB);
  process.garbage = 80 * MB;
  engine.settle();
  expect(process.collections).toBe(1);
  expect(kept.size).toBe(50);
});

// Answers operations on the engine's value types: a JSON line {"op", "args"} in, a JSON line out.

import { createInterface } from "node:readline";
import { type Answer, answer, type Json } from "../../test/engine/version/operations.ts";

interface Call {
  readonly op: string;
  readonly args: readonly Json[];
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answered(line))}\n`);
}

/** What is no error of rez's is shown too: it is a finding. */
function answered(line: string): Answer {
  const { op, args } = JSON.parse(line) as Call;
  try {
    return answer(op, args);
  } catch (error) {
    return { error: { type: "engine", message: String(error) } };
  }
}

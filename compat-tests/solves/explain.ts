// Explains problems with the engine's solver: a JSON line in, the explanation as a JSON line out.

import { createInterface } from "node:readline";
import { explanationData } from "../../src/explanation/data.ts";
import { type AskedRequest, explain } from "../../src/explanation/explain.ts";
import type { ExplanationSource } from "../../src/explanation/source.ts";
import { Requirement } from "../../src/version/requirement.ts";
import { DescribedProblem, type ProblemData } from "../../test/engine/solver/described-problem.ts";

const BUDGET_SECONDS = 20;

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await explained(JSON.parse(line)))}\n`);
}

async function explained(data: ProblemData): Promise<object> {
  const problem = new DescribedProblem(data);
  const requests: AskedRequest[] = data.requests.map((text) => ({
    requirement: Requirement.parse(text),
    origin: "request",
  }));
  const options = {
    variantSelectMode: data.options.variant_select_mode ?? "version_priority",
    errorOnMissingVariantRequires: data.options.error_on_missing_variant_requires ?? true,
  };
  try {
    return explanationData(await explain(requests, source(data, problem), options, BUDGET_SECONDS));
  } catch (error) {
    return { error: error instanceof Error ? error.stack : String(error) };
  }
}

function source(data: ProblemData, problem: DescribedProblem): ExplanationSource {
  return {
    problem,
    load: async ({ family, versions }) => problem.load(family, versions),
    pause: async () => {},
    familyNames: async () => data.families.map(([name]) => name),
    hidden: async (family) =>
      (data.families.find(([name]) => name === family)?.[1] ?? [])
        .filter(([, { excluded }]) => excluded)
        .map(([version]) => ({ version, by: "excluded" })),
    unhidden: () => null,
  };
}

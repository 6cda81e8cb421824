// A search starts over when it turns out that a package has changed since it was last read, or that its
// requirements are late-bound. Callbacks must not be told the same again, of steps or of packages as they
// are read, and users' late functions run once in a resolve.

import type { PackageDefinition } from "../definition/definition.ts";
import type { LateRequirements } from "../repository/variant.ts";
import type { Search } from "../solver/solver.ts";
import type { ChosenVariants, PackageSource } from "./families.ts";
import type { StepAnswer } from "./run-search.ts";

type OnStep = (search: Search) => Promise<StepAnswer>;

export interface ToldOnce {
  readonly onStep: OnStep | null;
  readonly source: PackageSource;
}

/** Both as given, but for what they were told before `search` was replaced by another one. */
export function toldOnce(onStep: OnStep | null, source: PackageSource): ToldOnce {
  const answers = new Map<string, ChosenVariants>();
  const late = new Map<PackageDefinition, Promise<LateRequirements>>();
  let told = 0;
  return {
    // Until now every answer was to keep going, or the search would have ended.
    onStep:
      onStep &&
      (async (search) => {
        if (search.numSolves <= told) return { answer: "keep_going", reason: "" };
        told = search.numSolves;
        return onStep(search);
      }),
    source: {
      ...source,
      evaluateLate: (loaded, keys) => {
        const { definition } = loaded;
        const evaluated = late.get(definition) ?? source.evaluateLate(loaded, keys);
        late.set(definition, evaluated);
        return evaluated;
      },
      onLoaded: async (loaded) => {
        const news = loaded.filter(({ uri }) => !answers.has(uri));
        const chosen = await source.onLoaded(news);
        for (const [i, { uri }] of news.entries()) answers.set(uri, chosen[i] ?? null);
        return loaded.map(({ uri }) => answers.get(uri) ?? null);
      },
    },
  };
}

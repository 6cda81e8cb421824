// A search starts over when it turns out that a package has changed since it was last read. Who is
// told of a search's steps, and of packages as they are read, must not be told the same again.

import type { Search } from "../solver/solver.ts";
import type { PackageSource } from "./families.ts";
import type { StepAnswer } from "./resolve.ts";

type OnStep = (search: Search) => Promise<StepAnswer>;

export interface ToldOnce {
  readonly onStep: OnStep | null;
  readonly source: PackageSource;
}

/** Both as given, but for what they were told before `search` was replaced by another one. */
export function toldOnce(onStep: OnStep | null, source: PackageSource): ToldOnce {
  const packages = new Set<string>();
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
      onLoaded: (loaded) => {
        const news = loaded.filter(({ uri }) => !packages.has(uri));
        for (const { uri } of news) packages.add(uri);
        return source.onLoaded(news);
      },
    },
  };
}

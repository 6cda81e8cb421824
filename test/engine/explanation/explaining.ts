// A described problem, explained.

import { type Explanation, explain } from "../../../src/explanation/explain.ts";
import type { ExplanationSource, HiddenPackage } from "../../../src/explanation/source.ts";
import { Requirement } from "../../../src/version/requirement.ts";
import { DescribedProblem, type PackageData } from "../solver/described-problem.ts";

/** By family and version: what is required, or everything about the package. */
export type Repository = {
  readonly [family: string]: { readonly [version: string]: readonly string[] | PackageData };
};

export interface Setting {
  readonly implicits?: readonly string[];
  readonly asked?: string;
  readonly budgetSeconds?: number;
  readonly hidden?: { readonly [family: string]: readonly HiddenPackage[] };
  readonly errorOnMissingVariantRequires?: boolean;
}

export function explained(
  repository: Repository,
  requests: readonly string[],
  setting: Setting = {},
): Promise<Explanation> {
  const asked = [
    ...(setting.asked === undefined ? [] : [asRequest(setting.asked, "asked" as const)]),
    ...requests.map((text) => asRequest(text, "request" as const)),
    ...(setting.implicits ?? []).map((text) => asRequest(text, "implicit" as const)),
  ];
  const options = {
    errorOnMissingVariantRequires: setting.errorOnMissingVariantRequires ?? true,
  };
  const source = sourceOf(repository, setting.hidden ?? {});
  return explain(asked, source, options, setting.budgetSeconds ?? 60);
}

function asRequest<Origin>(text: string, origin: Origin) {
  return { requirement: Requirement.parse(text), origin };
}

function sourceOf(
  repository: Repository,
  hidden: NonNullable<Setting["hidden"]>,
): ExplanationSource {
  const families = Object.entries(repository).map(
    ([name, packages]) =>
      [
        name,
        Object.entries(packages).map(
          ([version, data]) => [version, "requires" in data ? data : { requires: data }] as const,
        ),
      ] as const,
  );
  const problem = new DescribedProblem({ families, requests: [], options: {} });
  const hasHidden = families.some(([, packages]) => packages.some(([, data]) => data.excluded));
  return {
    problem,
    load: async ({ family, versions }) => problem.load(family, versions),
    pause: async () => {},
    familyNames: async () => Object.keys(repository),
    hidden: async (family) => hidden[family] ?? [],
    unhidden: () =>
      hasHidden
        ? { source: sourceOf(shown(repository), {}), how: "resolve without the package filter" }
        : null,
  };
}

function shown(repository: Repository): Repository {
  const visible = (data: readonly string[] | PackageData) =>
    "requires" in data ? { ...data, excluded: false } : data;
  return Object.fromEntries(
    Object.entries(repository).map(([name, packages]) => [
      name,
      Object.fromEntries(
        Object.entries(packages).map(([version, data]) => [version, visible(data)]),
      ),
    ]),
  );
}

// Explanations of a resolve: what they need of repositories and filters, answered by those that the
// resolve itself would ask.

import { parsePackageRequest } from "../definition/request.ts";
import { RezError } from "../errors.ts";
import { type AskedRequest, type Explanation, explain } from "../explanation/explain.ts";
import type { OracleOptions } from "../explanation/oracle.ts";
import type { ExplanationSource, HiddenPackage } from "../explanation/source.ts";
import type { FilterData, RuleData } from "../package-filter/filter.ts";
import type { FilesystemRepository } from "../repository/filesystem.ts";
import { listsNamed, packageFamilies, withoutHidden } from "../repository/paths.ts";
import type { PackageFamily, PackageResource } from "../repository/repository.ts";
import { Families, type FamilyMemory, type PackageSource } from "./families.ts";
import { Visibility, type VisibilityData } from "./visibility.ts";

export interface ExplainRequest {
  readonly requests: readonly string[];
  readonly implicits: readonly string[];
  /** What `whyNot` asks about. */
  readonly asked: string | null;
  readonly options: OracleOptions;
  readonly budgetSeconds: number;
}

/**
 * A package that turns out to have changed since an earlier search starts the explanation over: once
 * for each family at most, for within one reading a file is read once.
 */
const MOST_ATTEMPTS = 1000;

export async function explainResolve(
  request: ExplainRequest,
  source: PackageSource,
  filter: VisibilityData | null,
  families: FamilyMemory,
): Promise<Explanation> {
  const requests: AskedRequest[] = [
    ...(request.asked === null ? [] : [asAsked(request.asked, "asked")]),
    ...request.requests.map((text) => asAsked(text, "request")),
    ...request.implicits.map((text) => asAsked(text, "implicit")),
  ];
  const end = performance.now() + request.budgetSeconds * 1000;
  for (let attempt = 1; ; attempt++) {
    try {
      const explanationSource = new ResolveSource(source, filter, families);
      const seconds = (end - performance.now()) / 1000;
      return await explain(requests, explanationSource, request.options, seconds);
    } catch (error) {
      if (!(error instanceof PackagesChanged) || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

function asAsked(text: string, origin: AskedRequest["origin"]): AskedRequest {
  return { requirement: parsePackageRequest(text), origin };
}

class PackagesChanged extends Error {}

/** Names that are near are looked for where that can be done. */
function noneReadable(error: unknown): readonly PackageFamily[] {
  if (error instanceof RezError) return [];
  throw error;
}

class ResolveSource implements ExplanationSource {
  readonly problem: Families;
  readonly #source: PackageSource;
  readonly #filter: VisibilityData | null;
  readonly #memory: FamilyMemory;

  constructor(source: PackageSource, filter: VisibilityData | null, memory: FamilyMemory) {
    this.#source = source;
    this.#filter = filter;
    this.#memory = memory;
    this.problem = new Families(source, memory);
  }

  async load(question: Parameters<Families["answer"]>[0]): Promise<void> {
    if (!(await this.problem.answer(question))) {
      throw new PackagesChanged("packages changed while a resolve was explained");
    }
  }

  async pause(): Promise<void> {
    const { control } = this.#source.reading;
    if (control.due) await control.pause();
  }

  async familyNames(): Promise<readonly string[]> {
    const { repositories, reading } = this.#source;
    const families = repositories.map((each) =>
      packageFamilies([each], reading).catch(noneReadable),
    );
    return (await Promise.all(families)).flat().map(({ name }) => name);
  }

  async hidden(name: string): Promise<readonly HiddenPackage[]> {
    const { repositories, reading } = this.#source;
    const ignored = await Promise.all(
      repositories.map(async (repository) => {
        const family = await repository.family(reading, name);
        return family === null ? [] : this.#ignored(family);
      }),
    );
    const resources = withoutHidden(await listsNamed(repositories, reading, name));
    return [...ignored.flat(), ...(await this.#filtered(resources))];
  }

  unhidden(): { readonly source: ExplanationSource; readonly how: string } | null {
    if (this.#filter === null) return null;
    const everything = { ...this.#source, visibility: null };
    const isTimestamp = rulesOf(this.#filter.filters).every(({ type }) => type === "timestamp");
    const what = isTimestamp && !this.#filter.askHost ? "timestamp" : "package filter";
    const source = new ResolveSource(everything, null, this.#memory);
    return { source, how: `resolve without the ${what}` };
  }

  /** rez leaves a version out of which the family has a file `.ignore<version>`. */
  async #ignored(family: PackageFamily): Promise<HiddenPackage[]> {
    if (family.repository.type !== "filesystem" || family.extension !== null) return [];
    const { storage } = family.repository as FilesystemRepository;
    const listing = await this.#source.reading.looks.listing(family.path, storage);
    const names = new Set(listing?.entries.map(({ name }) => name));
    return [...names]
      .filter((name) => name.startsWith(".ignore") && names.has(name.slice(".ignore".length)))
      .map((name) => ({
        version: name.slice(".ignore".length),
        by: `ignored by ${family.path}/${name}`,
      }));
  }

  async #filtered(resources: readonly PackageResource[]): Promise<HiddenPackage[]> {
    const { visibility } = this.#source;
    if (visibility === null || this.#filter === null) return [];
    const verdicts = await visibility.hidden(resources, this.#load);
    const hidden = resources.filter((_, i) => verdicts[i] === true);
    const reasons = new Map<PackageResource, string>();
    // A rule by itself: inclusions played their part in the verdict already.
    for (const [rule, alone] of this.#rules()) {
      const found = await alone.hidden(hidden, this.#load);
      for (const [i, resource] of hidden.entries()) {
        if (found[i] === true && !reasons.has(resource)) reasons.set(resource, ruleText(rule));
      }
    }
    return hidden.map((resource) => ({
      version: resource.versionText,
      by: reasons.get(resource) ?? "hidden by the package filter",
    }));
  }

  #rules(): [RuleData, Visibility][] {
    if (this.#filter === null || this.#filter.askHost) return [];
    const noHost = { filterPackages: async () => ({ excluded: [] }) };
    return this.#filter.filters.flatMap(({ excludes }) =>
      excludes.flatMap(({ family, rules }) =>
        rules.map((rule): [RuleData, Visibility] => {
          const filters = [{ excludes: [{ family, rules: [rule] }], includes: [] }];
          return [rule, new Visibility({ askHost: false, filters }, noHost)];
        }),
      ),
    );
  }

  readonly #load = (resources: readonly PackageResource[]) =>
    Promise.all(resources.map((each) => each.family.repository.load(this.#source.reading, each)));
}

function rulesOf(filters: readonly FilterData[]): RuleData[] {
  return filters.flatMap(({ excludes }) => excludes.flatMap(({ rules }) => rules));
}

function ruleText(rule: RuleData): string {
  if (rule.type === "timestamp") {
    const when = new Date(rule.timestamp * 1000).toISOString().slice(0, 19).replace("T", " ");
    return `released ${rule.after ? "after" : "before"} ${when} UTC`;
  }
  const what = rule.type === "range" ? rule.requirement : rule.pattern;
  return `hidden by the filter ${rule.type}(${what})`;
}

// Which packages a resolve's filter hides. rez's own rules are applied here; a rule of the user's own,
// or a pattern that only Python can match, makes the whole filter the host's.

import {
  type Candidate,
  type FilterData,
  type PackageFilter,
  packageFilter,
  type Verdict,
} from "../package-filter/filter.ts";
import type { ResourceHandle } from "../repository/handle.ts";
import type { LoadedPackage, PackageResource } from "../repository/repository.ts";

export interface VisibilityData {
  readonly askHost: boolean;
  readonly filters: readonly FilterData[];
}

export interface FilterHost {
  filterPackages(request: {
    packages: ResourceHandle[];
  }): Promise<{ readonly excluded: readonly boolean[] }>;
}

type Load = (resources: readonly PackageResource[]) => Promise<readonly LoadedPackage[]>;

export class Visibility {
  readonly #filter: PackageFilter | null;
  readonly #host: FilterHost;

  constructor(data: VisibilityData, host: FilterHost) {
    this.#filter = data.askHost ? null : packageFilter(data.filters);
    this.#host = host;
  }

  /** One answer for each package of a family; `load` is for those whose time of release decides. */
  async hidden(resources: readonly PackageResource[], load: Load): Promise<readonly Verdict[]> {
    const filter = this.#filter;
    if (filter === null) {
      const packages = resources.map(({ handle }) => handle);
      return (await this.#host.filterPackages({ packages })).excluded;
    }
    const verdicts = resources.map((each) => filter.excludes(candidate(each, "unread")));
    const undecided = [...verdicts.keys()].filter((i) => verdicts[i] === "unread");
    const loaded = await load(undecided.map((i) => resources[i]!));
    for (const [place, i] of undecided.entries()) {
      const released = loaded[place]!.definition.timestamp ?? null;
      verdicts[i] = filter.excludes(candidate(resources[i]!, released));
    }
    return verdicts;
  }
}

function candidate(resource: PackageResource, timestamp: Candidate["timestamp"]): Candidate {
  return { name: resource.name, version: resource.version, timestamp };
}

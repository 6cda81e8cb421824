// A problem written down as plain data, behind the solver's port. Nothing is loaded until it is asked
// for, so a search over it meets every question.

import type { VariantSelectMode, VersionOrder } from "../../../src/solver/order.ts";
import type { Problem, SolverFamily, SolverVariant } from "../../../src/solver/problem.ts";
import { Requirement } from "../../../src/version/requirement.ts";
import { Version } from "../../../src/version/version.ts";

export interface PackageData {
  readonly requires: readonly string[];
  readonly variants?: readonly (readonly string[])[];
  readonly excluded?: boolean;
}

export interface OrdererData {
  readonly type: "sorted" | "no_order" | "version_split";
  readonly packages: readonly string[];
  readonly descending?: boolean;
  readonly first_version?: string;
}

export interface ProblemData {
  readonly families: readonly (readonly [string, readonly (readonly [string, PackageData])[]])[];
  readonly requests: readonly string[];
  readonly options: {
    readonly variant_select_mode?: VariantSelectMode;
    readonly prune_failed_graph?: boolean;
    readonly optimised?: boolean;
    readonly error_on_missing_variant_requires?: boolean;
    readonly max_fails?: number;
    readonly states?: boolean;
    readonly orderers?: readonly OrdererData[];
  };
}

export class DescribedProblem implements Problem {
  readonly paths = ["PATH"];
  readonly #families = new Map<string, SolverFamily>();
  readonly #packages = new Map<SolverFamily, readonly PackageData[]>();
  readonly #knownFamilies = new Set<string>();
  readonly #read = new Map<SolverFamily, (readonly SolverVariant[])[]>();
  readonly #orderers: readonly OrdererData[];

  constructor(data: ProblemData) {
    this.#orderers = data.options.orderers ?? [];
    for (const [name, packages] of data.families) {
      const family = { name, versions: packages.map(([version]) => Version.parse(version)) };
      this.#families.set(name, family);
      this.#packages.set(
        family,
        packages.map(([, each]) => each),
      );
      this.#read.set(family, []);
    }
  }

  family(name: string): SolverFamily | null | "unknown" {
    return this.#knownFamilies.has(name) ? (this.#families.get(name) ?? null) : "unknown";
  }

  variants(
    family: SolverFamily,
    position: number,
  ): readonly SolverVariant[] | "excluded" | "unread" {
    if (this.#packages.get(family)![position]!.excluded) return "excluded";
    return this.#read.get(family)![position] ?? "unread";
  }

  order(family: string): VersionOrder | null {
    const orderer =
      this.#orderers.find((each) => each.packages.includes(family)) ??
      this.#orderers.find((each) => each.packages.includes("*"));
    return orderer === undefined ? null : versionOrder(orderer);
  }

  versionAt(family: string, position: number): Version {
    return this.#families.get(family)!.versions[position]!;
  }

  load(name: string, positions: readonly number[] | null): void {
    this.#knownFamilies.add(name);
    const family = this.#families.get(name);
    for (const position of positions ?? []) {
      const { requires, variants } = this.#packages.get(family!)![position]!;
      const lists = variants === undefined || variants.length === 0 ? [null] : variants;
      this.#read.get(family!)![position] = lists.map((variant, i) => ({
        index: variant === null ? null : i,
        requires: [...requires, ...(variant ?? [])].map((text) => Requirement.parse(text)),
      }));
    }
  }
}

function versionOrder(orderer: OrdererData): VersionOrder {
  switch (orderer.type) {
    case "no_order":
      return { key: () => 0 };
    case "sorted":
      return { key: (version) => ({ reversed: version }) };
    case "version_split": {
      const first = Version.parse(orderer.first_version!);
      return { key: (version) => [version.compareTo(first) <= 0 ? 1 : 0, version] };
    }
  }
}

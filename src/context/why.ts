// Why a package is in a resolve: the chains of requirements that lead to it from the requests.

import { type BuildRequirements, requirementsOf, type Variant } from "../repository/variant.ts";
import type { Requirement } from "../version/requirement.ts";
import { VersionedObject } from "../version/versioned-object.ts";

export interface WhyRequest {
  readonly name: string;
  readonly requests: readonly Requirement[];
  readonly implicits: readonly Requirement[];
  /** With what each requires, late-bound lists included. */
  readonly packages: readonly ResolvedPackage[];
}

export interface ResolvedPackage {
  readonly name: string;
  /** `maya-2024.2`. */
  readonly qualifiedName: string;
  readonly requires: readonly Requirement[];
}

/** Who asks (a package, or null for the request itself), for what, and what it is given. */
export interface Link {
  readonly by: string | null;
  readonly requirement: string;
  readonly package: string;
}

export interface Why {
  readonly name: string;
  /** null when the resolve has no such package. */
  readonly package: string | null;
  readonly requests: readonly string[];
  readonly neededBy: readonly Link[];
  /** Of each request that leads to it the shortest chain. */
  readonly chains: readonly (readonly Link[])[];
  readonly text: string;
}

export function resolvedPackage(
  variant: Variant,
  building: BuildRequirements,
  late: Parameters<typeof requirementsOf>[2],
): ResolvedPackage {
  const { name, version } = variant.package.resource;
  return {
    name,
    qualifiedName: VersionedObject.construct(name, version).toString(),
    requires: requirementsOf(variant, building, late),
  };
}

export function whyIn({ name, requests, implicits, packages }: WhyRequest): Why {
  const byName = new Map(packages.map((each) => [each.name, each]));
  const found = byName.get(name);
  const asked = [...requests, ...implicits].filter((each) => !each.conflict);
  if (found === undefined) {
    const text = `${name} is not in this resolve.`;
    return { name, package: null, requests: [], neededBy: [], chains: [], text };
  }
  const chains: Link[][] = [];
  for (const request of asked) {
    const chain = shortestChain(request, name, byName);
    if (chain !== null) chains.push(chain);
  }
  chains.sort((a, b) => a.length - b.length);
  const neededBy = packages.flatMap((each) =>
    each.requires.flatMap((required) =>
      required.name === name && !required.conflict ? link(each, required, found) : [],
    ),
  );
  return {
    name,
    package: found.qualifiedName,
    requests: asked.filter((each) => each.name === name).map(String),
    neededBy,
    chains,
    text: whyText(found, chains, new Set(implicits.map(String))),
  };
}

function link(by: ResolvedPackage, required: Requirement, to: ResolvedPackage): Link {
  return { by: by.qualifiedName, requirement: required.text, package: to.qualifiedName };
}

function shortestChain(
  request: Requirement,
  name: string,
  byName: ReadonlyMap<string, ResolvedPackage>,
): Link[] | null {
  const first = byName.get(request.name);
  if (first === undefined) return null;
  const start: Link = { by: null, requirement: request.text, package: first.qualifiedName };
  const chains = new Map<string, Link[]>([[request.name, [start]]]);
  for (const [at, chain] of chains) {
    if (at === name) return chain;
    const from = byName.get(at)!;
    for (const required of from.requires) {
      const to = byName.get(required.name);
      if (to === undefined || required.conflict || chains.has(required.name)) continue;
      chains.set(required.name, [...chain, link(from, required, to)]);
    }
  }
  return null;
}

function whyText(
  { qualifiedName }: ResolvedPackage,
  chains: readonly (readonly Link[])[],
  implicits: ReadonlySet<string>,
): string {
  const lines = chains.map((chain) => {
    const parts = chain.map(({ by, requirement }) => {
      if (by !== null) return `${by} needs ${requirement}`;
      return implicits.has(requirement)
        ? `${requirement} is implicit`
        : `${requirement} is requested`;
    });
    return `  - ${parts.join(", ")}`;
  });
  if (lines.length === 0) return `Nothing in this resolve asks for ${qualifiedName}.`;
  return [`${qualifiedName} is in this resolve because:`, ...lines].join("\n");
}

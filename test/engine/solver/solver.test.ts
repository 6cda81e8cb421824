// The search as a whole, on repositories small enough to be solved in the head.

import { describe, expect, test } from "vitest";
import { RezError } from "../../../src/errors.ts";
import { start } from "../../../src/solver/solver.ts";
import { answer, finish, problemOf, type Repository, requirements, solve } from "./solving.ts";

const studio: Repository = {
  python: { "2.7": [], "3.7": [], "3.9": [], "3.10": [] },
  tool: { unversioned: [] },
  usd: {
    "22.0": { variants: [["python-3.7"], ["python-3.9"]] },
    "23.0": { variants: [["python-3.9"], ["python-3.10"]] },
  },
  plugin: { "1": ["usd-22", "python"], "2": ["usd-23", ".api-2"] },
  legacy: { "1": ["python-2"] },
  shy: { "1": ["~python-3.9+"] },
};

describe("what is chosen", () => {
  test.each([
    ["", ""],
    ["tool", "tool[]"],
    ["python", "python-3.10[]"],
    ["python-3.7|3.9", "python-3.9[]"],
    ["python python<3.10", "python-3.9[]"],
    ["python !python-3.10", "python-3.9[]"],
    ["~python-3.7", ""],
    ["!python", ""],
    ["~python-3.7 python", "python-3.7[]"],
    [".api-1+ .api<3", ".api-1+<3"],
    ["!.api-1", ""],
    ["usd", "python-3.10[] usd-23.0[1]"],
    ["usd python<3.10", "python-3.9[] usd-23.0[0]"],
    ["plugin", "python-3.10[] usd-23.0[1] plugin-2[] .api-2"],
    ["plugin !.api-2", "python-3.9[] usd-22.0[1] plugin-1[]"],
    ["plugin-2 !.api-2", "failed"],
    ["plugin usd-22", "python-3.9[] usd-22.0[1] plugin-1[]"],
    ["shy python", "shy-1[] python-3.10[]"],
    ["shy python-3.7", "failed"],
    ["legacy usd", "failed"],
  ])("%j gives %j", (request, expected) => {
    expect(answer(solve(studio, request))).toBe(expected);
  });

  test("trying every pair in every reduction changes nothing", () => {
    const optimised = solve(studio, "plugin python-3.9");
    const plain = solve(studio, "plugin python-3.9", { optimised: false });
    expect(answer(plain)).toBe(answer(optimised));
  });

  test("a package comes after what it needs, else in the order of the request", () => {
    const repository: Repository = {
      a: { "1": ["c"] },
      b: { "1": [] },
      c: { "1": ["d"] },
      d: { "1": [] },
    };
    expect(answer(solve(repository, "a b d"))).toBe("d-1[] c-1[] a-1[] b-1[]");
    expect(answer(solve(repository, "b d a"))).toBe("b-1[] d-1[] c-1[] a-1[]");
  });

  test("a long chain of requirements", () => {
    const length = 3000;
    const links = Array.from({ length }, (_, i) => [`p${i}`, { "1": i > 0 ? [`p${i - 1}`] : [] }]);
    const search = solve(Object.fromEntries(links), `p${length - 1}`);
    expect(search.resolvedPackages!.slice(0, 2).join(" ")).toBe("p0-1[] p1-1[]");
  });

  test("the modes differ in what a variant is worth: newer requested packages, or more of them", () => {
    const repository: Repository = {
      python: { "2.6": [], "2.7": [] },
      tool: { unversioned: [] },
      lib: { "2": { variants: [["python-2.7"], ["python-2.6", "tool"]] } },
    };
    const request = "lib python tool";
    const byVersion = solve(repository, request, { variantSelectMode: "version_priority" });
    const byCount = solve(repository, request, { variantSelectMode: "intersection_priority" });
    expect(answer(byVersion)).toBe("python-2.7[] lib-2[0] tool[]");
    expect(answer(byCount)).toBe("python-2.6[] tool[] lib-2[1]");
  });

  test("an orderer decides which version is tried first", () => {
    const problem = problemOf(studio, [
      { type: "version_split", first_version: "3.7", packages: ["python"] },
    ]);
    const search = finish(start(requirements("python"), problem), problem);
    expect(answer(search)).toBe("python-3.7[]");
  });
});

describe("what fails", () => {
  test("requests that exclude each other", () => {
    const search = solve(studio, "python-3.7 python-3.9");
    expect(search.failure().description).toBe(
      "The following package conflicts occurred: (python-3.7 <--!--> python-3.9)",
    );
    expect(search.numSolves).toBe(0);
  });

  test("a requirement that meets another", () => {
    const search = solve(studio, "legacy python-3");
    expect(search.failure().description).toBe(
      "The following package conflicts occurred: (python-2 <--!--> python==3.7|==3.9|==3.10)",
    );
    expect(search.failure().requirements.join(" ")).toBe("python-2 python==3.7|==3.9|==3.10");
  });

  test("a package of which every variant is ruled out, listed with the reasons", () => {
    const repository: Repository = {
      ...studio,
      lib: { "1": { variants: [["python-2"], ["!python-3.9"]] } },
    };
    expect(solve(repository, "lib python-3.9").failure().description).toBe(
      "A package was completely reduced: " +
        "(lib-1[1] (dep(!python-3.9) <--!--> python==3.9)) " +
        "(lib-1[0] (dep(python-2) <--!--> python==3.9))",
    );
  });

  test("packages that need each other in a circle", () => {
    const circle: Repository = {
      mum: { "1": ["dad"] },
      dad: { "1": ["son"] },
      son: { "1": ["mum"] },
    };
    const search = solve(circle, "dad");
    expect(search.isCyclic).toBe(true);
    expect(search.failure().description).toBe(
      "A cyclic dependency was detected: dad-1 --> son-1 --> mum-1 --> dad-1",
    );
  });

  test("a variant whose own requirements exclude each other, once it is looked at", () => {
    const repository: Repository = { a: { "1": [], "2": ["b-1", "b-2"] }, b: { "1": [], "2": [] } };
    expect(answer(solve(repository, "a-1"))).toBe("a-1[]");
    expect(errorOf(() => solve(repository, "a"))).toEqual([
      "ResolveError",
      "The package a-2[] has an internal requirements conflict: b-1 <--!--> b-2",
    ]);
  });
});

describe("what is missing", () => {
  const repository: Repository = {
    a: { "1": { variants: [["gone"], ["b", "c"]] }, "2": { excluded: true } },
    hidden: { "1": { excluded: true } },
    b: { "1": [] },
    c: { "1": [] },
  };

  test("a family nobody has", () => {
    expect(errorOf(() => solve(repository, "gone"))).toEqual([
      "PackageFamilyNotFoundError",
      "package family not found: gone (searched: PATH)",
    ]);
  });

  test("a version nobody has, or that a filter hides", () => {
    const text = (name: string): string[] => [
      "PackageNotFoundError",
      `Package could not be found: ${name}`,
    ];
    expect(errorOf(() => solve(repository, "a-7"))).toEqual(text("a-7"));
    expect(errorOf(() => solve(repository, "a-2"))).toEqual(text("a-2"));
    expect(errorOf(() => solve(repository, "hidden"))).toEqual(text("hidden"));
  });

  test("a family that a variant needs: an error, or a variant that is passed over", () => {
    const message = "package family not found: gone, was required by: a (searched: PATH)";
    expect(errorOf(() => solve(repository, "a"))).toEqual(["PackageFamilyNotFoundError", message]);
    const warnings: string[] = [];
    const search = solve(repository, "a", {
      errorOnMissingVariantRequires: false,
      warn: (each) => warnings.push(each),
    });
    expect(answer(search)).toBe("b-1[] c-1[] a-1[1]");
    expect(warnings).toEqual([message]);
  });
});

describe("who decides when to stop", () => {
  const detour: Repository = {
    a: { "1": [], "2": ["b"] },
    b: { "1": ["c-2"] },
    c: { "1": [], "2": [] },
  };

  test("a limit on failures", () => {
    const free = solve(detour, "a c-1");
    expect([answer(free), free.numFails]).toEqual(["a-1[] c-1[]", 1]);
    const search = solve(detour, "a c-1", { maxFails: 1 });
    expect(search.status).toBe("failed");
    expect(search.failure().description).toBe(
      "fail limit reached: aborted after 1 failures:\n" +
        "The following package conflicts occurred: (c-2 <--!--> c==1)",
    );
  });

  test("a limit on time leaves the search unsolved", () => {
    let now = 0;
    const clock = (): number => {
      now += 2000;
      return now;
    };
    const search = solve(studio, "plugin python", { timeLimit: 1, clock });
    expect([search.status, search.abortReason]).toEqual(["unsolved", "time limit exceeded"]);
  });

  test("a limit on time stops a step that goes on", () => {
    const chain = Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [`link${i}`, { "1": i < 99 ? [`link${i + 1}`] : [] }]),
    );
    let now = 0;
    const options = { timeLimit: 1, clock: () => now++ * 100 };
    const search = solve(chain, "link0", options);
    expect([search.status, search.abortReason]).toEqual(["unsolved", "time limit exceeded"]);
    expect(search.numSolves).toBe(1);
    expect(search.packages.read.length).toBeLessThan(20);
    expect(search.graph().nodes.length).toBeGreaterThan(0);
    expect(solve(chain, "link0", { ...options, clock: () => 0 }).status).toBe("solved");
    const none = solve(chain, "link0", { ...options, maxFails: 0 });
    expect([none.status, none.abortReason]).toEqual(["unsolved", "time limit exceeded"]);
  });

  test("the caller, between steps", () => {
    const problem = problemOf(studio);
    const search = start(requirements("plugin python"), problem);
    let step = search.step();
    while (step.kind === "question") {
      problem.load(step.family, step.versions);
      step = search.step();
    }
    expect(step.kind).toBe("more");
    expect(search.phaseText).toMatch(/^plugin\[1\.\.2\(2\)\]/);
    search.fail("no failure yet, so this is not heard");
    expect(search.status).toBe("unsolved");
    search.abort("enough");
    expect(search.step().kind).toBe("done");
    expect([search.status, search.abortReason]).toEqual(["unsolved", "enough"]);
  });
});

test("only packages within a required range are asked for", () => {
  const problem = problemOf(studio);
  const questions: string[] = [];
  const search = start(requirements("plugin-1"), problem);
  for (let step = search.step(); step.kind !== "done"; step = search.step()) {
    if (step.kind !== "question") continue;
    questions.push(`${step.family} ${step.versions ?? "?"}`);
    problem.load(step.family, step.versions);
  }
  expect(questions).toEqual([
    "plugin ?",
    "plugin 0",
    "python ?",
    "python 0,1,2,3",
    "usd ?",
    "usd 0",
  ]);
  expect(search.packages.readCount).toBe(6);
});

function errorOf(call: () => unknown): string[] {
  try {
    call();
  } catch (error) {
    if (error instanceof RezError) return [error.type, error.message];
    throw error;
  }
  return [];
}

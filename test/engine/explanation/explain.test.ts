import { describe, expect, test } from "vitest";
import { nearNames } from "../../../src/explanation/missing.ts";
import { VisibleFamily } from "../../../src/explanation/version-names.ts";
import { explanationText } from "../../../src/explanation/words.ts";
import { Version } from "../../../src/version/version.ts";
import { explained, type Repository, type Setting } from "./explaining.ts";

async function told(
  repository: Repository,
  requests: readonly string[],
  setting?: Setting,
): Promise<string> {
  return explanationText(await explained(repository, requests, setting));
}

const studio: Repository = {
  maya: {
    "2019": ["pymel-2"],
    "2020": ["pymel-2"],
    "2021": ["pymel-2"],
    "2022": ["pymel-2"],
    "2024": ["python-3.10"],
  },
  pymel: { "2.0": ["python-2"], "2.1": ["python-2"], "3.0": ["python-3"] },
  python: { "2.7.18": [], "3.10.1": [] },
  houdini: { "18": ["python-2"], "20": ["python-3.10"] },
};

describe("a conflict", () => {
  test("is told as a chain, with the versions that exist", async () => {
    expect(await told(studio, ["maya-2019..2023", "python-3"])).toMatchInlineSnapshot(`
      "maya-2019..2023 and python-3 cannot hold together: every maya-2019 to 2022 needs pymel-2, and every pymel-2 needs python-2.
      What would resolve it:
        - ask for maya-2024 in place of maya-2019..2023
        - ask for python-2.7.18 in place of python-3
        - drop maya-2019..2023
        - drop python-3"
    `);
  });

  test("leaves out what has no part in it", async () => {
    const { conflicts } = await explained(studio, ["pymel", "maya-2022", "python-3", "houdini"]);
    const requests = conflicts.map((each) => each.requests.map((it) => `${it.requirement}`));
    expect(requests).toEqual([["maya-2022", "python-3"]]);
  });

  test("of a package that requires itself in one way of several is that of rez's choice", async () => {
    // Among equal variants rez prefers the last: with another one there, "none of these" resolves.
    const ways = [["f", "g"], ["!f"], [], ["f"]];
    const repository = { f: { "1": { requires: [], variants: ways } }, g: { "1": [] } };
    const { conflicts } = await explained(repository, ["f"]);
    expect(conflicts[0]!.facts.facts.map(({ alternatives }) => alternatives.join(" | "))).toEqual([
      "!f |  | f",
    ]);
  });

  test("keeps together what one variant requires", async () => {
    const repository = {
      app: {
        "1": {
          requires: [],
          variants: [
            ["a-1", "b-2"],
            ["a-2", "b-1"],
          ],
        },
      },
      a: { "1": [], "2": [] },
      b: { "1": [], "2": [] },
    };
    expect(await told(repository, ["app", "a-1", "b-1"])).toMatchInlineSnapshot(`
      "app, a-1 and b-1 cannot hold together: app-1 needs either a-1 and b-2, or a-2 and b-1.
      What would resolve it:
        - ask for a-2 in place of a-1
        - ask for b-2 in place of b-1
        - drop app
        - drop a-1
        - drop b-1"
    `);
  });

  test("of two that share no request, both are told", async () => {
    expect(
      await told(studio, ["maya-2022", "python-3", "houdini-18", "!houdini"]),
    ).toMatchInlineSnapshot(`
      "houdini-18 and !houdini cannot hold together.
      Besides: maya-2022 and python-3 cannot hold together: maya-2022 needs pymel-2, and every pymel-2 needs python-2.
      What would resolve it:
        - drop houdini-18 and maya-2022
        - drop houdini-18 and python-3
        - drop !houdini and python-3"
    `);
  });

  test("with an implicit package says so", async () => {
    const setting = { implicits: ["~python-2"] };
    expect(await told(studio, ["houdini-20"], setting)).toMatchInlineSnapshot(`
      "houdini-20 and the implicit ~python-2 cannot hold together: houdini-20 needs python-3.10.
      What would resolve it:
        - ask for houdini-18 in place of houdini-20
        - drop houdini-20
        - drop the implicit package ~python-2"
    `);
  });

  test("of packages that need each other in a circle", async () => {
    const repository = { a: { "1": ["b"] }, b: { "1": ["c"] }, c: { "1": ["a"] }, d: { "1": [] } };
    expect(await told(repository, ["d", "a"])).toMatchInlineSnapshot(`
      "a leads in a circle, a-1 --> b-1 --> c-1 --> a-1: a-1 needs b, b-1 needs c, and c-1 needs a.
      What would resolve it:
        - drop a"
    `);
  });
});

describe("what is missing", () => {
  test("a family: who needs it, and names close to it", async () => {
    const repository = { ...studio, tool: { "1": ["mya"] } };
    expect(await told(repository, ["tool"])).toMatchInlineSnapshot(`
      "tool cannot be resolved, for no repository has a package mya: tool-1 needs mya.
      Names close to it: maya.
      Searched: PATH.
      What would resolve it:
        - drop tool"
    `);
  });

  test("a family that alternatives need, too", async () => {
    const repository = { ...studio, tool: { "1": ["mya"], "2": ["python-2"] } };
    const setting = { errorOnMissingVariantRequires: false };
    expect(await told(repository, ["tool", "python-3"], setting)).toMatchInlineSnapshot(`
      "tool and python-3 cannot hold together: tool-1 needs mya, and tool-2 needs python-2.
      No repository has a package mya.
      Names close to it: maya.
      Searched: PATH.
      What would resolve it:
        - ask for python-2.7.18 in place of python-3
        - drop tool
        - drop python-3"
    `);
  });

  test("a version: what there is, and what is hidden", async () => {
    const repository = { nuke: { "13": [], "14": [], "15": { requires: [], excluded: true } } };
    const hidden = { nuke: [{ version: "15", by: "released after 2024-05-01 00:00:00 UTC" }] };
    expect(await told(repository, ["nuke-15"], { hidden })).toMatchInlineSnapshot(`
      "nuke-15 cannot be resolved, for a version of nuke is missing.
      No visible nuke is nuke-15: there are nuke-13 and 14.
      Hidden: nuke-15 (released after 2024-05-01 00:00:00 UTC).
      What would resolve it:
        - ask for nuke-14 or earlier in place of nuke-15
        - drop nuke-15
        - resolve without the package filter"
    `);
  });
});

describe("two requests that must both go", () => {
  test("are told of once", async () => {
    const repository = { usd: { "1": ["python-2", "nada"] }, maya: { "1": ["python-3", "nada"] } };
    const python = { python: { "2": [], "3": [] } };
    const { fixes } = await explained({ ...repository, ...python }, ["usd", "maya", "python"]);
    expect(fixes.map((fix) => fix.text)).toEqual(["drop usd and maya"]);
  });
});

describe("a limit", () => {
  test("that was hit is giving up, never impossible", async () => {
    const { status } = await explained(studio, ["maya-2022", "python-3"], { budgetSeconds: 0 });
    expect(status).toBe("gave up");
    expect(
      (await told(studio, ["maya-2022", "python-3"], { budgetSeconds: 0 })).replace(
        /\d+[.]\d/,
        "0.0",
      ),
    ).toMatchInlineSnapshot(
      `"No explanation: after 0.0 s it is not known whether maya-2022 and python-3 can be resolved."`,
    );
  });

  test("holds where thousands of versions each need another one", async () => {
    const numbers = Array.from({ length: 3000 }, (_, i) => i);
    const each = (requires: (i: number) => string[]) =>
      Object.fromEntries(numbers.map((i) => [i, requires(i)]));
    const repository = {
      big: each((i) => [`lib-${i}`]),
      other: each((i) => [`lib==${i + numbers.length}`]),
      lib: each(() => []),
    };
    for (const budgetSeconds of [0.3, 1]) {
      const began = performance.now();
      const found = await explained(repository, ["big", "other"], { budgetSeconds });
      explanationText(found);
      // Twenty seconds where each version is compared with each.
      expect(performance.now() - began).toBeLessThan(budgetSeconds * 1000 + 10_000);
      expect(found.conflicts.length > 0 || !found.isComplete).toBe(true);
    }
  });
});

describe("a further request that is asked about", () => {
  test("is never dropped by a fix", async () => {
    const { fixes } = await explained(studio, ["python-3"], { asked: "maya-2022" });
    expect(fixes.map((fix) => fix.text)).toMatchInlineSnapshot(`
      [
        "ask for python-2.7.18 in place of python-3",
        "drop python-3",
      ]
    `);
  });
});

describe("names of versions", () => {
  const family = new VisibleFamily(
    "maya",
    ["2022.1", "2022.2", "2023.1", "2024.1", "2024.2"].map((text) => Version.parse(text)),
  );
  const named = (...texts: string[]): string =>
    family.named(new Set(family.versions.filter(({ text }) => texts.includes(text))), true);

  test.each([
    [["2022.1"], "maya-2022.1"],
    [["2022.1", "2022.2"], "every maya-2022"],
    [["2022.1", "2023.1"], "each of maya-2022.1 and 2023.1"],
    [["2022.1", "2022.2", "2023.1"], "every maya-2022.1 to 2023.1"],
    [["2022.1", "2022.2", "2023.1", "2024.2"], "every maya-2022.1 to 2023.1 and 2024.2"],
    [["2022.1", "2022.2", "2023.1", "2024.1", "2024.2"], "every maya"],
  ])("%j are %s", (texts, expected) => {
    expect(named(...texts)).toBe(expected);
  });
});

test("close names are those with few slips, other cases and separators, and longer ones", () => {
  const names = ["maya", "maya_utils", "houdini", "nuke", "pyside2", "PySide6"];
  expect(nearNames("mya", names)).toEqual(["maya"]);
  expect(nearNames("Maya-Utils", names)).toEqual(["maya_utils", "maya"]);
  expect(nearNames("pyside", names)).toEqual(["PySide6", "pyside2"]);
  expect(nearNames("zbrush", names)).toEqual([]);
});

import { expect, test } from "vitest";
import { expandUser, expandVariables } from "../../../src/rex/expansion.ts";

const homes = {
  homeOf: (user: string) => (user === "" ? "/home/me/" : user === "ann" ? "/a" : null),
};

test.each([
  ["$A/$" + "{A}", "1/1"],
  ["$AB", "$AB"],
  ["$B", "$A"],
  ["$" + "{NOPE}$", "$" + "{NOPE}$"],
  ["$Ä", "umlaut"],
  ["no reference", "no reference"],
])("variables in %j are %j", (text, expanded) => {
  const environ = new Map([
    ["A", "1"],
    ["B", "$A"],
    ["Ä", "umlaut"],
  ]);
  expect(expandVariables(text, environ)).toBe(expanded);
});

test.each([
  ["~", "/home/me"],
  ["~/x", "/home/me/x"],
  ["~ann/x", "/a/x"],
  ["~bob/x", "~bob/x"],
  ["a~/x", "a~/x"],
])("home folder in %j is %j", (text, expanded) => {
  expect(expandUser(text, homes)).toBe(expanded);
});

import { expect, test } from "vitest";
import { actionFromWire, actionToWire, type WireAction } from "../../../src/rex/actions.ts";

const ACTIONS: readonly WireAction[] = [
  { kind: "setenv", key: "A", value: "x" },
  { kind: "prependenv", key: "A", value: { parts: [[true, "l"]] } },
  { kind: "resetenv", key: "A", value: "x", friends: ["B"] },
  { kind: "unsetenv", key: "A" },
  { kind: "alias", key: "a", value: "b" },
  {
    kind: "info",
    value: {
      parts: [
        [false, "e"],
        [true, "l"],
      ],
    },
  },
  { kind: "command", value: ["echo", { parts: [[true, "$X"]] }] },
  { kind: "command", value: "echo" },
  { kind: "comment", value: "c" },
  { kind: "shebang" },
];

test.each(ACTIONS)("%j crosses and comes back", (action) => {
  expect(actionToWire(actionFromWire(action))).toEqual(action);
});

import { expect, test } from "vitest";
import type { DefinitionRequest } from "../../../src/definition/host.ts";
import { loadPython } from "../../../src/definition/package-py.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** What the evaluator gives, or what it asked the host. */
async function load(content: Uint8Array): Promise<unknown> {
  const asked: DefinitionRequest[] = [];
  const host = {
    evaluateDefinition: async (request: DefinitionRequest) => {
      asked.push(request);
      return { data: {}, isSelfContained: true };
    },
  };
  const { data, evaluatedBy } = await loadPython(content, "/p/package.py", host);
  return evaluatedBy === "host" ? asked[0] : data;
}

test("functions of rez are kept as sources, others and private names are not", async () => {
  const text = [
    "name = 'foo'",
    "_kept = 1",
    "__dropped = 2",
    "def helper():\n    pass",
    "def commands():\n    env.A = 'b'",
    "@late()\ndef tools():\n    return []",
  ].join("\n");
  expect(await load(bytes(text))).toMatchObject({
    name: "foo",
    _kept: 1,
    commands: {
      $: "source",
      source: "env.A = 'b'",
      filepath: "/p/package.py",
      funcname: "commands",
    },
    tools: { $: "source", evalAsFunction: true, decorators: [{ name: "late" }] },
  });
  expect(Object.keys((await load(bytes(text))) as object).sort()).toEqual([
    "_kept",
    "commands",
    "name",
    "tools",
  ]);
});

test("what only Python can do is asked of it, with the text that was read", async () => {
  const source = "import this_studio\nname = this_studio.name\n";
  expect(await load(bytes(source))).toEqual({ path: "/p/package.py", source });
});

test("a byte order mark and line ends of Windows are no part of the text", async () => {
  expect(await load(bytes("\ufeffa = '''x\r\ny'''\r\n"))).toEqual({ a: "x\ny" });
});

test.each([
  ["not UTF-8", new Uint8Array([0x61, 0x3d, 0x22, 0xff, 0x22])],
  ["latin-1 by its own word", bytes("# -*- coding: latin-1 -*-\na = 'x'\n")],
  ["UTF-8 by another spelling than its byte order mark's", bytes("\ufeff# coding: utf8\na = 1\n")],
  ["of a zero byte", bytes("a = 1\0\n")],
])("a file that is %s is read by Python", async (_, content) => {
  expect(await load(content)).toEqual({ path: "/p/package.py", source: null });
});

test("a declared UTF-8 is no reason to ask", async () => {
  expect(await load(bytes("#!/usr/bin/python\n# vim: fileencoding=utf_8 :\na = 'é'\n"))).toEqual({
    a: "é",
  });
});

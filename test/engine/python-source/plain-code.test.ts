import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseModule } from "../../../src/python-source/parse-statements.ts";
import { readPlainCode } from "../../../src/python-source/plain-code.ts";

/** What the grammar's reader gives; null where it declines. */
function byGrammar(source: string) {
  try {
    return parseModule(source).statements;
  } catch {
    return null;
  }
}

/** What is read as plain is what the grammar reads. */
function agrees(source: string): boolean {
  const plain = readPlainCode(source);
  if (plain === null) return false;
  expect(plain, source).toEqual(byGrammar(source));
  return true;
}

function* bodies(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* bodies(path);
    else if (name === "package.py") {
      const text = readFileSync(path, "utf8");
      for (const [, body] of text.matchAll(/^def commands\(\):\n((?:(?:[ ]+.*)?\n)+)/gm)) {
        yield `if True:\n${body}`;
      }
    }
  }
}

test("functions of packages are mostly plain, and read as the grammar does", () => {
  const all = [...bodies(join(import.meta.dirname, "../../../examples/packages"))];
  expect(all.filter(agrees).length).toBeGreaterThan(all.length / 2);
});

test.each([
  "env.PATH.append('{root}/bin')",
  "env.A = 'x'\nenv['B'] = \"y\"\n\n# note\nenv.C += 'z'  # more",
  "if building and not testing or 'a' in resolve:\n    alias('a', 'b')\nelif x is not None:\n  pass\nelse:\n    info(1)",
  "import os.path\nenv.A = os.path.join(root, 'a', b=[1, (2,), (), (3)])",
  "if a == b < c != d >= 0:\n    x = 'a %s' % (b + c - d % 5)",
  "f(\n    a,  # comment\n    b,\n)\ng()",
  "x = not not a\ny = a not in b",
  "",
  "   \n# only a comment\n",
  "if a:\n    pass\n\n        # far\n    b()\nc()",
  "def commands():\n    env.A = 'x'\n    import os.path\n    b += 1\n",
  "def commands(): # one\n\n    # two\n    a()  # three\n    # four\n\n# five\n\ndef pre_commands():\n  b()\n",
  "@late()\n@include('a', b=1)\ndef tools():\n    return ['a']\nx = 1\n",
  "x = 'a\\n\\'\\\\b'\ny = \"\\\"'é\"  # ü\n",
  "x = {}\ny = {'a': 1, b: [c], 'd': {'e': None,},\n  }",
  "with scope('config') as c:\n    c.a.b = 'd'\n",
  "@late\n# between\n\ndef tools():\n    if a:\n        return\n    f(\n      1,\n    )\n",
])("%j is plain", (source) => {
  expect(readPlainCode(source) !== null || source.trim() === "" || source.includes("only")).toBe(
    true,
  );
  agrees(source);
});

test.each([
  "x = 'a' 'b'",
  "x = r'a'",
  "x = f'{a}'",
  "x = 'a\\x41'",
  "x = 'a\\q'",
  "x = 'a\\'",
  "x = 'a\\\nb'",
  "x = 'a\tb'",
  "x = '\u{1f600}'",
  "x = '''a'''",
  "x = ''''''",
  "x = 1.5",
  "x = 01",
  "x = 1if a else 2",
  "x = a if b else c",
  "a; b",
  "x = y = 1",
  "x, y = 1",
  "x = 1,",
  "if a: b()",
  "if a:\nb()",
  "if a:\n    b()\n  c()",
  "  a()",
  "f(a for b in c)",
  "f(*a)",
  "f(a=1, a=2)",
  "f(a=1, b)",
  "f((a)=1)",
  "x = [a for a in b]",
  "x[1:2] = 3",
  "x = {1}",
  "x = {1: 2, 3}",
  "x = {**a}",
  "x = {a: b for a in c}",
  "{}[1] = 2",
  "with a:\n    pass",
  "with a as b.c:\n    pass",
  "with a as b, c as d:\n    pass",
  "return",
  "lambda: 1",
  "print 'a'",
  "x = -1",
  "x = a ** b",
  "x = a // b",
  "x\t= 1",
  "x = (1",
  "x = 1)",
  "f() = 1",
  "True = 1",
  "None.a = 1",
  "import a, b",
  "import a as b",
  "x = é",
  "else:\n    pass",
  "if a:\n    pass\nelse:\n    pass\nelse:\n    pass",
  "if a:\n    pass\nelse:\n    pass\nelif b:\n    pass",
  "def a(b):\n    pass",
  "def a() -> b:\n    pass",
  "def a(): pass",
  "def a():\n    def b():\n        pass\n    return",
  "def a():\npass",
  "def a():\n    # nothing",
  "if a:\n    def b():\n        pass",
  "if a:\n    return",
  "return 1",
  "def a():\n    return 1, 2",
  "def a():\n    return return",
  "def def():\n    pass",
  "async def a():\n    pass",
  "@a.b\ndef c():\n    pass",
  "@a()()\ndef c():\n    pass",
  "@a b\ndef c():\n    pass",
  "@a\nx = 1",
  "@a\n  def c():\n    pass",
  "@a()\n    @b()\ndef c():\n    pass\n",
  "if True:\n    @a()\ndef c():\n    return 1\n",
  "def a():\n    b()\n    @c()\ndef d():\n    pass\n",
  "@\ndef c():\n    pass",
  "@(a)\ndef c():\n    pass",
  "x = a @ b",
  "x @= b",
])("%j is left to the grammar, or read as it does", (source) => {
  agrees(source);
});

test("random pieces of Python are read as the grammar reads them", () => {
  const word = fc.constantFrom(
    ..."a b if elif else not in is and or import pass def return with as { } @ env . , : = == += ( ) [ ] 'x' 'x\\\\n' 'é' \"y\" 1 0 % + - < True None # \n \n".split(
      " ",
    ),
    "\n",
    "\n    ",
    "if a:\n    ",
    " ",
    "a.b('c')",
    "x = 1",
    "\ndef a():\n    ",
    "\n@late()\ndef a():\n    ",
    " # c",
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 14 }), fc.constantFrom("", "\n"), (words, end) => {
      // The grammar declines a last line of white space alone.
      agrees(words.join(" ").trimEnd() + end);
    }),
    { numRuns: 3000 },
  );
});

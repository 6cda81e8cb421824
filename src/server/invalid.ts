// What is wrong with a message, in the words of the Python side that sent it.

interface Invalid {
  readonly issues: readonly {
    readonly path: readonly PropertyKey[];
    readonly message: string;
    readonly expected?: string;
  }[];
}

const PYTHON_WORDS = new Map<unknown, string>([
  [null, "None"],
  [true, "True"],
  [false, "False"],
  ["string", "text"],
  ["array", "list"],
  ["object", "dict"],
  ["record", "dict"],
]);
const MOST_SHOWN = 80;

export function describe({ issues }: Invalid, given: unknown): string {
  return issues
    .map(({ path, message, expected }) => {
      const why = expected
        ? `${shown(given, path)} is no ${PYTHON_WORDS.get(expected) ?? expected}`
        : message;
      return `${path.map(String).join(".") || "(whole)"}: ${why}`;
    })
    .join("; ");
}

function shown(given: unknown, path: readonly PropertyKey[]): string {
  const value = path.reduce<unknown>((at, key) => Object(at)[key], given) ?? null;
  const word = typeof value === "string" ? undefined : PYTHON_WORDS.get(value);
  return word ?? JSON.stringify(value).slice(0, MOST_SHOWN);
}

// What commands() ask of the Python process itself: to print, to run, to change its sys.path.

/** Whose commands ask for it, for errors: attribute and package. */
export type Origin = readonly [attribute: string, uri: string];

/** Something to be done by the Python process, in this order. */
export type Effect =
  | { readonly kind: "info" | "error"; readonly text: string }
  | {
      readonly kind: "command";
      readonly args: string | readonly string[];
      readonly environ: ReadonlyMap<string, string>;
      readonly origin: Origin | null;
    }
  | {
      readonly kind: "sys_path";
      readonly how: "set" | "prepend" | "append";
      readonly value: string;
    };

export type WireEffect = ReturnType<typeof effectToWire>;

export function effectToWire(effect: Effect) {
  return effect.kind === "command"
    ? { ...effect, environ: Object.fromEntries(effect.environ) }
    : { ...effect };
}

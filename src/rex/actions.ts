// What commands() asks for, as data. Keys and texts are formatted ("{root}" is gone) but not yet
// expanded ("${HOME}" is still there): expansion depends on the environment they are applied to.

import { EscapedString, type RexText, UnformattedText } from "./escaped-string.ts";

export type Action =
  | {
      readonly kind: "setenv" | "prependenv" | "appendenv";
      readonly key: string;
      readonly value: RexText;
    }
  | {
      readonly kind: "resetenv";
      readonly key: string;
      readonly value: RexText;
      readonly friends: readonly string[] | null;
    }
  | { readonly kind: "unsetenv"; readonly key: string }
  | { readonly kind: "alias"; readonly key: string; readonly value: string }
  | { readonly kind: "info" | "error"; readonly value: RexText }
  | { readonly kind: "command"; readonly value: RexText | readonly RexText[] }
  | { readonly kind: "comment" | "source"; readonly value: string }
  | { readonly kind: "shebang" };

/** A text on the wire: a string, or its parts with true for the literal ones, or as it was given. */
export type WireText =
  | string
  | { readonly parts: readonly (readonly [boolean, string])[] }
  | { readonly unformatted: string };

export type WireAction =
  | {
      readonly kind: "setenv" | "prependenv" | "appendenv";
      readonly key: string;
      readonly value: WireText;
    }
  | {
      readonly kind: "resetenv";
      readonly key: string;
      readonly value: WireText;
      readonly friends?: readonly string[] | null;
    }
  | { readonly kind: "unsetenv"; readonly key: string }
  | { readonly kind: "alias"; readonly key: string; readonly value: string }
  | { readonly kind: "info" | "error"; readonly value: WireText }
  | { readonly kind: "command"; readonly value: WireText | readonly WireText[] }
  | { readonly kind: "comment" | "source"; readonly value: string }
  | { readonly kind: "shebang" };

export function textFromWire(text: WireText): RexText {
  if (typeof text === "string") return text;
  if ("unformatted" in text) return new UnformattedText(text.unformatted);
  return new EscapedString(text.parts.map(([literal, value]) => ({ literal, text: value })));
}

function textToWire(text: RexText): WireText {
  if (typeof text === "string") return text;
  if (text instanceof UnformattedText) return { unformatted: text.toString() };
  return { parts: text.parts.map((part) => [part.literal, part.text] as const) };
}

export function actionFromWire(action: WireAction): Action {
  switch (action.kind) {
    case "setenv":
    case "prependenv":
    case "appendenv":
      return { kind: action.kind, key: action.key, value: textFromWire(action.value) };
    case "resetenv":
      return {
        kind: action.kind,
        key: action.key,
        value: textFromWire(action.value),
        friends: action.friends ?? null,
      };
    case "info":
    case "error":
      return { kind: action.kind, value: textFromWire(action.value) };
    case "command":
      return { kind: action.kind, value: commandFromWire(action.value) };
    default:
      return action;
  }
}

export function actionToWire(action: Action): WireAction {
  switch (action.kind) {
    case "setenv":
    case "prependenv":
    case "appendenv":
      return { kind: action.kind, key: action.key, value: textToWire(action.value) };
    case "resetenv":
      return {
        kind: action.kind,
        key: action.key,
        value: textToWire(action.value),
        friends: action.friends,
      };
    case "info":
    case "error":
      return { kind: action.kind, value: textToWire(action.value) };
    case "command":
      return {
        kind: action.kind,
        value: isList(action.value) ? action.value.map(textToWire) : textToWire(action.value),
      };
    default:
      return action;
  }
}

export function isList(value: RexText | readonly RexText[]): value is readonly RexText[] {
  return Array.isArray(value);
}

function commandFromWire(value: WireText | readonly WireText[]): RexText | readonly RexText[] {
  return Array.isArray(value) ? value.map(textFromWire) : textFromWire(value as WireText);
}

// Python data as JSON: what JSON has no form for crosses as an object with the key "$".

export type Tagged =
  | null
  | boolean
  | number
  | string
  | readonly Tagged[]
  | { readonly [key: string]: Tagged };

// Sets of small numbers: a family's versions by position, its variants by number. A reduction test
// is a few machine words instead of a walk over requirements, which is where rez spends nine tenths
// of its time; bench/areas/solves.py guards it. Sets of different length mix: what is missing is not a member.
//
// The words are signed integers in plain arrays: most sets have one or two words, and a typed array
// of that size takes four times the memory and ten times as long to make.

export type Bits = number[];

export function emptyBits(size: number): Bits {
  const bits = [0];
  for (let room = 32; room < size; room += 32) bits.push(0);
  return bits;
}

/** Adds a member. */
export function withMember(bits: Bits, member: number): Bits {
  const word = member >>> 5;
  while (word >= bits.length) bits.push(0);
  bits[word]! |= 1 << (member & 31);
  return bits;
}

/** Removes a member that there is room for. */
export function withoutMember(bits: Bits, member: number): Bits {
  bits[member >>> 5]! &= ~(1 << (member & 31));
  return bits;
}

export function hasMember(bits: Bits, member: number): boolean {
  const word = member >>> 5;
  return word < bits.length && (bits[word]! & (1 << (member & 31))) !== 0;
}

export function intersects(a: Bits, b: Bits): boolean {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if ((a[i]! & b[i]!) !== 0) return true;
  return false;
}

/** The smallest member of both; -1 when there is none. */
export function firstShared(a: Bits, b: Bits): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const word = a[i]! & b[i]!;
    if (word !== 0) return lowestMember(i, word);
  }
  return -1;
}

/** The smallest member in the word at an index, which is not 0. */
function lowestMember(index: number, word: number): number {
  return index * 32 + 31 - Math.clz32(word & -word);
}

/** Calls `visit` with every member, the smallest first. */
export function forEachMember(bits: Bits, visit: (member: number) => void): void {
  for (let i = 0; i < bits.length; i++) {
    for (let word = bits[i]!; word !== 0; word &= word - 1) visit(lowestMember(i, word));
  }
}

/** All numbers below `size`. */
export function allBits(size: number): Bits {
  const bits = emptyBits(size).fill(-1);
  bits[bits.length - 1] = size % 32 === 0 ? (size === 0 ? 0 : -1) : ~(-1 << (size % 32));
  return bits;
}

/** True if every member of `a` is in `b`. */
export function isSubset(a: Bits, b: Bits): boolean {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) if ((a[i]! & ~b[i]!) !== 0) return false;
  for (let i = shared; i < a.length; i++) if (a[i] !== 0) return false;
  return true;
}

/** Adds the members of `b` to `a`. */
export function withMembers(a: Bits, b: Bits): Bits {
  while (a.length < b.length) a.push(0);
  for (let i = 0; i < b.length; i++) a[i]! |= b[i]!;
  return a;
}

/** The same members in as few words as they need. */
export function trimmed(bits: Bits): Bits {
  let length = bits.length;
  while (length > 1 && bits[length - 1] === 0) length--;
  return length === bits.length ? bits : bits.slice(0, length);
}

/** For sets of one length. */
export function sameBits(a: Bits, b: Bits): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

export function hashBits(bits: Bits): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bits.length; i++) {
    const word = bits[i]!;
    hash = Math.imul(hash ^ (word & 0xffff), 0x01000193);
    hash = Math.imul(hash ^ (word >>> 16), 0x01000193);
  }
  return hash;
}

import { Refusal } from '../platform/refusal.ts';

/** Longest request, in UTF-8 bytes of its texts and keys plus a flat cost for each value. */
export const MAX_MESSAGE_BYTES = 256 * 1024;
/** Deepest nesting of a request; the contract's deepest one has two levels. */
export const MAX_MESSAGE_DEPTH = 8;

const BYTES_PER_VALUE = 8;
/** Values that hold nothing more: `null` counts as an object and is let through beside them. */
const EMPTY_TYPES = new Set(['object', 'undefined', 'boolean', 'number']);
const PROTOTYPE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

const refuse: (why: string) => never = (why) => {
  throw new Refusal('invalid-request', `That request was refused: ${why}.`);
};

/**
 * Throws a `Refusal` unless the value is plain data (what JSON can say) of bounded size and depth, without keys that reach
 * for a prototype. Runs before any schema, so that no schema ever walks a hostile value; a cycle shows as too deep.
 */
export function assertPlainData(value: unknown): void {
  let bytes = 0;
  const spend = (amount: number): void => {
    bytes += amount;
    if (bytes > MAX_MESSAGE_BYTES) refuse('it is too large');
  };
  const visit = (current: unknown, depth: number): void => {
    spend(BYTES_PER_VALUE);
    // A UTF-16 unit is at least one byte: enough to turn a huge text away before it is measured.
    if (typeof current === 'string') spend(current.length > MAX_MESSAGE_BYTES ? current.length : Buffer.byteLength(current));
    else if (typeof current === 'object' && current !== null) visitInside(current, depth + 1);
    else if (!EMPTY_TYPES.has(typeof current)) refuse('it is not plain data');
  };
  const visitInside = (container: object, depth: number): void => {
    if (depth > MAX_MESSAGE_DEPTH) refuse('it is nested too deeply');
    if (Array.isArray(container)) {
      for (const entry of container) visit(entry, depth);
      return;
    }
    const prototype: unknown = Object.getPrototypeOf(container);
    if (prototype !== Object.prototype && prototype !== null) refuse('it is not plain data');
    for (const key of Reflect.ownKeys(container)) {
      if (typeof key !== 'string' || PROTOTYPE_KEYS.has(key)) refuse('it holds a name that is not allowed');
      spend(Buffer.byteLength(key));
      visit((container as Record<string, unknown>)[key], depth);
    }
  };
  visit(value, 0);
}

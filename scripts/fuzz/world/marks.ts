import { randomBytes } from 'node:crypto';

/** Every secret of the household holds one: nothing else looks like it, so that it is found wherever it comes out. */
const MARK = /zq[0-9a-f]{12}/g;
/** Videos, requests and allowed channels are named by ids that only who may see them should learn. */
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Makes a fresh mark. */
export const newMark = (): string => `zq${randomBytes(6).toString('hex')}`;

/** Finds all marks and ids in a text, each once. */
export function secretsIn(text: string): Set<string> {
  return new Set([...(text.match(MARK) ?? []), ...(text.match(ID) ?? [])]);
}

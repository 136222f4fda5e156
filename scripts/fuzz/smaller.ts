import type { FuzzMessage } from './messages/channel-messages.ts';
import type { Fault } from './play.ts';

/** Tries of messages in a fresh household, at most. */
const MOST_TRIES = 60;

/** Finds a shorter way to the same fault: first without most messages before it, then with less in the last one. */
export async function smallest(
  fault: Fault,
  led: readonly FuzzMessage[],
  replay: (messages: readonly FuzzMessage[]) => Promise<Fault | undefined>,
): Promise<{ readonly messages: readonly FuzzMessage[]; readonly isReproduced: boolean }> {
  let tries = 0;
  const isSame = async (messages: readonly FuzzMessage[]): Promise<boolean> => {
    if (tries >= MOST_TRIES) return false;
    tries += 1;
    const found = await replay(messages);
    return found?.kind === fault.kind && found.what === fault.what;
  };
  const last = led.at(-1);
  if (last === undefined) return { messages: [], isReproduced: false };
  let messages: readonly FuzzMessage[] = [last];
  if (!(await isSame(messages))) {
    if (!(await isSame(led))) return { messages: led.slice(-5), isReproduced: false };
    messages = await withoutEarlier(led, isSame);
  }
  return { messages: await withLess(messages, isSame), isReproduced: true };
}

type IsSame = (messages: readonly FuzzMessage[]) => Promise<boolean>;

/** Leaves out halves, quarters and so on of what came before, as long as the fault stays. */
async function withoutEarlier(led: readonly FuzzMessage[], isSame: IsSame): Promise<readonly FuzzMessage[]> {
  let kept = led;
  for (let size = Math.ceil((kept.length - 1) / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < kept.length - 1; ) {
      const fewer = [...kept.slice(0, start), ...kept.slice(Math.min(start + size, kept.length - 1))];
      if (await isSame(fewer)) kept = fewer;
      else start += size;
    }
  }
  return kept;
}

async function withLess(messages: readonly FuzzMessage[], isSame: IsSame): Promise<readonly FuzzMessage[]> {
  let kept = messages;
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    const last = kept.at(-1);
    if (last === undefined) return kept;
    for (const body of smallerValues(last.body)) {
      const tried = [...kept.slice(0, -1), { ...last, body }];
      if (!(await isSame(tried))) continue;
      kept = tried;
      isSmaller = true;
      break;
    }
  }
  return kept;
}

/** Lists values that are a little smaller, the smallest first. */
export function smallerValues(value: unknown): unknown[] {
  if (typeof value === 'string')
    return value.length < 2 ? [] : [value.slice(0, 1), value.slice(0, value.length / 2), value.slice(value.length / 2)];
  if (Array.isArray(value)) return value.length === 0 ? [] : [[], value.slice(0, value.length / 2), value.slice(1)];
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return [];
  const entries = Object.entries(value);
  const without = entries.map((_entry, left) => Object.fromEntries(entries.filter((_other, index) => index !== left)));
  const within = entries.flatMap(([key, own]) => smallerValues(own).map((smaller) => ({ ...value, [key]: smaller })));
  return [...without, ...within];
}

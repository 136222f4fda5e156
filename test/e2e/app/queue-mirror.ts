import type { Page } from 'playwright';
import type { HomereelBridge } from '../../../preload/contract/bridge.ts';
import type { EventPayloads } from '../../../preload/contract/events.ts';
import type { QueueItem } from '../../../preload/contract/types.ts';

type Delta = EventPayloads['queue:changed'];

/** The queue of the profile that the window acts as, kept as a window keeps it: a snapshot, then deltas. */
export interface QueueMirror {
  /** Resolves as soon as the queue is as wanted; rejects after `timeoutMs` with what it was. */
  waitFor<Found>(
    profileId: string,
    wanted: (items: readonly QueueItem[]) => Found | undefined | false,
    timeoutMs: number,
  ): Promise<Found>;
}

/** Listens in the page; nothing polls. A test switches profiles only between waits. */
export async function mirrorQueue(page: Page): Promise<QueueMirror> {
  let items = new Map<string, QueueItem>();
  let check = (): void => {};
  await page.exposeFunction('reportDeltaToTest', (delta: Delta) => {
    for (const item of delta.upserts) items.set(item.videoId, item);
    for (const id of delta.removals) items.delete(id);
    check();
  });
  const listen = (): Promise<void> =>
    page.evaluate(() => {
      const { homereel, reportDeltaToTest } = window as unknown as {
        homereel: HomereelBridge;
        reportDeltaToTest: (delta: Delta) => void;
      };
      homereel.on('queue:changed', reportDeltaToTest);
    });
  let listening = listen();
  await listening;
  // A page that was loaded again has forgotten its listeners.
  page.on('load', () => {
    listening = listen();
    listening.catch(() => {}); // whoever waits next is told
  });
  const loadSnapshot = async (profileId: string): Promise<void> => {
    await listening;
    const answer = await page.evaluate(
      (id) => (window as unknown as { homereel: HomereelBridge }).homereel.invoke('queue:snapshot', { profileId: id }),
      profileId,
    );
    if (!answer.ok) throw new Error(`No snapshot: ${answer.code} ${answer.message}`);
    items = new Map(answer.value.items.map((item) => [item.videoId, item]));
    check();
  };
  return {
    waitFor: (profileId, wanted, timeoutMs) =>
      new Promise((resolve, reject) => {
        const fail = (error: Error): void => {
          clearTimeout(timer);
          check = () => {};
          reject(error);
        };
        const timer = setTimeout(
          () => fail(new Error(`Waited in vain; the queue is ${JSON.stringify([...items.values()])}`)),
          timeoutMs,
        );
        check = () => {
          const found = wanted([...items.values()]);
          if (found === undefined || found === false) return;
          clearTimeout(timer);
          check = () => {};
          resolve(found);
        };
        loadSnapshot(profileId).catch(fail);
      }),
  };
}

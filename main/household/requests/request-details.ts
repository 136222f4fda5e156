import type { RequestRow, RequestRows } from '../../library/household/request-rows.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ProbeReport } from '../../yt-dlp/probe-report.ts';

export interface RequestDetailsDependencies {
  readonly rows: RequestRows;
  /** Probes a page; rejects when there is nothing to be learned. */
  readonly inspect: (url: string) => Promise<ProbeReport>;
  readonly clock: Pick<Clock, 'after'>;
  /** Called when the row was filled, or is known to stay as it is. */
  readonly onSettled: (requestId: string) => void;
  readonly onError: (error: unknown) => void;
}

/** Fills title, length, thumbnail and channel of requests in the background. */
export interface RequestDetails {
  /** Starts a probe unless one is under way or was successful. */
  find(request: RequestRow): void;
  /** Resolves when the probe for this request is over, or after `timeoutMs`; at once when none is under way. */
  settled(requestId: string, timeoutMs: number): Promise<void>;
  /** Drops what still comes in: the library is about to be closed. */
  stop(): void;
}

/** One of the places at which pages are probed stays free for whoever pastes a link and waits. */
const MOST_AT_ONCE = 1;

export function createRequestDetails(dependencies: RequestDetailsDependencies): RequestDetails {
  const { rows, inspect, clock, onSettled, onError } = dependencies;
  /** Those to be probed, the next one first, and what tells that it is over. */
  let queue: { readonly request: RequestRow; readonly done: () => void }[] = [];
  const probes = new Map<string, Promise<void>>();
  let underWay = 0;
  let isStopped = false;

  async function probe({ id, url }: RequestRow): Promise<void> {
    const status = rows.get(id)?.status;
    // What was taken back or refused while it waited concerns nobody any more.
    const isOpen = status === 'waiting' || status === 'allowed';
    const report = isOpen ? await inspect(url).catch(() => null) : null;
    if (isStopped) return;
    probes.delete(id);
    rows.describe(id, report && toDetails(report));
    onSettled(id);
  }

  function startNext(): void {
    while (underWay < MOST_AT_ONCE && !isStopped) {
      const next = queue.shift();
      if (next === undefined) return;
      underWay += 1;
      void probe(next.request)
        .catch(onError)
        .finally(() => {
          underWay -= 1;
          next.done();
          startNext();
        });
    }
  }

  return {
    find(request) {
      if (request.details === 'found' || probes.has(request.id)) return;
      const over = new Promise<void>((done) => {
        queue.push({ request, done });
      });
      probes.set(request.id, over);
      startNext();
    },
    settled(requestId, timeoutMs) {
      const probed = probes.get(requestId);
      if (probed === undefined) return Promise.resolve();
      // Somebody waits for this one: it goes before the others.
      const isNext = ({ request }: { readonly request: RequestRow }): boolean => request.id === requestId;
      queue = [...queue.filter(isNext), ...queue.filter((waiting) => !isNext(waiting))];
      return new Promise((resolve) => {
        const cancel = clock.after(timeoutMs, resolve);
        void probed.then(() => {
          cancel();
          resolve();
        });
      });
    },
    stop() {
      isStopped = true;
    },
  };
}

function toDetails(report: ProbeReport): Parameters<RequestRows['describe']>[1] {
  const channelKey = report.channelId ?? report.channel;
  return {
    title: report.title,
    extractorKey: report.extractorKey,
    // Of a list only one video is fetched, and it has another id than the list.
    ...(report.kind === 'video' && report.extractorId !== '' && { extractorId: report.extractorId }),
    ...(report.channel !== undefined && { channel: report.channel }),
    ...(channelKey !== undefined && { channelKey }),
    ...(report.durationSeconds !== undefined && { durationSeconds: report.durationSeconds }),
    ...(report.thumbnailUrl !== undefined && { thumbnailUrl: report.thumbnailUrl }),
    ...(report.bytes !== undefined && { bytes: report.bytes }),
  };
}

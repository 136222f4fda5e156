import { Worker } from 'node:worker_threads';
import { threadEntry } from '../../platform/processes/thread-entry.ts';
import { type ProbeReport, parseProbeDocument } from '../probe-report.ts';

/** Up to here a document takes the main thread no longer than a glance; a list of 500 videos is about twice as long. */
const MOST_CHARACTERS_HERE = 256 * 1024;
const TIME_LIMIT_MS = 20_000;

const ENTRY = threadEntry(import.meta.url, 'document-worker');

/**
 * Reads what `-J --flat-playlist` printed, a long one in a thread of its own: some sites tell of a video in many megabytes, and a page could
 * hold up the whole app for seconds. Undefined for what describes nothing; `too-much` for what takes more memory or time than any real one.
 */
export function readProbeDocument(json: string): Promise<ProbeReport | 'too-much' | undefined> {
  if (json.length <= MOST_CHARACTERS_HERE) return Promise.resolve(parseProbeDocument(json));
  const worker = new Worker(ENTRY, { workerData: json, name: 'document' });
  return new Promise((resolve) => {
    const timer = setTimeout(() => void worker.terminate(), TIME_LIMIT_MS);
    // One that is ended here says nothing; after its answer nothing else is heard.
    worker.once('message', resolve);
    worker.once('error', () => resolve('too-much'));
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve('too-much');
    });
  });
}

import { parentPort, workerData } from 'node:worker_threads';
import { parseProbeDocument } from '../probe-report.ts';

/** More than this is no page, and would unfold to so much memory that it takes the whole app along. */
const MOST_VALUES = 2_000_000;
const [COMMA, BRACE, BRACKET] = [44, 123, 91];

/** Counts what could begin a value; those in texts are counted too. */
function hasTooManyValues(json: string): boolean {
  let values = 0;
  for (let at = 0; at < json.length; at += 1) {
    const unit = json.charCodeAt(at);
    if (unit === COMMA || unit === BRACE || unit === BRACKET) values += 1;
  }
  return values > MOST_VALUES;
}

// The entry of the thread that reads one long document.
const json = workerData as string;
parentPort?.postMessage(hasTooManyValues(json) ? 'too-much' : parseProbeDocument(json));

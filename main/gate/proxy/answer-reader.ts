import { type AnswerHead, parseAnswerHead } from './answer-head.ts';

/** Takes the head off what a server sends, and hands the body on as it comes. */
export interface AnswerReader {
  /** Returns what of some bytes is body. Throws when what came is no answer. */
  read(bytes: Buffer): Buffer;
  /** Undefined until the head is complete. */
  head(): AnswerHead | undefined;
  /** Tells whether the body came to its end; the end of the connection is another matter. */
  isComplete(): boolean;
}

const END = Buffer.from('\r\n\r\n');
const NOTHING = Buffer.alloc(0);

/** Creates a reader for one answer to a request of a method. `onHead` is called before any of the body is returned. */
export function createAnswerReader(method: string, mostBytes: number, onHead: (head: AnswerHead) => void): AnswerReader {
  let head: AnswerHead | undefined;
  let started: Buffer = NOTHING;
  let left = 0;

  const bodyOf = (bytes: Buffer): Buffer => {
    if (typeof head?.body !== 'number') return bytes;
    // What comes after the body is nobody's answer.
    const body = bytes.length > left ? bytes.subarray(0, left) : bytes;
    left -= body.length;
    return body;
  };
  const readHead = (bytes: Buffer): Buffer => {
    started = started.length === 0 ? bytes : Buffer.concat([started, bytes]);
    const end = started.indexOf(END);
    if (end > mostBytes || (end < 0 && started.length > mostBytes)) throw new Error('an answer with too much of a head');
    if (end < 0) {
      // The bytes are somebody else's buffer, which is used again.
      if (started === bytes) started = Buffer.from(bytes);
      return NOTHING;
    }
    const parsed = parseAnswerHead(started.toString('latin1', 0, end), method);
    const rest = started.subarray(end + END.length);
    started = NOTHING;
    if (parsed.status === 101) throw new Error('an upgrade that nobody asked for');
    // "Continue" and the like: the answer itself is yet to come.
    if (parsed.status < 200) return rest.length === 0 ? NOTHING : readHead(rest);
    onHead(parsed);
    head = parsed;
    left = typeof parsed.body === 'number' ? parsed.body : 0;
    return bodyOf(rest);
  };

  return {
    read: (bytes) => (head === undefined ? readHead(bytes) : bodyOf(bytes)),
    head: () => head,
    isComplete: () => typeof head?.body === 'number' && left === 0,
  };
}

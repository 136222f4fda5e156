/** The head of a server's answer: what stands before the body. */
export interface AnswerHead {
  readonly status: number;
  readonly reason: string;
  /** Names and values in turn, as they came. */
  readonly headers: readonly string[];
  readonly body: BodyLength;
}

/** How the end of a body is known: by its length, by its last chunk, or by the end of the connection. */
export type BodyLength = number | 'chunked' | 'until-end';

const STATUS_LINE = /^HTTP\/1\.[01] ([1-9]\d\d)(?: (.*))?$/;
const HEADER_LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/;
/** Neither control characters, which could begin another line for some reader, nor anything beyond a byte. */
const DOUBTFUL = /[^\t\u0020-\u007e\u0080-\u00ff]/;
const MOST_HEADERS = 500;

/** Reads a head without its last empty line. Throws when two readers could take it for two things. */
export function parseAnswerHead(text: string, method: string): AnswerHead {
  const [first = '', ...lines] = text.split('\r\n');
  const [, status, reason = ''] = STATUS_LINE.exec(first) ?? [];
  if (status === undefined || DOUBTFUL.test(text.replaceAll('\r\n', ''))) throw new Error('an answer that is no HTTP');
  if (lines.length > MOST_HEADERS) throw new Error('an answer with too many headers');
  const headers = lines.flatMap((line) => {
    const [, name, value] = HEADER_LINE.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error('an answer with a broken header');
    return [name, value];
  });
  const isEmpty = method === 'HEAD' || Number(status) < 200 || status === '204' || status === '304';
  return { status: Number(status), reason, headers, body: isEmpty ? 0 : bodyLength(headers) };
}

function bodyLength(headers: readonly string[]): BodyLength {
  const encodings = valuesOf(headers, 'transfer-encoding');
  const lengths = new Set(valuesOf(headers, 'content-length'));
  if (encodings.length > 0) {
    if (encodings.length > 1 || encodings[0]?.toLowerCase() !== 'chunked' || lengths.size > 0) {
      throw new Error('an answer whose end is not clear');
    }
    return 'chunked';
  }
  if (lengths.size === 0) return 'until-end';
  const [length = ''] = lengths;
  if (lengths.size > 1 || !/^\d{1,15}$/.test(length)) throw new Error('an answer whose length is not clear');
  return Number(length);
}

const valuesOf = (headers: readonly string[], name: string): string[] =>
  headers.filter((_value, index) => index % 2 === 1 && headers[index - 1]?.toLowerCase() === name);

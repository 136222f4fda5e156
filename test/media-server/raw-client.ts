import { createHash } from 'node:crypto';
import { get, type IncomingHttpHeaders } from 'node:http';

/** All that a client can learn of one answer, however it ended. */
export type RawAnswer = {
  /** undefined when the head never came. */
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** 'complete' when the answer was whole as far as HTTP can tell, otherwise the error code (ECONNRESET, HPE_HEADER_OVERFLOW …). */
  ending: string;
  elapsedMs: number;
};

/** A request on a connection of its own. `stop` ends it from the client's side; it is `answer` that tells how it went. */
export type RawRequest = { answer: Promise<RawAnswer>; stop(): void };

/** Sends a GET without any retry or redirect. Never rejects: errors are part of the answer. */
export function rawGet(url: string, headers: Readonly<Record<string, string>> = {}): RawRequest {
  const startedAt = performance.now();
  const chunks: Buffer[] = [];
  let status: number | undefined;
  let answerHeaders: IncomingHttpHeaders = {};
  const request = get(url, { agent: false, headers, maxHeaderSize: 1024 * 1024 });
  request.maxHeadersCount = 0;
  const answer = new Promise<RawAnswer>((resolve) => {
    const end = (ending: string) =>
      resolve({ status, headers: answerHeaders, body: Buffer.concat(chunks), ending, elapsedMs: performance.now() - startedAt });
    request.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
    request.on('response', (response) => {
      status = response.statusCode;
      answerHeaders = response.headers;
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
      response.on('end', () => end('complete'));
    });
  });
  return { answer, stop: () => request.destroy() };
}

/** SHA-256 in hex. */
export function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

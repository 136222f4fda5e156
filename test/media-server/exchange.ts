import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ByteSource } from './byte-source.ts';
import type { Holds } from './holds.ts';
import type { Media } from './media.ts';
import type { RequestJournal, RequestLog } from './request-log.ts';

/** What the routes of one server share. */
export type Site = {
  media: Media;
  journal: RequestJournal;
  holds: Holds;
  /** Counts the uses of a key, for faults that happen only the first times. */
  counters: Map<string, number>;
  /** When a live playlist was first asked for, by its path, in milliseconds of the monotonic clock; it grows from there. */
  liveSince: Map<string, number>;
};

/** One request and its answer. */
export type Exchange = {
  site: Site;
  request: IncomingMessage;
  response: ServerResponse;
  log: RequestLog;
  url: URL;
  /** Parts of the path by the names that the route's template gives them, decoded. */
  parameters: Readonly<Record<string, string>>;
};

/** A path template and what it answers. `<name>` is one segment; as the last segment it takes the rest of the path. */
export type Route = { path: string; description: string; handle: (exchange: Exchange) => Promise<void> };

/** The request itself is wrong; it is answered with this status and the message as text. */
export class RequestError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A part of the path. Throws if the route has no such part, which is a mistake in the route. */
export function parameter(exchange: Exchange, name: string): string {
  const value = exchange.parameters[name];
  if (value === undefined) throw new Error(`The route has no part <${name}>.`);
  return value;
}

function natural(name: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new RequestError(400, `${name} must be a whole number, not "${text}".`);
  return Number(text);
}

/** A part of the path as a whole number. Throws {@link RequestError} 400 otherwise. */
export function numberParameter(exchange: Exchange, name: string): number {
  return natural(name, parameter(exchange, name));
}

/** A whole number of the query, or `fallback` when it is not given. Throws {@link RequestError} 400 otherwise. */
export function numberQuery(exchange: Exchange, name: string, fallback: number): number {
  const text = exchange.url.searchParams.get(name);
  return text === null ? fallback : natural(name, text);
}

/** The media that a path part names; unknown names get the stand-in of their extension. Throws {@link RequestError} 404. */
export async function requireMedia(exchange: Exchange, name = parameter(exchange, 'file')): Promise<ByteSource> {
  const source = await exchange.site.media.resolve(name);
  if (source === undefined) throw new RequestError(404, `There is no media file ${name}.`);
  return source;
}

/** Uses a key once more and answers how many times it was used before. */
export function countUse(site: Site, key: string): number {
  const before = site.counters.get(key) ?? 0;
  site.counters.set(key, before + 1);
  return before;
}

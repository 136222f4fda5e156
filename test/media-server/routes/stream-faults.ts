import { countUse, type Exchange, parameter, RequestError, type Route } from '../exchange.ts';
import { endWithText, sendSource } from '../send.ts';
import { stallOnce, stallSource } from './timing.ts';

/** The segment, the third of the picture, that is at fault. */
const faultySegments: Readonly<Record<string, string>> = {
  hls: 'segment-2.ts',
  hlsav: 'video-2.ts',
  dash: 'chunk-stream0-00003.m4s',
};
const stallAfterBytes = 50_000;

type Fault = 'missing' | 'stall' | '503';

const meanings: Readonly<Record<Fault, string>> = {
  missing: 'is 404',
  stall: `stalls after ${stallAfterBytes} bytes until released`,
  '503': 'is 503',
};

async function serve(exchange: Exchange, folder: string, fault: Fault, once: boolean): Promise<void> {
  const { site, url } = exchange;
  const file = parameter(exchange, 'file');
  const source = await site.media.find(`${folder}/${file}`);
  if (source === undefined) throw new RequestError(404, 'There is no such part of the stream.');
  if (file !== faultySegments[folder]) return sendSource(exchange, source);
  if (fault === 'stall') {
    return once ? stallOnce(exchange, source, stallAfterBytes, url.pathname) : stallSource(exchange, source, stallAfterBytes);
  }
  if (once && countUse(site, url.pathname) > 0) return sendSource(exchange, source);
  endWithText(exchange, fault === 'missing' ? 404 : 503, 'This segment is at fault, as asked.\n');
}

/** Streams of which one segment is at fault, always or only the first time. */
export const streamFaultRoutes: readonly Route[] = Object.keys(faultySegments).flatMap((folder) =>
  (['missing', 'stall', '503'] as const).flatMap((fault) =>
    [false, true].map((once) => ({
      path: `/${folder}-${fault}${once ? '-once' : ''}/<file>`,
      description: `\`/${folder}/\`, but its third segment ${meanings[fault]}${once ? ', the first time only' : ''}.`,
      handle: (exchange: Exchange) => serve(exchange, folder, fault, once),
    })),
  ),
);

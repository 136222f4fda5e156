import { paddedSource } from '../byte-source.ts';
import { numberParameter, parameter, RequestError, type Route, requireMedia } from '../exchange.ts';
import { posterCount } from '../recipes.ts';
import { sendSource } from '../send.ts';

function hashOf(text: string): number {
  let hash = 0;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash;
}

/** Media that are served the way a good server does it. */
export const fileRoutes: readonly Route[] = [
  {
    path: '/m/<file>',
    description: 'A file of the media folder, with ranges, ETag and Last-Modified. 404 for a name that is not there.',
    async handle(exchange) {
      const source = await exchange.site.media.find(parameter(exchange, 'file'));
      if (source === undefined) throw new RequestError(404, 'There is no such media file.');
      await sendSource(exchange, source);
    },
  },
  {
    path: '/video/<id>',
    description:
      'The stand-in of the extension under any id: `/video/any-id.mp4` is `clip.mp4`. `?media=large.mp4` picks another file.',
    async handle(exchange) {
      const media = exchange.url.searchParams.get('media');
      await sendSource(exchange, await requireMedia(exchange, media ?? parameter(exchange, 'id')));
    },
  },
  {
    path: '/big/<megabytes>/<name>',
    description: 'A valid MP4 of about so many megabytes (1 to 8192), made once and kept on disk. `<name>` must end in `.mp4`.',
    async handle(exchange) {
      const name = `big/${numberParameter(exchange, 'megabytes')}/${parameter(exchange, 'name')}`;
      const source = await exchange.site.media.find(name);
      if (source === undefined) throw new RequestError(404, 'Ask for /big/<1 to 8192>/<name>.mp4.');
      await sendSource(exchange, source);
    },
  },
  {
    path: '/gen/<bytes>/<file>',
    description:
      'Claims to be the file but has exactly so many bytes, zeros after its start. Any size, no disk; not a valid video.',
    async handle(exchange) {
      await sendSource(exchange, paddedSource(await requireMedia(exchange), numberParameter(exchange, 'bytes')));
    },
  },
  {
    path: '/poster/<id>',
    description: `One of ${posterCount} pictures, always the same for an id.`,
    async handle(exchange) {
      await sendSource(exchange, await requireMedia(exchange, `posters/${hashOf(parameter(exchange, 'id')) % posterCount}.jpg`));
    },
  },
];

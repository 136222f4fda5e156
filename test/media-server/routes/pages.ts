import { textSource } from '../byte-source.ts';
import { type Exchange, numberQuery, parameter, type Route, requireMedia } from '../exchange.ts';
import { clipSeconds } from '../recipes.ts';
import { sendSource } from '../send.ts';
import { escapeMarkup } from './markup.ts';
import { hang } from './timing.ts';

const pagesChangedAt = new Date('2026-01-01T00:00:00Z');

async function sendHtml(exchange: Exchange, title: string, head: string, body: string): Promise<void> {
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeMarkup(title)}</title>
${head}
</head><body><h1>${escapeMarkup(title)}</h1>
${body}
</body></html>
`;
  await sendSource(exchange, textSource(html, 'text/html; charset=utf-8', pagesChangedAt));
}

function query(exchange: Exchange, name: string, fallback: string): string {
  return exchange.url.searchParams.get(name) ?? fallback;
}

/** The type that a page has to state, or yt-dlp does not look into the manifest. */
function sourceType(source: string): string {
  const pathname = source.replace(/[?#].*$/, '');
  if (pathname.endsWith('.m3u8')) return 'application/x-mpegURL';
  if (pathname.endsWith('.mpd')) return 'application/dash+xml';
  return pathname.endsWith('.webm') ? 'video/webm' : 'video/mp4';
}

async function page(exchange: Exchange): Promise<void> {
  const id = parameter(exchange, 'id');
  const title = query(exchange, 'title', `Test video ${id}`);
  const source = query(exchange, 'src', `/video/${encodeURIComponent(id)}.mp4`);
  const poster = query(exchange, 'poster', `/poster/${encodeURIComponent(id)}.jpg`);
  const absolute = (path: string) => escapeMarkup(new URL(path, exchange.url).href);
  const meta = [
    ['og:type', 'video.other'],
    ['og:title', title],
    ['og:description', query(exchange, 'description', `What ${id} is about.`)],
  ].map(([property = '', content = '']) => `<meta property="${property}" content="${escapeMarkup(content)}">`);
  meta.push(`<meta property="og:image" content="${absolute(poster)}">`);
  await sendHtml(
    exchange,
    title,
    meta.join('\n'),
    `<video controls poster="${absolute(poster)}">
<source src="${absolute(source)}" type="${escapeMarkup(query(exchange, 'type', sourceType(source)))}">
<track kind="subtitles" srclang="en" label="English" src="/m/subtitles.en.vtt">
<track kind="subtitles" srclang="fr" label="Français" src="/m/subtitles.fr.vtt">
</video>`,
  );
}

async function jsonLd(exchange: Exchange): Promise<void> {
  const id = exchange.parameters.id ?? 'jsonld';
  const title = query(exchange, 't', `Test video ${id}`);
  const video = {
    '@context': 'https://schema.org',
    '@type': 'VideoObject',
    name: title,
    description: query(exchange, 'description', `What ${id} is about.`),
    thumbnailUrl: new URL(`/poster/${encodeURIComponent(id)}.jpg`, exchange.url).href,
    contentUrl: new URL(query(exchange, 'src', `/video/${encodeURIComponent(id)}.mp4`), exchange.url).href,
    duration: `PT${numberQuery(exchange, 'seconds', clipSeconds)}S`,
    uploadDate: query(exchange, 'date', '2026-01-02T03:04:05Z'),
    author: { '@type': 'Person', name: query(exchange, 'uploader', 'Loopback Studio') },
    interactionStatistic: {
      '@type': 'InteractionCounter',
      interactionType: 'https://schema.org/WatchAction',
      userInteractionCount: numberQuery(exchange, 'views', 1234),
    },
  };
  const json = JSON.stringify(video).replaceAll('<', '\\u003c');
  await sendHtml(exchange, title, `<script type="application/ld+json">${json}</script>`, '<p>The video is in the JSON.</p>');
}

async function multi(exchange: Exchange): Promise<void> {
  const missing = numberQuery(exchange, 'missing', 0);
  const template = query(exchange, 'item', '/video/{id}.mp4');
  const id = query(exchange, 'id', 'multi');
  const videos = Array.from({ length: numberQuery(exchange, 'n', 3) }, (_, index) => {
    const source = index + 1 === missing ? '/status/404/{id}.mp4' : template;
    return `<video src="${escapeMarkup(source.replaceAll('{id}', `${id}-${index + 1}`))}"></video>`;
  });
  await sendHtml(exchange, query(exchange, 'title', `Several videos`), '', videos.join('\n'));
}

/** Web pages. */
export const pageRoutes: readonly Route[] = [
  {
    path: '/page/<id>',
    description:
      'A page with `<video>`, og tags, poster and subtitles in two languages. `?src=` (path or address; `.m3u8` and `.mpd` too), `?title=`, ' +
      '`?description=`, `?poster=`, `?type=`. Any title, hostile ones too: it is escaped for HTML only.',
    handle: page,
  },
  {
    path: '/jsonld',
    description: 'The same as `/jsonld/jsonld`.',
    handle: jsonLd,
  },
  {
    path: '/jsonld/<id>',
    description:
      'A page whose video is in JSON-LD: the richest metadata. `?t=` title, `?src=`, `?description=`, `?seconds=`, `?uploader=`, ' +
      '`?views=`, `?date=`.',
    handle: jsonLd,
  },
  {
    path: '/multi',
    description:
      'A page with several videos (a playlist for yt-dlp). `?n=3`, `?id=multi`, `?title=`, `?item=/video/{id}.mp4` template of an address, ' +
      '`?missing=2` makes the second one 404.',
    handle: multi,
  },
  {
    path: '/list.html',
    description: 'A page of plain links, which yt-dlp does not take for a playlist. `?n=5`.',
    async handle(exchange) {
      const links = Array.from({ length: numberQuery(exchange, 'n', 5) }, (_, index) => {
        return `<li><a href="/page/list-${index + 1}">Video ${index + 1}</a></li>`;
      });
      await sendHtml(exchange, 'A list of links', '', `<ul>${links.join('\n')}</ul>`);
    },
  },
  {
    path: '/unsupported.html',
    description: 'A page without any video.',
    async handle(exchange) {
      await sendHtml(exchange, 'Only words', '', '<p>There is nothing to watch here.</p>');
    },
  },
  {
    path: '/page-hang/<id>',
    description: 'A page that never answers, until released.',
    async handle(exchange) {
      await hang(exchange, await requireMedia(exchange, 'clip.mp4'));
    },
  },
];

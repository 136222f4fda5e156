import { textSource } from '../byte-source.ts';
import { type Exchange, numberQuery, type Route } from '../exchange.ts';
import { clipSeconds } from '../recipes.ts';
import { sendSource } from '../send.ts';
import { escapeMarkup } from './markup.ts';

const firstEpisodeAt = Date.parse('2026-01-01T00:00:00Z');
const hourMs = 3_600_000;

type Episode = { id: string; title: string; publishedAt: Date; address: string; poster: string };

/** The same episodes for the same query; one more `n` is one more, newer episode, as when a channel publishes. Newest first. */
function episodesOf(exchange: Exchange): Episode[] {
  const { searchParams } = exchange.url;
  const channel = searchParams.get('channel') ?? 'ep';
  const inEnclosure = searchParams.get('base') === 'enclosure';
  const template = searchParams.get('item') ?? (inEnclosure ? '/video/{id}.mp4' : '/page/{id}');
  const missing = numberQuery(exchange, 'missing', 0);
  const episodes = Array.from({ length: numberQuery(exchange, 'n', 5) }, (_, index): Episode => {
    const number = index + 1;
    const id = `${channel}-${number}`;
    const path = (number === missing ? '/status/404/{id}.mp4' : template).replaceAll('{id}', id);
    return {
      id,
      title: `Episode ${number} of ${channel}`,
      publishedAt: new Date(firstEpisodeAt + index * hourMs),
      address: new URL(path, exchange.url).href,
      poster: new URL(`/poster/${id}.jpg`, exchange.url).href,
    };
  });
  return episodes.reverse();
}

function titleOf(exchange: Exchange): string {
  return exchange.url.searchParams.get('title') ?? 'Loopback channel';
}

async function sendFeed(exchange: Exchange, xml: string, contentType: string, episodes: readonly Episode[]): Promise<void> {
  await sendSource(exchange, textSource(xml, contentType, episodes[0]?.publishedAt ?? new Date(firstEpisodeAt)));
}

async function rss(exchange: Exchange): Promise<void> {
  const episodes = episodesOf(exchange);
  const inEnclosure = exchange.url.searchParams.get('base') === 'enclosure';
  const items = episodes.map(({ id, title, publishedAt, address, poster }) => {
    const media = inEnclosure ? `<enclosure url="${escapeMarkup(address)}" type="video/mp4" length="2000000"/>` : '';
    return `<item><title>${escapeMarkup(title)}</title><link>${escapeMarkup(address)}</link><guid isPermaLink="false">${escapeMarkup(id)}</guid>
<pubDate>${publishedAt.toUTCString()}</pubDate><description>About ${escapeMarkup(title)}</description>${media}
<itunes:duration>${clipSeconds}</itunes:duration><media:thumbnail url="${escapeMarkup(poster)}"/></item>`;
  });
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>${escapeMarkup(titleOf(exchange))}</title><link>${escapeMarkup(exchange.url.origin)}/</link><description>Videos of a loopback server</description>
${items.join('\n')}
</channel></rss>
`;
  await sendFeed(exchange, xml, 'application/rss+xml; charset=utf-8', episodes);
}

async function atom(exchange: Exchange): Promise<void> {
  const episodes = episodesOf(exchange);
  const entries = episodes.map(
    ({ id, title, publishedAt, address, poster }) => `<entry><id>tag:loopback,2026:${escapeMarkup(id)}</id>
<title>${escapeMarkup(title)}</title><link rel="alternate" href="${escapeMarkup(address)}"/>
<published>${publishedAt.toISOString()}</published><updated>${publishedAt.toISOString()}</updated>
<media:group><media:title>${escapeMarkup(title)}</media:title><media:thumbnail url="${escapeMarkup(poster)}"/></media:group></entry>`,
  );
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">
<id>tag:loopback,2026:feed</id><title>${escapeMarkup(titleOf(exchange))}</title>
<updated>${(episodes[0]?.publishedAt ?? new Date(firstEpisodeAt)).toISOString()}</updated>
${entries.join('\n')}
</feed>
`;
  await sendFeed(exchange, xml, 'application/atom+xml; charset=utf-8', episodes);
}

const queryHelp =
  '`?n=5` episodes, `?channel=ep` start of their ids, `?title=`, `?item=/page/{id}` template of their addresses, `?missing=2` makes the second ' +
  'one 404. Newest first, stable: `n` plus one is one new episode. ETag and Last-Modified, so 304 for a conditional GET.';

/** Channel feeds. */
export const feedRoutes: readonly Route[] = [
  {
    path: '/feed.rss',
    description: `RSS. ${queryHelp} \`?base=enclosure\` puts \`/video/{id}.mp4\` into enclosures.`,
    handle: rss,
  },
  { path: '/feed.atom', description: `Atom, which yt-dlp does not take for a playlist. ${queryHelp}`, handle: atom },
];

/** What the hostile site answers. */
export interface HostileAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One way in which a page of the internet leads a program to a device at home. */
export interface HostileWay {
  readonly name: string;
  /** Where the program begins; the rest of the way is in `answers`, by path. */
  readonly url: string;
  readonly answers: Readonly<Record<string, HostileAnswer>>;
  /** What ffmpeg is answered in place of yt-dlp. */
  readonly toFfmpeg?: HostileAnswer;
  /** It is the gate that stops it; false: yt-dlp, as the app starts it, goes nowhere. */
  readonly isRefused: boolean;
  /** What leads to the device is no part of the film: it comes all the same. */
  readonly isComplete?: true;
}

const html = (text: string): HostileAnswer => ({
  headers: { 'Content-Type': 'text/html' },
  body: `<html><title>Film</title>${text}</html>`,
});
const hls = (...lines: string[]): HostileAnswer => ({
  headers: { 'Content-Type': 'application/vnd.apple.mpegurl' },
  body: ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-TARGETDURATION:2', ...lines, ''].join('\n'),
});
const vod = (...lines: string[]): HostileAnswer => hls('#EXT-X-PLAYLIST-TYPE:VOD', ...lines, '#EXT-X-ENDLIST');
const dash = (representation: string): HostileAnswer => ({
  headers: { 'Content-Type': 'application/dash+xml' },
  body:
    '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT4S" ' +
    'profiles="urn:mpeg:dash:profile:isoff-on-demand:2011" minBufferTime="PT2S"><Period><AdaptationSet contentType="video" ' +
    `mimeType="video/mp4">${representation}</AdaptationSet></Period></MPD>`,
});
const REPRESENTATION = '<Representation id="v" bandwidth="800000" width="320" height="180" codecs="avc1.42e01e">';
const PIECE = ['#EXTINF:2,', 'piece.ts'];

/** Lists the ways, for a device at `device` (`host:port`); `/clip.mp4` of the site is a real film. */
export function hostileWays(device: string): HostileWay[] {
  const target = `http://${device}/film.mp4`;
  const page = (path: string): string => `http://site.example${path}`;
  const one = (name: string, path: string, answer: HostileAnswer, more: Partial<HostileWay> = {}): HostileWay => ({
    name,
    url: page(path),
    answers: { [path]: answer },
    isRefused: true,
    ...more,
  });
  return [
    ...[301, 302, 303, 307, 308].map((status) => one(`redirect ${status}`, '/moved', { status, headers: { Location: target } })),
    one('redirect to https', '/moved', { status: 302, headers: { Location: target.replace('http:', 'https:') } }),
    one('redirect of a film', '/film.mp4', { status: 302, headers: { Location: target } }),
    one('meta refresh', '/page', html(`<meta http-equiv="refresh" content="0; url=${target}">`)),
    one('Refresh header', '/page', { ...html(''), headers: { 'Content-Type': 'text/html', Refresh: `0; url=${target}` } }),
    one('<video src>', '/page', html(`<video src="${target}"></video>`)),
    one('<source src>', '/page', html(`<video><source src="${target}" type="video/mp4"></video>`)),
    one('og:video', '/page', html(`<meta property="og:video" content="${target}"><meta property="og:title" content="Film">`)),
    one('JSON-LD', '/page', html(jsonLd(target))),
    one('feed', '/feed.rss', feed(target)),
    one('HLS variant', '/list.m3u8', hls('#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=640x360', `http://${device}/list.m3u8`)),
    one('HLS segment', '/list.m3u8', vod('#EXTINF:2,', `http://${device}/piece.ts`)),
    withPiece(one('HLS key', '/list.m3u8', vod(`#EXT-X-KEY:METHOD=AES-128,URI="http://${device}/key"`, ...PIECE)), {
      body: 'sixteen bytes, no',
    }),
    one('HLS map', '/list.m3u8', vod(`#EXT-X-MAP:URI="http://${device}/head.mp4"`, ...PIECE)),
    withPiece(one('redirect of a segment', '/list.m3u8', vod(...PIECE)), { status: 302, headers: { Location: target } }),
    one('live HLS, by ffmpeg', '/live.m3u8', hls(...PIECE), { toFfmpeg: vod('#EXTINF:2,', `http://${device}/piece.ts`) }),
    one('redirect of ffmpeg', '/live.m3u8', hls(...PIECE), { toFfmpeg: { status: 302, headers: { Location: target } } }),
    one('DASH file', '/film.mpd', dash(`${REPRESENTATION}<BaseURL>${target}</BaseURL></Representation>`)),
    one('DASH segments', '/film.mpd', dash(`${REPRESENTATION}${segments(device)}</Representation>`)),
    one(
      'subtitles',
      '/page',
      html(`<video src="/clip.mp4"><track kind="subtitles" srclang="en" src="http://${device}/en.vtt"></video>`),
      {
        isComplete: true,
      },
    ),
    {
      name: 'name whose answer changes',
      url: 'http://rebinding.example/page',
      answers: { '/page': html('<video src="/film.mp4"></video>') },
      isRefused: true,
    },
    ...['ftp', 'rtmp', 'rtsp', 'mms', 'ws', 'tcp'].map((protocol) =>
      one(`film by ${protocol}`, '/page', html(`<video src="${protocol}://${device}/film.mp4"></video>`), NOT_FOLLOWED),
    ),
    one('redirect to ftp', '/moved', { status: 302, headers: { Location: `ftp://${device}/film.mp4` } }, NOT_FOLLOWED),
    one('HLS variant by ftp', '/list.m3u8', hls('#EXT-X-STREAM-INF:BANDWIDTH=900000', `ftp://${device}/list.m3u8`), NOT_FOLLOWED),
    one('HLS segment by ftp', '/list.m3u8', vod('#EXTINF:2,', `ftp://${device}/piece.ts`), NOT_FOLLOWED),
    one('HLS segment by rtsp', '/list.m3u8', vod('#EXTINF:2,', `rtsp://${device}/piece.ts`), NOT_FOLLOWED),
    one('live HLS segment by tcp', '/live.m3u8', hls('#EXTINF:2,', `tcp://${device}`), NOT_FOLLOWED),
  ];
}

const NOT_FOLLOWED = { isRefused: false };

function withPiece(way: HostileWay, piece: HostileAnswer): HostileWay {
  return { ...way, answers: { ...way.answers, '/piece.ts': piece } };
}

function jsonLd(contentUrl: string): string {
  const video = { '@context': 'https://schema.org', '@type': 'VideoObject', name: 'Film', contentUrl };
  return `<script type="application/ld+json">${JSON.stringify(video)}</script>`;
}

function feed(link: string): HostileAnswer {
  const item = `<item><title>Film</title><link>${link}</link><enclosure url="${link}" type="video/mp4"/></item>`;
  return {
    headers: { 'Content-Type': 'application/rss+xml' },
    body: `<?xml version="1.0"?><rss version="2.0"><channel><title>Feed</title>${item}</channel></rss>`,
  };
}

function segments(device: string): string {
  return `<SegmentTemplate timescale="1" duration="2" startNumber="1" media="http://${device}/piece-$Number$.m4s" initialization="http://${device}/head.mp4"/>`;
}

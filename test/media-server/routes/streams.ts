import { textSource } from '../byte-source.ts';
import { type Exchange, numberQuery, parameter, RequestError, type Route } from '../exchange.ts';
import { clipSeconds } from '../recipes.ts';
import { sendSource } from '../send.ts';

const clipSegments = 6;
const slowAudioBytesPerSecond = 20_000;
const manifestsChangedAt = new Date('2026-01-01T00:00:00Z');

function folderRoute(folder: string, description: string): Route {
  return {
    path: `/${folder}/<file>`,
    description,
    async handle(exchange) {
      const source = await exchange.site.media.find(`${folder}/${parameter(exchange, 'file')}`);
      if (source === undefined) throw new RequestError(404, 'There is no such part of the stream.');
      await sendSource(exchange, source);
    },
  };
}

/** A playlist that gets one segment more every `segmentMs`; the six segments of the clip go round. */
async function live(exchange: Exchange): Promise<void> {
  const { site, url } = exchange;
  const since = site.liveSince.get(url.pathname) ?? performance.now();
  site.liveSince.set(url.pathname, since);
  const segmentMs = numberQuery(exchange, 'segmentMs', 2000);
  const lastSegment = numberQuery(exchange, 'segments', Number.MAX_SAFE_INTEGER);
  const grown = 1 + Math.floor((performance.now() - since) / Math.max(1, segmentMs));
  const lines = ['#EXTM3U', '#EXT-X-VERSION:3', '#EXT-X-TARGETDURATION:2', '#EXT-X-MEDIA-SEQUENCE:0'];
  for (let index = 0; index < Math.min(grown, lastSegment); index += 1) {
    if (index > 0 && index % clipSegments === 0) lines.push('#EXT-X-DISCONTINUITY');
    lines.push('#EXTINF:2.0,', `/hls/segment-${index % clipSegments}.ts`);
  }
  if (grown >= lastSegment) lines.push('#EXT-X-ENDLIST');
  const source = textSource(`${lines.join('\n')}\n`, 'application/vnd.apple.mpegurl', new Date());
  await sendSource(exchange, source, {}, { headers: { 'Cache-Control': 'no-store' } });
}

/** The playlist of the clip with absolute parts, so that it can have any name. */
async function stream(exchange: Exchange): Promise<void> {
  const folder = exchange.url.searchParams.get('parts') ?? '/hls/';
  const segments = Array.from({ length: clipSegments }, (_, index) => `#EXTINF:2.0,\n${folder}segment-${index}.ts`);
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    '#EXT-X-TARGETDURATION:2',
    '#EXT-X-MEDIA-SEQUENCE:0',
    ...segments,
    '#EXT-X-ENDLIST',
  ];
  await sendSource(exchange, textSource(`${lines.join('\n')}\n`, 'application/vnd.apple.mpegurl', manifestsChangedAt));
}

/** A DASH manifest of two whole files, so that the client downloads two files by HTTP and has to merge them. */
async function sendMergeManifest(exchange: Exchange, video: string, audio: string): Promise<void> {
  const mpd = `<?xml version="1.0" encoding="utf-8"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"
 mediaPresentationDuration="PT${clipSeconds}S" minBufferTime="PT2S"><Period>
<AdaptationSet contentType="video" mimeType="video/mp4">
<Representation id="video" bandwidth="1290000" codecs="avc1.42c01e" width="640" height="360" frameRate="25">
<BaseURL>${video}</BaseURL></Representation></AdaptationSet>
<AdaptationSet contentType="audio" mimeType="audio/mp4">
<Representation id="audio" bandwidth="128000" codecs="mp4a.40.2" audioSamplingRate="48000">
<BaseURL>${audio}</BaseURL></Representation></AdaptationSet>
</Period></MPD>
`;
  await sendSource(exchange, textSource(mpd, 'application/dash+xml', manifestsChangedAt));
}

/** Manifests and their parts, healthy. */
export const streamRoutes: readonly Route[] = [
  folderRoute('hls', 'HLS with sound and picture together: `/hls/index.m3u8`, six segments of two seconds.'),
  folderRoute('hlsav', 'HLS with sound and picture apart: `/hlsav/master.m3u8`; needs a merge.'),
  folderRoute('qualities', 'HLS in two qualities, 180p and 360p: `/qualities/master.m3u8`.'),
  folderRoute('dash', 'DASH with sound and picture apart: `/dash/manifest.mpd`; needs a merge.'),
  {
    path: '/stream/<id>',
    description:
      '`/stream/<id>.m3u8`: the stream of `/hls/` under any id. `?parts=/hls-stall-once/` takes its segments from there; each of those ' +
      'faults counts for the whole server.',
    handle: stream,
  },
  {
    path: '/live/<file>',
    description:
      '`/live/index.m3u8`: a live playlist that grows by a segment every 2000 ms (`?segmentMs=`) from the first request on and never ends; ' +
      '`?segments=4` ends it at four.',
    handle: live,
  },
  {
    path: '/merge/<id>',
    description:
      '`/merge/<id>.mpd`: a manifest of one picture file and one sound file, so two downloads by HTTP and a merge. `?video=`, `?audio=` paths.',
    async handle(exchange) {
      const { searchParams } = exchange.url;
      const audio = searchParams.get('audio') ?? '/m/audio-only.m4a';
      await sendMergeManifest(exchange, searchParams.get('video') ?? '/m/video-only.mp4', audio);
    },
  },
  {
    path: '/merge-slow/<id>',
    description:
      'The same, but the sound comes at 20 000 bytes a second (`?bytesPerSecond=`), so about ten seconds after the picture.',
    async handle(exchange) {
      const bytesPerSecond = numberQuery(exchange, 'bytesPerSecond', slowAudioBytesPerSecond);
      await sendMergeManifest(exchange, '/m/video-only.mp4', `/slow/${bytesPerSecond}/audio-only.m4a`);
    },
  },
];

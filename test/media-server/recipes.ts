/** Length of every clip, in seconds. */
export const clipSeconds = 12;

/** Frames a second of every clip; a key frame every two seconds lets the segmenters cut without encoding again. */
const framesPerSecond = 25;

/** One ffmpeg run; its outputs are relative to the media folder. */
export type FfmpegRun = readonly string[];

const picture = (size: string, filter = 'null') => [
  ...['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${framesPerSecond}:duration=${clipSeconds},${filter}`],
];
const tone = (frequencyHz: number) => [
  ...['-f', 'lavfi', '-i', `sine=frequency=${frequencyHz}:sample_rate=48000:duration=${clipSeconds}`],
];
const h264 = (bitrate: string) => [
  ...[
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p',
    '-b:v',
    bitrate,
    '-maxrate',
    bitrate,
    '-bufsize',
    bitrate,
  ],
  ...['-g', String(framesPerSecond * 2), '-keyint_min', String(framesPerSecond * 2), '-sc_threshold', '0'],
];
const aac = ['-c:a', 'aac', '-b:a', '128k', '-ac', '2'];
const mp4 = ['-shortest', '-movflags', '+faststart'];
const hls = (name: string) => [
  ...['-c', 'copy', '-f', 'hls', '-hls_time', '2', '-hls_playlist_type', 'vod', '-hls_list_size', '0'],
  ...['-hls_segment_filename', `${name}-%d.ts`],
];

/** Noise does not compress, so these bytes are all picture: a cut or a splice anywhere in them is damage that a check can find. */
const noise = (seed: number) => `noise=alls=60:allf=t:all_seed=${seed}`;

const posterColours = [
  ['0x2b5876', '0x4e4376'],
  ['0xff7e5f', '0xfeb47b'],
  ['0x134e5e', '0x71b280'],
  ['0x8e2de2', '0x4a00e0'],
  ['0xf7971e', '0xffd200'],
  ['0x614385', '0x516395'],
  ['0x02aab0', '0x00cdac'],
  ['0xdd5e89', '0xf7bb97'],
] as const;

/** How many pictures there are: `posters/0.jpg` and so on. */
export const posterCount = posterColours.length;

const poster = ([from, to]: readonly [string, string], file: string) => [
  ...['-f', 'lavfi', '-i', `gradients=size=640x360:c0=${from}:c1=${to}:x0=0:y0=0:x1=640:y1=360:nb_colors=2:seed=1`],
  ...['-frames:v', '1', '-q:v', '3', file],
];

/** The ffmpeg runs that make the media folder, in order; later ones read what earlier ones wrote. */
export const ffmpegRuns: readonly FfmpegRun[] = [
  [...picture('640x360', noise(7)), ...tone(440), ...h264('1250k'), ...aac, ...mp4, 'clip.mp4'],
  [...picture('640x360', `hue=h=120,${noise(11)}`), ...tone(660), ...h264('1250k'), ...aac, ...mp4, 'clip-alternate.mp4'],
  [...picture('320x180'), ...tone(440), ...h264('300k'), ...aac, ...mp4, 'small.mp4'],
  [...picture('640x360', noise(13)), ...tone(440), ...h264('13500k'), ...aac, ...mp4, 'large.mp4'],
  [...picture('640x360', `hue=h=120,${noise(17)}`), ...tone(660), ...h264('13500k'), ...aac, ...mp4, 'large-alternate.mp4'],
  [
    ...picture('320x180'),
    ...tone(440),
    ...['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '16', '-b:v', '300k'],
    ...['-c:a', 'libvorbis', '-ac', '2', '-shortest', 'clip.webm'],
  ],
  ['-i', 'clip.mp4', '-map', '0:v', '-c', 'copy', '-movflags', '+faststart', 'video-only.mp4'],
  ['-i', 'clip.mp4', '-map', '0:a', '-c', 'copy', '-movflags', '+faststart', 'audio-only.m4a'],
  [...tone(440), '-c:a', 'libmp3lame', '-b:a', '128k', 'audio.mp3'],
  ...posterColours.map((colours, index) => poster(colours, `posters/${index}.jpg`)),
  poster(posterColours[0], 'poster.jpg'),
  ['-i', 'clip.mp4', ...hls('hls/segment'), 'hls/index.m3u8'],
  ['-i', 'clip.mp4', '-map', '0:v', ...hls('hlsav/video'), 'hlsav/video.m3u8'],
  ['-i', 'clip.mp4', '-map', '0:a', ...hls('hlsav/audio'), 'hlsav/audio.m3u8'],
  ['-i', 'clip.mp4', ...hls('qualities/high'), 'qualities/high.m3u8'],
  ['-i', 'small.mp4', ...hls('qualities/low'), 'qualities/low.m3u8'],
  [
    ...['-i', 'clip.mp4', '-c', 'copy', '-f', 'dash', '-seg_duration', '2', '-use_template', '1', '-use_timeline', '1'],
    ...['-adaptation_sets', 'id=0,streams=v id=1,streams=a', 'dash/manifest.mpd'],
  ],
];

/** Folders that ffmpeg expects to exist. */
export const folders = ['posters', 'hls', 'hlsav', 'qualities', 'dash'] as const;

const subtitles = (words: readonly string[]) =>
  `WEBVTT\n\n${words.map((word, index) => `00:00:0${index * 2}.000 --> 00:00:0${index * 2 + 2}.000\n${word}\n`).join('\n')}`;

/** Text files of the media folder by name. */
export const textFiles: Readonly<Record<string, string>> = {
  'subtitles.en.vtt': subtitles(['Hello', 'from', 'the media server']),
  'subtitles.fr.vtt': subtitles(['Bonjour', 'du', 'serveur']),
  'hlsav/master.m3u8': [
    '#EXTM3U',
    '#EXT-X-VERSION:4',
    '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,URI="audio.m3u8"',
    '#EXT-X-STREAM-INF:BANDWIDTH=1500000,RESOLUTION=640x360,CODECS="avc1.42c01e,mp4a.40.2",AUDIO="sound"',
    'video.m3u8',
    '',
  ].join('\n'),
  'qualities/master.m3u8': [
    '#EXTM3U',
    '#EXT-X-VERSION:4',
    '#EXT-X-STREAM-INF:BANDWIDTH=450000,RESOLUTION=320x180,CODECS="avc1.42c00d,mp4a.40.2"',
    'low.m3u8',
    '#EXT-X-STREAM-INF:BANDWIDTH=1500000,RESOLUTION=640x360,CODECS="avc1.42c01e,mp4a.40.2"',
    'high.m3u8',
    '',
  ].join('\n'),
};

import { createHash } from 'node:crypto';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ProcessTrees } from '../../../main/platform/processes/process-tree.ts';
import { createFakeTrees, type FakeTree } from '../../../test/fakes/process-trees.ts';
import { secretsIn } from './marks.ts';

/** Programs that answer without a process: yt-dlp tells of pages that nobody would want to meet, and downloads nothing. */
export interface PagesOfPrograms {
  readonly trees: ProcessTrees;
  readonly ytDlpPath: string;
  readonly ffmpegPath: string;
  /** Marks and ids that pages have told so far: what a page says is no secret of the household. */
  readonly told: ReadonlySet<string>;
}

/** `links` are addresses that the household knows: pages list them among their entries. */
export async function createPages(folder: string, links: readonly string[]): Promise<PagesOfPrograms> {
  const programs = path.join(folder, 'programs');
  await mkdir(programs);
  for (const name of ['yt-dlp', 'ffmpeg', 'ffprobe']) {
    await writeFile(path.join(programs, name), '');
    await chmod(path.join(programs, name), 0o755);
  }
  const told = new Set<string>();
  const answer = ({ request: { command, args }, write, complain, end }: FakeTree): void => {
    const name = path.basename(command);
    if (args.includes('--version') || args.includes('-version')) {
      write(name === 'yt-dlp' ? '2026.10.26\n' : `${name} version 7.1\n`);
      return end({ code: 0, signal: null });
    }
    const page = pageOf(args.at(-1) ?? '', links);
    if (page.error !== undefined) complain(`${page.error}\n`);
    for (const secret of secretsIn(page.text)) told.add(secret);
    write(page.text);
    end({ code: page.error === undefined ? 0 : 1, signal: null });
  };
  return {
    trees: createFakeTrees({ onSpawn: answer }),
    ytDlpPath: path.join(programs, 'yt-dlp'),
    ffmpegPath: path.join(programs, 'ffmpeg'),
    told,
  };
}

const HOSTILE_TITLES = [
  '',
  '\0',
  '\u202egnp.mp4',
  '<script>alert(1)</script>',
  '\ud800',
  'x'.repeat(5000),
  'NaN',
  '../../etc',
  '-o',
];

/** Makes up what a page says; the same link leads to the same page. */
function pageOf(url: string, links: readonly string[]): { readonly text: string; readonly error?: string } {
  const chance = createHash('sha1').update(url).digest();
  const title = HOSTILE_TITLES[(chance[1] ?? 0) % HOSTILE_TITLES.length] ?? '';
  const numbers = [0, -1, 0.5, 90, 1e308, '1e999', null, '12', 7200, 86_400];
  const pick = (at: number): unknown => numbers[(chance[at] ?? 0) % numbers.length];
  const video = {
    id: title,
    title,
    duration: pick(2),
    filesize: pick(3),
    channel: title,
    channel_id: `c${chance[4]}`,
    uploader_id: pick(5),
  };
  const picture = `https://pictures.example/${chance[6]}.jpg`;
  switch ((chance[0] ?? 0) % 8) {
    case 0:
      return { text: '', error: 'ERROR: [generic] Unable to download webpage: HTTP Error 404: Not Found' };
    case 1:
      return { text: 'null', error: `ERROR: Unsupported URL: ${title}` };
    case 2:
      return { text: '{"_type": "playlist", "entries": [null, 5, "x", {"url": 7}, {"entries": []}], "title": {}}' };
    case 3:
    case 4: {
      const entries = links.slice((chance[7] ?? 0) % 20).map((link) => ({ ...video, url: link, thumbnail: picture }));
      return { text: JSON.stringify({ ...video, _type: 'playlist', webpage_url: url, extractor_key: 'TubeTab', entries }) };
    }
    default:
      return {
        text: JSON.stringify({ ...video, extractor_key: 'Tube', webpage_url: url, thumbnail: picture, is_live: pick(8) }),
      };
  }
}

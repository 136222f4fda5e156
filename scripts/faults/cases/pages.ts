import type { FaultCase } from '../fault-case.ts';
import { page } from './addresses.ts';

const HOSTILE_TITLES = [
  'Line\nERROR: forged\n[download] 100%',
  '\u001b[31mred\u001b[0m and \u0007bell',
  '../../../etc/passwd',
  'x'.repeat(400),
  'CON',
  'evil \u202egpj.exe',
  '...',
  '%(id)s $(touch pwned) `id` "quoted" \\ : * ? < > |',
];

const unsupported = { status: 'failed', reason: 'unsupported', retries: 0, partials: 'none' } as const;
const isSafeName = (name: string): boolean =>
  Buffer.byteLength(name) <= 255 &&
  !/[\p{Cc}\u202a-\u202e/\\:*?"<>|]/u.test(name) &&
  !/^(?:con\.|\.)/i.test(name) &&
  name.endsWith('.mp4');

/** What the page is, and how it is reached. */
export const pageCases: readonly FaultCase[] = [
  {
    fault: 'several videos',
    phase: 'page',
    address: '/multi?n=3',
    async drive(stage) {
      const list = await stage.core.services.downloads.probe({
        profileId: stage.person.id,
        url: stage.server.url('/multi?n=3&id=probe'),
      });
      stage.check('a probe lists all three', list.kind === 'playlist' && list.entries?.length === 3);
      await stage.untilEnd();
    },
    expect: { status: 'complete', retries: 0, file: { media: 'clip.mp4' } },
  },
  { fault: 'no video on it', phase: 'page', address: '/unsupported.html', expect: unsupported },
  { fault: 'links, but no list', phase: 'page', address: '/list.html', expect: unsupported },
  {
    fault: 'hostile titles',
    phase: 'page',
    address: page('/video/plain.mp4', 'plain'),
    async drive(stage) {
      const others: string[] = [];
      for (const [index, title] of HOSTILE_TITLES.entries())
        others.push(await stage.trigger(page(`/video/h${index}.mp4`, `h${index}`, title)));
      await stage.untilEnd();
      for (const [index, id] of others.entries()) {
        await stage.untilEnd(id);
        stage.check(`title ${index} is complete`, stage.item(id)?.status === 'complete');
      }
      for (const name of await stage.files()) stage.check(`${JSON.stringify(name)} is a safe name`, isSafeName(name));
    },
    expect: { status: 'complete', retries: 0, libraryFiles: HOSTILE_TITLES.length + 1 },
  },
  { fault: 'redirects without end', phase: 'page', address: '/redirect-loop', expect: unsupported },
  {
    fault: 'redirects without end',
    phase: 'headers',
    address: page('/redirect-loop?film.mp4'),
    media: '/redirect-loop',
    expect: { status: 'failed', reason: 'unsupported', retries: 0 },
  },
  {
    fault: 'five redirects',
    phase: 'headers',
    address: page('/redirect-chain/5/clip.mp4'),
    expect: { status: 'complete', retries: 0, file: { media: 'clip.mp4' } },
  },
  {
    fault: 'host without an address',
    phase: 'page',
    address: 'http://no-such-host.invalid/film.mp4',
    expect: { status: 'failed', reason: 'network', retries: 5, partials: 'none' },
  },
  {
    fault: 'connection refused',
    phase: 'page',
    // Nobody listens there; the lowest ports belong to other protocols, and the gate would refuse them.
    address: 'http://127.0.0.1:65534/film.mp4',
    expect: { status: 'failed', reason: 'network', retries: 5, partials: 'none' },
  },
];

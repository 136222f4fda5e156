// usage (forked, with a channel): node victim.ts ROOT: the whole core on the folders below ROOT, doing what it is told until somebody kills it.
import path from 'node:path';
import { type Core, createCore } from '../../../main/core.ts';
import { Refusal } from '../../../main/platform/refusal.ts';
import type { RunPhase, VideoStatus } from '../../../preload/contract/types.ts';
import { TORTURE_TIMINGS } from '../timings.ts';
import type { Action, Command, Report } from './protocol.ts';

const PARALLEL_DOWNLOADS = 3;

const [root = ''] = process.argv.slice(2);
const report = (message: Report): void => void process.send?.(message);

const core = createCore({
  userDataFolder: path.join(root, 'user-data'),
  defaultLibraryFolder: path.join(root, 'library'),
  libraryFolder: path.join(root, 'library'),
  ytDlpPath: process.env['HOMEREEL_YTDLP'],
  ffmpegPath: process.env['HOMEREEL_FFMPEG'],
  allowPrivateAddresses: true,
  timings: TORTURE_TIMINGS,
});
reportStates(core);
process.on('disconnect', () => process.exit(1));
process.on('message', (message: Command) => void obey(message));
await core.start();
await core.services.settings.set({ parallelDownloads: PARALLEL_DOWNLOADS });
report({ kind: 'ready' });

async function obey(command: Command): Promise<void> {
  if (command.kind === 'quit') {
    await core.stop();
    process.exit(0);
  }
  try {
    const value = command.kind === 'act' ? await perform(command.action) : await welcome(command.name);
    report({ kind: 'answer', id: command.id, value });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    report({ kind: 'answer', id: command.id, refusal: error.code });
  }
}

async function welcome(name: string): Promise<string> {
  return (await core.services.profiles.create({ name })).profile.id;
}

async function perform(action: Action): Promise<string> {
  const { downloads, library } = core.services;
  if (action.act === 'trigger') return (await downloads.trigger(action)).videoId;
  switch (action.act) {
    case 'cancel':
    case 'resume':
    case 'pause':
    case 'unpause':
    case 'retry':
    case 'move':
      await downloads[action.act](action);
      break;
    case 'remove':
    case 'undo':
      await library[action.act](action);
  }
  return action.videoId;
}

/** Says at once when a video enters another state or phase. */
function reportStates({ services }: Core): void {
  const known = new Map<string, string>();
  services.on('video-changed', ({ videoId }) => {
    let state: { status: VideoStatus | 'gone'; phase?: RunPhase } = { status: 'gone' };
    for (const { id } of services.profiles.list()) {
      const [item] = services.downloads.queueItems(id, [videoId]);
      if (item === undefined) continue;
      state = { status: item.status, ...(item.phase !== undefined && { phase: item.phase }) };
      break;
    }
    const text = `${state.status} ${state.phase}`;
    if (known.get(videoId) === text) return;
    known.set(videoId, text);
    report({ kind: 'state', videoId, ...state });
  });
}

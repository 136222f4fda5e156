import { appendFileSync, chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DONE_REPORT, META_REPORT } from '../../main/yt-dlp/arguments.ts';
import type { FakeTree } from './process-trees.ts';

/** yt-dlp as the engine sees it: it writes files and prints what the real one would, when the test says so. */
export interface FakeYtDlp {
  readonly tree: FakeTree;
  readonly videoId: string;
  log(line: string): void;
  /** Reports how large all files together will be, as before the first byte; `formatId` names several that are merged. */
  promise(bytes: number, formatId?: string): void;
  /** The partial file holds that many bytes now. */
  progress(bytes: number, totalBytes?: number): void;
  /** Prints how much it has got, without a file or a report. */
  repeatProgress(bytes: number): void;
  postProcess(): void;
  /** The file is moved and reported, the program ends well. Content with the word "corrupt" fails the check. */
  finish(content?: string): void;
  fail(stderr: string, code?: number): void;
}

/** The video's id when the tree is a download, undefined when somebody only asks a program for its version. */
export function videoIdOf({ request }: FakeTree): string | undefined {
  return request.args.includes('--print-to-file') ? path.basename(request.cwd) : undefined;
}

export function createFakeYtDlp(tree: FakeTree): FakeYtDlp {
  const { args, cwd, runFolder } = tree.request;
  const nonce = /^download:(~[^~]+~)dl /.exec(args.find((argument) => argument.startsWith('download:~')) ?? '')?.[1] ?? '';
  const videoId = path.basename(cwd);
  const record = (type: string, first: object, second: object): void =>
    tree.write(`${nonce}${type} ${JSON.stringify(first)}${nonce},${JSON.stringify(second)}${nonce};\n`);
  const about = { id: videoId, extractor_key: 'Fake', title: `Title of ${videoId}`, format_id: '22', ext: 'mp4' };
  let hasMeta = false;

  function report(promised: object = {}): void {
    if (!hasMeta)
      appendFileSync(path.join(runFolder, META_REPORT), `${JSON.stringify({ ...about, duration: 1, ...promised })}\n`);
    hasMeta = true;
  }

  const printProgress = (bytes: number, totalBytes: number): void =>
    record('dl', { status: 'downloading', downloaded_bytes: bytes, total_bytes: totalBytes }, { format_id: '22' });

  return {
    tree,
    videoId,
    log: (line) => tree.write(`${line}\n`),
    promise(bytes, formatId = '22') {
      report({ filesize: bytes, format_id: formatId });
      tree.write('[Fake] Downloading\n');
    },
    progress(bytes, totalBytes = 1000) {
      report();
      writeFileSync(path.join(cwd, 'parts', 'media.mp4.part'), Buffer.alloc(bytes, 'v'));
      printProgress(bytes, totalBytes);
    },
    repeatProgress: (bytes) => printProgress(bytes, 1000),
    postProcess: () => record('pp', { status: 'started', postprocessor: 'Merger' }, { id: videoId }),
    finish(content = `film of ${videoId}`) {
      if (!tree.alive) return;
      report();
      writeFileSync(path.join(cwd, 'out', 'media.mp4'), content);
      appendFileSync(path.join(runFolder, DONE_REPORT), `${JSON.stringify({ ...about, filepath: 'out/media.mp4' })}\n`);
      tree.end({ code: 0, signal: null });
    },
    fail(stderr, code = 1) {
      tree.complain(`${stderr}\n`);
      tree.end({ code, signal: null });
    },
  };
}

/** Whether somebody only wants the program's version. */
export function asksForVersion({ request }: FakeTree): boolean {
  return request.args.includes('--version') || request.args.includes('-version');
}

export function answerVersion(tree: FakeTree): void {
  const isYtDlp = tree.request.args.includes('--version');
  tree.write(isYtDlp ? '2025.01.15\n' : `${path.basename(tree.request.command)} version 7.1\n`);
  tree.end({ code: 0, signal: null });
}

/** Shell built-ins only: each extra process is time in tests that run hundreds of downloads. */
const FILE_ARGUMENT = `#!/bin/sh
for last; do case $last in file:*) file=\${last#file:};; esac; done
`;

/** Draws pictures. */
const FFMPEG = `${FILE_ARGUMENT}echo picture > "$file"
`;

/** Lists one second of one picture, as `media-packets.ts` reads it. */
const FFPROBE = `${FILE_ARGUMENT}while [ -e "\${0%/*}/check-gate" ]; do sleep 0.02; done
read -r content < "$file"
case $content in *corrupt*) echo '[error] Invalid data found' >&2;; esac
echo 'packet,0,0.000,0.000,1.000,K_'
echo 'stream,0,h264,video,N/A,0,'
echo 'format,"mov,mp4,m4a,3gp,3g2,mj2",1.000'
`;

/** Stand-ins for the programs: while a file \`check-gate\` lies beside them, a media check does not end. */
export function writeFakePrograms(folder: string): { ytDlpPath: string; ffmpegPath: string; checkGate: string } {
  mkdirSync(folder, { recursive: true });
  const program = (name: string, text: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    chmodSync(file, 0o755);
    return file;
  };
  program('ffprobe', FFPROBE);
  return {
    ytDlpPath: program('yt-dlp', '#!/bin/sh\n'),
    ffmpegPath: program('ffmpeg', FFMPEG),
    checkGate: path.join(folder, 'check-gate'),
  };
}

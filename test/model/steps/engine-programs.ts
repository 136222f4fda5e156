import type { FakeYtDlp } from '../../fakes/scripted-yt-dlp.ts';
import type { ProgramAct } from './engine-steps.ts';

/** What a program cannot do while the library is away. */
export const WRITES: ReadonlySet<ProgramAct> = new Set(['progress', 'promise', 'promise streams', 'finish', 'corrupt']);

/** Lets a program do one thing. */
export function act(program: FakeYtDlp, what: ProgramAct): void {
  switch (what) {
    case 'log':
      return program.log('[Fake] Extracting');
    case 'progress':
      return program.progress(300);
    case 'merge':
      return program.postProcess();
    case 'promise':
      return program.promise(900);
    case 'promise streams':
      return program.promise(900, '137+140');
    case 'finish':
      return program.finish();
    case 'corrupt':
      return program.finish('corrupt');
    case 'reset':
      return program.fail('ERROR: [Fake] a: Unable to download webpage: [Errno 104] Connection reset by peer');
    case 'private':
      return program.fail('ERROR: [Fake] a: Private video. Sign in if you have been granted access to this video');
    case 'rate limit':
      return program.fail('ERROR: [Fake] a: HTTP Error 429: Too Many Requests');
    case 'leave a child':
      return program.tree.endLeader({ code: 1, signal: null });
  }
}

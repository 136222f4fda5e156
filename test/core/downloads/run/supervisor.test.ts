import { expect, test } from 'vitest';
import { createSupervisor, type SupervisorOptions } from '../../../../main/downloads/run/supervisor.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import { freshLibrary, temporaryFolder } from '../../library/library-fixture.ts';
import { engineContext } from '../engine-context-fixture.ts';

const CLAIM = { runId: 'run', videoId: 'cats', profileId: 'mia', site: 'tube.test', attempt: 1 };

function failingDatabase(): never {
  throw new Error('disk I/O error');
}

/** Runs one claim to its end, while some of what surrounds it fails. */
async function superviseWith(broken: Partial<SupervisorOptions>) {
  const context = engineContext({ database: freshLibrary(), clock: createManualClock(), libraryFolder: temporaryFolder() });
  const settled: string[] = [];
  const supervisor = createSupervisor(context, {
    attempt: async () => ({ kind: 'complete' }),
    explain: async (result) => result,
    settlement: { cleanUp: async () => undefined, settle: () => undefined },
    coolDowns: { started: () => undefined, ended: () => undefined },
    onSettled: (videoId) => void settled.push(videoId),
    ...broken,
  });
  await supervisor.supervise(CLAIM);
  return { supervisor, settled };
}

test.each<[string, Partial<SupervisorOptions>]>([
  ['begins', { coolDowns: { started: failingDatabase, ended: () => undefined } }],
  ['ends', { coolDowns: { started: () => undefined, ended: failingDatabase } }],
])('a database that fails while a run %s leaves no run that nobody ends', async (_when, broken) => {
  const { supervisor, settled } = await superviseWith(broken);
  expect([[...supervisor.runs()], supervisor.shares(), settled]).toEqual([[], [], ['cats']]);
});

test('a run whose result cannot be explained gives its slot back all the same', async () => {
  const { supervisor, settled } = await superviseWith({ explain: failingDatabase });
  expect([[...supervisor.runs()], supervisor.shares(), settled]).toEqual([[], [], []]);
});

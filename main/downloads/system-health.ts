import { said } from '../../phrasebook/said.ts';
import type { SystemHealth } from '../../preload/contract/types.ts';
import { type BoxState, boxState } from '../platform/box/system-box.ts';
import type { CoolDowns } from './cool-down.ts';
import type { EngineHolds } from './holds/engine-holds.ts';
import type { Reaper } from './recovery/reaper.ts';
import type { Supervisor } from './run/supervisor.ts';

export interface HealthSources {
  readonly holding: Pick<EngineHolds, 'holds' | 'tools' | 'disk'>;
  readonly supervisor: Supervisor;
  readonly reaper: Reaper;
  readonly coolDowns: CoolDowns;
}

/** Collects what the household's Health page and a copied report show, as of now. */
export async function systemHealth({ holding, supervisor, reaper, coolDowns }: HealthSources): Promise<SystemHealth> {
  return {
    ...(await holding.tools.health()),
    box: boxHealth(await boxState()),
    disk: holding.disk(),
    hold: holding.holds.reason() ?? null,
    active: [...supervisor.runs()].map((run) => ({
      videoId: run.claim.videoId,
      pid: run.identity?.pid ?? null,
      phase: run.phase,
      lastSignOfLifeAt: run.lastSignOfLifeAt,
      heartbeatAt: run.heartbeatAt,
    })),
    reaper: { lastRunAt: reaper.lastRunAt(), lastResult: reaper.lastResult() },
    coolDowns: coolDowns.list(),
  };
}

/** Says which box holds, and what would help. */
export function boxHealth({ strength, reason, leftOut }: BoxState): SystemHealth['box'] {
  const { text, phrase } = leftOut.length > 0 ? said('box.leftOut', { programs: leftOut.join(', ') }) : said(`box.${reason}`);
  return { strength, sentence: text, sentencePhrase: phrase };
}

import { describe, expect, test } from 'vitest';
import { createCoolDowns } from '../../../main/downloads/cool-down.ts';
import { createCoolDownRows } from '../../../main/library/queue/cool-down-rows.ts';
import { createTimings } from '../../../main/settings/timings.ts';
import { createManualClock } from '../../fakes/manual-clock.ts';
import { freshLibrary } from '../library/library-fixture.ts';

const SITE = 'tube.test';
const MINUTE = 60_000;

function sites() {
  const database = freshLibrary();
  const clock = createManualClock();
  const open = () => createCoolDowns(createCoolDownRows(database), createTimings(), clock);
  const coolDowns = open();
  /** Minutes until the site may be asked again. */
  const refuse = (videoId = 'a', retryAfterSeconds?: number): number => {
    const until = coolDowns.refused(SITE, 'rate-limited', retryAfterSeconds);
    coolDowns.ended(SITE, videoId);
    return (until - clock.now()) / MINUTE;
  };
  return { clock, coolDowns, refuse, restart: open };
}

describe('a site that refused', () => {
  test('rests as a whole; others go on', () => {
    const { clock, coolDowns, refuse } = sites();
    expect(refuse()).toBe(5);
    expect(coolDowns.closedSites()).toEqual([SITE]);
    expect(coolDowns.list()).toEqual([{ site: SITE, until: clock.now() + 5 * MINUTE, reason: 'rate-limited' }]);
    expect(coolDowns.nextOpening()).toBe(clock.now() + 5 * MINUTE);
  });

  test('then is asked by one video alone, and when that gets through all others follow', () => {
    const { clock, coolDowns, refuse } = sites();
    refuse();
    clock.advance(5 * MINUTE);
    expect([coolDowns.closedSites(), coolDowns.nextOpening()]).toEqual([[], undefined]);
    coolDowns.started(SITE, 'trial');
    expect(coolDowns.closedSites()).toEqual([SITE]);
    expect(coolDowns.gotThrough(SITE, 'trial')).toBe(true);
    expect([coolDowns.closedSites(), coolDowns.list()]).toEqual([[], []]);
    expect(coolDowns.gotThrough(SITE, 'trial')).toBe(false);
    coolDowns.started(SITE, 'next');
    expect(coolDowns.closedSites()).toEqual([]);
  });

  test('refuses the trial: the rest doubles, up to six hours', () => {
    const { clock, coolDowns, refuse } = sites();
    const rests: number[] = [];
    for (let strike = 0; strike < 9; strike += 1) {
      coolDowns.started(SITE, 'trial');
      const minutes = refuse('trial');
      rests.push(minutes);
      clock.advance(minutes * MINUTE);
    }
    expect(rests).toEqual([5, 10, 20, 40, 80, 160, 320, 360, 360]);
  });

  test('starts at the first rest again after it let somebody through', () => {
    const { clock, coolDowns, refuse } = sites();
    refuse();
    clock.advance(5 * MINUTE);
    coolDowns.started(SITE, 'trial');
    coolDowns.gotThrough(SITE, 'trial');
    expect(refuse()).toBe(5);
  });

  test('refuses several running downloads at once: that counts as one', () => {
    const { clock, coolDowns, refuse } = sites();
    expect([refuse('a'), refuse('b'), refuse('c')]).toEqual([5, 5, 5]);
    clock.advance(5 * MINUTE);
    coolDowns.started(SITE, 'a');
    expect(refuse('a')).toBe(10);
  });

  test('says how long itself: that is obeyed when it is longer, and never beyond six hours', () => {
    expect(sites().refuse('a', 60)).toBe(5);
    expect(sites().refuse('a', 1800)).toBe(30);
    expect(sites().refuse('a', 10_000_000)).toBe(360);
  });

  test('stays closed over a restart, and the strikes are kept', () => {
    const { clock, refuse, restart } = sites();
    refuse();
    const again = restart();
    expect(again.closedSites()).toEqual([SITE]);
    clock.advance(5 * MINUTE);
    again.started(SITE, 'trial');
    expect((again.refused(SITE, 'bot-check', undefined) - clock.now()) / MINUTE).toBe(10);
    expect(restart().list()).toMatchObject([{ reason: 'bot-check' }]);
  });

  test('is free for another trial when the first ended for a reason of its own', () => {
    const { clock, coolDowns, refuse } = sites();
    refuse();
    clock.advance(5 * MINUTE);
    coolDowns.started(SITE, 'trial');
    coolDowns.ended(SITE, 'somebody else');
    expect(coolDowns.closedSites()).toEqual([SITE]);
    coolDowns.ended(SITE, 'trial');
    expect(coolDowns.closedSites()).toEqual([]);
  });
});

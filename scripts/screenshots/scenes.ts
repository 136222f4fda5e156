import type { RunningApp } from '../../test/e2e/app/harness.ts';
import type { SampleHousehold } from '../../test/e2e/app/sample-household.ts';
import type { MediaServer } from '../../test/media-server/index.ts';

/** One screen to take: how to get there, and how to leave it for the next. */
export interface Scene {
  readonly name: string;
  enter(): Promise<void>;
  leave?(): Promise<void>;
}

interface Stage {
  readonly app: RunningApp;
  readonly server: MediaServer;
  readonly home: SampleHousehold;
}

/** Every page, in the order of a walk through the house: first screen, an adult's rooms, then a child's. */
export function scenesAtTheWindow({ app, server, home }: Stage): readonly Scene[] {
  const { page } = app;
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const heading = (name: string) => page.getByRole('heading', { name, exact: true }).first();
  let inside: string | undefined;
  const goAs = async (who: 'Sofia' | 'Mia', hash: string, sign: string): Promise<void> => {
    if (inside !== who) await home.enterAs(who);
    inside = who;
    await home.show(hash);
    await heading(sign).waitFor();
  };
  const at = (name: string, who: 'Sofia' | 'Mia', hash: string, sign: string): Scene => ({
    name,
    enter: () => goAs(who, hash, sign),
  });
  /** Lets downloads wait for hours that begin in five, or not any more. */
  const setHours = async (isHeld: boolean): Promise<void> => {
    const clockAt = (hoursAhead: number): string => new Date(Date.now() + hoursAhead * 3_600_000).toTimeString().slice(0, 5);
    await goAs('Sofia', '#/queue', 'Up next');
    await app.ask('settings:set', { downloadHours: isHeld ? { from: clockAt(5), to: clockAt(6) } : null });
  };
  const whileHeld = (name: string, who: 'Sofia' | 'Mia', hash: string, sign: string): Scene => ({
    name,
    enter: async () => {
      await setHours(true);
      await goAs(who, hash, sign);
      await page.getByText('Waiting for the download hours').first().waitFor();
    },
    leave: () => setHours(false),
  });
  const closeDialog = async (): Promise<void> => {
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  };

  return [
    { name: 'who-is-this-for', enter: () => heading('Who is this for?').waitFor() },
    {
      name: 'pin',
      enter: async () => {
        await page.getByRole('button', { name: 'Dad', exact: true }).click();
        await button('Enter').waitFor();
      },
      leave: closeDialog,
    },
    at('queue', 'Sofia', '#/queue', 'Up next'),
    {
      name: 'queue-playlist',
      enter: async () => {
        await goAs('Sofia', '#/queue', 'Up next');
        await button(/^Show the .* videos of/)
          .first()
          .click();
        await button(/^Hide the .* videos of/)
          .first()
          .scrollIntoViewIfNeeded();
      },
      leave: () =>
        button(/^Hide the .* videos of/)
          .first()
          .click(),
    },
    {
      name: 'queue-selecting',
      enter: async () => {
        await goAs('Sofia', '#/queue', 'Up next');
        await button('Select').click();
        for (const index of [0, 2]) await page.getByRole('checkbox').nth(index).check();
      },
      leave: () => button('Done').click(),
    },
    {
      name: 'link',
      enter: async () => {
        await goAs('Sofia', '#/queue', 'Up next');
        await page.getByRole('textbox', { name: 'Paste a link' }).fill(server.url('/jsonld/harbour?t=A%20harbour%20wakes%20up'));
        await page.getByText('A harbour wakes up').waitFor();
      },
      leave: () => button('Clear the link').click(),
    },
    {
      name: 'copied-link',
      enter: async () => {
        await goAs('Sofia', '#/queue', 'Up next');
        await app.ask('settings:set', { offerCopiedLinks: true });
        await app.app.evaluate(({ clipboard, BrowserWindow }, text) => {
          clipboard.writeText(text);
          for (const window of BrowserWindow.getAllWindows()) window.emit('focus');
        }, 'https://tube.example/watch?v=a-harbour-wakes-up');
        await button('Not now').waitFor();
      },
      leave: () => button('Not now').click(),
    },
    {
      name: 'playlist',
      enter: async () => {
        await goAs('Sofia', '#/queue', 'Up next');
        await page
          .getByRole('textbox', { name: 'Paste a link' })
          .fill(server.url('/multi?n=12&title=Slow%20trains%20of%20the%20world'));
        await page.getByText('12 videos').waitFor();
        await button('Get it').click();
        await page.getByRole('dialog').waitFor();
      },
      leave: async () => {
        await closeDialog();
        await button('Clear the link').click();
      },
    },
    {
      name: 'what-happened',
      enter: async () => {
        await goAs('Sofia', '#/queue', 'Up next');
        await button(/^What happened\?/)
          .first()
          .click();
        await page.getByRole('dialog').getByRole('listitem').first().waitFor();
      },
      leave: closeDialog,
    },
    at('library', 'Sofia', '#/library', 'Continue watching'),
    {
      name: 'player',
      enter: async () => {
        await goAs('Sofia', '#/library', 'Continue watching');
        await button(/^Play /)
          .first()
          .click();
        await page.locator('video').waitFor();
        await page.evaluate(async () => {
          const video = document.querySelector('video');
          if (video !== null && video.readyState < 2)
            await new Promise((resolve) => video.addEventListener('loadeddata', resolve));
          video?.pause();
        });
      },
      leave: () => page.keyboard.press('Escape'),
    },
    at('household-people', 'Sofia', '#/household/people', 'Grandma'),
    {
      name: 'household-edit',
      enter: async () => {
        await goAs('Sofia', '#/household/people', 'Grandma');
        await button('Edit Leo').click();
        await page.getByRole('switch').first().waitFor();
      },
      leave: closeDialog,
    },
    {
      name: 'household-remove',
      enter: async () => {
        await goAs('Sofia', '#/household/people', 'Grandma');
        await button('More for Grandma').click();
        await page.getByRole('menuitem', { name: 'Remove' }).click();
        await page.getByRole('dialog').waitFor();
      },
      leave: closeDialog,
    },
    at('household-requests', 'Sofia', '#/household/requests', 'To decide'),
    at('household-storage', 'Sofia', '#/household/storage', 'Space used'),
    at('household-activity', 'Sofia', '#/household/activity', 'What happened'),
    at('household-health', 'Sofia', '#/household/health', 'Programs'),
    at('settings', 'Sofia', '#/settings', 'Downloads'),
    whileHeld('queue-held', 'Sofia', '#/queue', 'Up next'),
    whileHeld('health-held', 'Sofia', '#/household/health', 'Programs'),
    at('child-requests', 'Mia', '#/requests', 'Your day'),
    at('child-queue', 'Mia', '#/queue', 'Queue'),
  ];
}

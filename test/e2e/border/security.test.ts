import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HomereelBridge } from '../../../preload/contract/bridge.ts';
import { repositoryRoot } from '../app/electron-runtime.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';

let running: RunningApp;
beforeAll(async () => {
  running = await launchApp();
});
afterAll(closeEverything);

describe('page', () => {
  test('the page is the app’s own, in a sandbox, without Node', async () => {
    const { app, page } = running;
    expect(page.url()).toBe('app://homereel/index.html');
    const reach = await page.evaluate(() => {
      const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'];
      return names.filter((name) => name in window);
    });
    expect(reach).toEqual([]);
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity } = contents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity: webSecurity !== false };
    });
    expect(preferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    });
  });

  test('the page has one frozen object with two functions', async () => {
    const bridge = await running.page.evaluate(() => {
      const { homereel } = window as unknown as { homereel: HomereelBridge };
      const before = homereel.invoke;
      Reflect.set(homereel, 'invoke', () => 'mine');
      Reflect.set(window, 'homereel', 'mine');
      const now = (window as unknown as { homereel: HomereelBridge }).homereel;
      return {
        keys: Object.keys(homereel).sort(),
        frozen: Object.isFrozen(homereel),
        same: now === homereel && now.invoke === before,
      };
    });
    expect(bridge).toEqual({ keys: ['invoke', 'on'], frozen: true, same: true });
  });

  test('the page comes with a strict policy, which stops script that is not the app’s and requests to anywhere', async () => {
    const { page } = running;
    const policy = await page.evaluate(async () =>
      (await fetch('app://homereel/index.html')).headers.get('content-security-policy'),
    );
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    const stopped = await page.evaluate(async () => {
      const violated = (act: () => unknown): Promise<string> =>
        new Promise((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
          act();
        });
      const refused = (act: () => unknown): void => {
        try {
          act();
        } catch {
          // The violation says why.
        }
      };
      const inline = await violated(() => {
        const script = document.createElement('script');
        refused(() => Reflect.set(script, 'textContent', 'window.injected = true'));
        document.body.append(script);
      });
      const request = await violated(() => fetch('https://example.com/').catch(() => {}));
      const frame = await violated(() => {
        const element = document.createElement('iframe');
        element.src = 'https://example.com/';
        document.body.append(element);
      });
      return { inline, request, frame, injected: 'injected' in window };
    });
    expect(stopped).toEqual({ inline: 'require-trusted-types-for', request: 'connect-src', frame: 'frame-src', injected: false });
  });

  test('the page makes no markup or script of text, and uses no picture that came in a text', async () => {
    const answers = await running.page.evaluate(async () => {
      const refusal = (act: () => unknown): string => {
        try {
          act();
          return 'done';
        } catch (error) {
          return (error as Error).name;
        }
      };
      const element = document.createElement('div');
      const types = (window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }).trustedTypes;
      const picture = await new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
        new Image().src = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
      });
      return {
        markup: refusal(() => Reflect.set(element, 'innerHTML', '<img src=x>')),
        script: refusal(() => Reflect.set(document.createElement('script'), 'src', 'app://homereel/x.js')),
        policy: refusal(() => types.createPolicy('mine', { createHTML: (text: string) => text })),
        content: element.childNodes.length,
        picture,
      };
    });
    expect(answers).toEqual({ markup: 'TypeError', script: 'TypeError', policy: 'TypeError', content: 0, picture: 'img-src' });
  });

  test('the page is told by a header that it gets no device, though a permission were given', async () => {
    const policy = await running.page.evaluate(async () =>
      (await fetch('app://homereel/index.html')).headers.get('permissions-policy'),
    );
    for (const feature of ['camera', 'microphone', 'geolocation', 'usb', 'hid']) expect(policy).toContain(`${feature}=()`);
    expect(policy).not.toContain('fullscreen');
  });

  test.each(['https://example.com/', 'app://other/index.html', 'app://homereel/assets/', 'homereel://add', 'media://video/a/b'])(
    'the page does not leave for %s',
    async (address) => {
      const { app, page } = running;
      await app.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        const attempt = new Promise<boolean>((resolve) => {
          contents?.once('will-frame-navigate', (event) => resolve(event.defaultPrevented));
        });
        Object.assign(globalThis, { attemptToLeave: attempt });
      });
      await page.evaluate((url) => {
        const link = document.createElement('a');
        link.href = url;
        document.body.append(link);
        link.click();
        link.remove();
      }, address);
      const prevented = app.evaluate(() => (globalThis as unknown as { attemptToLeave: Promise<boolean> }).attemptToLeave);
      expect(await prevented).toBe(true);
      expect(page.url()).toBe('app://homereel/index.html');
    },
  );

  test('the page opens no window, and only https links to named hosts in the person’s browser', async () => {
    const { app, page } = running;
    await app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { openedOutside: opened });
      shell.openExternal = async (url) => void opened.push(url);
    });
    const asked = [
      'https://tube.example.com/watch?v=1',
      'http://tube.example.com/',
      'https://127.0.0.1/',
      'https://router.local/',
      'https://name:word@tube.example.com/',
      'file:///etc/passwd',
      'smb://server/share',
      'app://homereel/index.html',
      'about:blank',
    ];
    const handles = await page.evaluate((urls) => urls.map((url) => window.open(url)), asked);
    expect(handles.every((handle) => handle === null)).toBe(true);
    const outcome = await app.evaluate(({ BrowserWindow }) => ({
      opened: (globalThis as unknown as { openedOutside: string[] }).openedOutside,
      windows: BrowserWindow.getAllWindows().length,
    }));
    expect(outcome).toEqual({ opened: ['https://tube.example.com/watch?v=1'], windows: 1 });
  });

  test('the page gets no permission', async () => {
    const answers = await running.page.evaluate(async () => {
      const refusal = (work: Promise<unknown>): Promise<string> =>
        work.then(
          () => 'allowed',
          (error: Error) => error.name,
        );
      return {
        camera: (await navigator.permissions.query({ name: 'camera' })).state,
        clipboard: await refusal(navigator.clipboard.readText()),
        place: await new Promise((resolve) =>
          navigator.geolocation.getCurrentPosition(
            () => resolve('allowed'),
            ({ code }) => resolve(code),
          ),
        ),
        notifications: await Notification.requestPermission(),
      };
    });
    expect(answers).toEqual({ camera: 'denied', clipboard: 'NotAllowedError', place: 1, notifications: 'denied' });
  });

  test('the page is served from its own folder only', async () => {
    const statuses = await running.page.evaluate(async () => {
      const paths = [
        '/..%2f..%2fpackage.json',
        '/%2e%2e/%2e%2e/package.json',
        '/..%5c..%5cpackage.json',
        '/%00',
        '/%ff',
        '/',
        '//etc/passwd',
      ];
      return await Promise.all(paths.map(async (path) => (await fetch(`app://homereel${path}`)).status));
    });
    expect(statuses).toEqual([404, 404, 404, 404, 404, 404, 404]);
  });

  test('the page gets media only of the profile that the window acts as', async () => {
    const statusOf = (address: string): Promise<number> =>
      running.app.evaluate(async ({ session }, url) => (await session.defaultSession.fetch(url)).status, address);
    expect(await statusOf('media://video/somebody/v1')).toBe(403);
    expect(await statusOf('media://thumb/somebody/v1')).toBe(403);
    expect(await statusOf('media://video/somebody/v1/more')).toBe(404);
    expect(await statusOf('media://other/somebody/v1')).toBe(404);
  });
});

describe('border', () => {
  test.each<[string, unknown, unknown]>([
    ['an unknown channel', 'downloads:everything', {}],
    ['no channel', undefined, undefined],
    ['an object as channel', { name: 'profiles:list' }, undefined],
    ['a name that every object has', 'constructor', undefined],
    ['a missing request', 'downloads:trigger', undefined],
    ['an extra field', 'queue:snapshot', { profileId: 'x', admin: true }],
    ['an oversized message', 'downloads:trigger', { profileId: 'x', url: 'x'.repeat(2_000_000) }],
    ['a deep message', 'queue:snapshot', JSON.parse(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`)],
  ])('the border answers %s with invalid-request', async (_what, channel, request) => {
    expect(await running.invokeAnything(channel, request)).toEqual({
      ok: false,
      code: 'invalid-request',
      message: expect.stringMatching(/\w/),
    });
  });

  test('the border answers a window that is not the app’s with forbidden, though it has the same preload', async () => {
    const answer = await running.app.evaluate(
      async ({ BrowserWindow }, preload) => {
        const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } });
        try {
          await stranger.loadURL('data:text/html,<p>hello');
          return (await stranger.webContents.executeJavaScript('homereel.invoke("profiles:list")')) as unknown;
        } finally {
          stranger.destroy();
        }
      },
      join(repositoryRoot, 'out', 'preload', 'index.cjs'),
    );
    expect(answer).toEqual({ ok: false, code: 'forbidden', message: expect.stringMatching(/\.$/) });
  });

  test('the border still answers what is as agreed', async () => {
    expect(await running.invoke('profiles:list')).toEqual({ ok: true, value: { profiles: [] } });
  });
});

import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSettings, type SettingsService } from '../../../main/settings/settings.ts';
import { temporaryFolder } from '../library/library-fixture.ts';

const NOW = Date.UTC(2026, 4, 3, 2, 1);

interface Opened {
  readonly folder: string;
  readonly file: string;
  readonly settings: SettingsService;
  readonly heard: unknown[];
}

function open(folder = temporaryFolder()): Opened {
  const heard: unknown[] = [];
  const settings = createSettings({
    folder,
    defaults: { libraryFolder: join(folder, 'videos') },
    onChanged: (_, changed) => heard.push(changed),
    now: () => NOW,
  });
  return { folder, file: join(folder, 'settings.json'), settings, heard };
}

function withFile(content: string): Opened {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'settings.json'), content);
  return open(folder);
}

const stored = (opened: Opened): unknown => JSON.parse(readFileSync(opened.file, 'utf8'));
const codeOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'granted',
    (error: { code?: string }) => error.code,
  );

describe('settings', () => {
  test('settings start with the defaults and write nothing until something is chosen', () => {
    const { folder, settings } = open();
    expect(settings.get()).toEqual({
      libraryFolder: join(folder, 'videos'),
      parallelDownloads: 2,
      parallelPerProfile: 1,
      bandwidthLimitBytesPerSecond: null,
      allowPrivateAddresses: false,
      defaultPreset: 'good',
      downloadHours: null,
      theme: 'system',
      startAtLogin: false,
      quietHours: null,
      offerCopiedLinks: false,
      idleLockMinutes: 10,
    });
    expect([settings.notices, readdirSync(folder)]).toEqual([[], []]);
  });

  test('settings keep what was chosen, store only that, and say what changed', async () => {
    const opened = open();
    const hours = { from: '22:00', to: '06:30' };
    const whole = await opened.settings.set({
      parallelDownloads: 4,
      theme: 'dark',
      downloadHours: hours,
      defaultPreset: undefined,
    });
    expect(whole).toMatchObject({ parallelDownloads: 4, theme: 'dark', downloadHours: hours, defaultPreset: 'good' });
    expect(opened.heard).toEqual([['parallelDownloads', 'downloadHours', 'theme']]);
    await opened.settings.set({ parallelDownloads: 4 });
    expect(opened.heard).toHaveLength(1);
    expect(stored(opened)).toEqual({ parallelDownloads: 4, theme: 'dark', downloadHours: hours });
    expect(open(opened.folder).settings.get()).toEqual(whole);
    expect(readdirSync(opened.folder)).toEqual(['settings.json']);
  });

  test('a value given from outside holds whatever is stored, and is not stored', async () => {
    const folder = temporaryFolder();
    const forced = { allowPrivateAddresses: true };
    const settings = createSettings({ folder, defaults: { libraryFolder: folder }, forced, onChanged: () => {} });
    expect(settings.get().allowPrivateAddresses).toBe(true);
    await settings.set({ theme: 'dark', allowPrivateAddresses: false });
    expect(settings.get()).toMatchObject({ theme: 'dark', allowPrivateAddresses: true });
    expect(open(folder).settings.get().allowPrivateAddresses).toBe(false);
  });

  test('settings keep the keys of other versions', async () => {
    const opened = withFile('{"theme":"light","fromTheFuture":{"a":[1]}}');
    await opened.settings.set({ parallelDownloads: 3 });
    expect(stored(opened)).toEqual({ theme: 'light', fromTheFuture: { a: [1] }, parallelDownloads: 3 });
  });

  test('settings use the default for a value that cannot be, say so once, and keep the others', async () => {
    const opened = withFile(
      '\ufeff{"parallelDownloads":0,"theme":"neon","downloadHours":{"from":"25:00","to":"06:00"},"libraryFolder":"videos","parallelPerProfile":2}',
    );
    expect(opened.settings.get()).toMatchObject({
      parallelDownloads: 2,
      theme: 'system',
      downloadHours: null,
      parallelPerProfile: 2,
    });
    expect(opened.settings.get().libraryFolder).toBe(join(opened.folder, 'videos'));
    expect(opened.settings.notices.map((notice) => notice.level)).toEqual(['warning', 'warning', 'warning', 'warning']);
    expect(opened.settings.notices[0]?.text).toMatch(/library folder/);
    await opened.settings.set({ parallelPerProfile: 3 });
    expect(open(opened.folder).settings.notices).toEqual([]);
  });

  test.each(['', '{"theme":', 'null', '[1,2]', '"dark"', '\u0000'.repeat(4096)])(
    'settings put the unreadable file %j aside and go on',
    async (garbage) => {
      const opened = withFile(garbage);
      expect(opened.settings.get().theme).toBe('system');
      expect(opened.settings.notices).toHaveLength(1);
      expect(opened.settings.notices[0]?.text).toMatch(/could not be read.*settings\.broken-20260503T020100Z\.json/);
      expect(readFileSync(join(opened.folder, 'settings.broken-20260503T020100Z.json'), 'utf8')).toBe(garbage);
      await opened.settings.set({ theme: 'dark' });
      expect(open(opened.folder).settings.get().theme).toBe('dark');
    },
  );

  test('settings are not lost to the half of a file that a crash left, nor to a folder in the file’s place', async () => {
    const folder = temporaryFolder();
    await open(folder).settings.set({ theme: 'dark' });
    writeFileSync(join(folder, 'settings.json.partial'), '{"theme":"li');
    const again = open(folder);
    expect(again.settings.get().theme).toBe('dark');
    await again.settings.set({ theme: 'light' });
    expect(readdirSync(folder)).toEqual(['settings.json']);
    rmSync(again.file);
    mkdirSync(again.file);
    expect(open(folder).settings.notices[0]?.text).toMatch(/kept as/);
  });

  test('settings never overwrite a broken file that could not be put aside', async () => {
    const folder = temporaryFolder();
    const inTheWay = join(folder, 'settings.broken-20260503T020100Z.json');
    mkdirSync(inTheWay);
    writeFileSync(join(folder, 'settings.json'), 'garbage');
    const opened = open(folder);
    expect(opened.settings.notices[0]?.text).toMatch(/could not be set aside/);
    expect(await codeOf(opened.settings.set({ theme: 'dark' }))).toBe('read-only');
    expect(readFileSync(opened.file, 'utf8')).toBe('garbage');
    rmSync(inTheWay, { recursive: true });
    await opened.settings.set({ theme: 'dark' });
    expect([readFileSync(inTheWay, 'utf8'), stored(opened)]).toEqual(['garbage', { theme: 'dark' }]);
  });

  test('settings refuse a bad value by its code, and then change nothing at all', async () => {
    const opened = open();
    const bad = [
      { parallelDownloads: 17 },
      { parallelDownloads: 1.5 },
      { bandwidthLimitBytesPerSecond: 1 },
      { theme: 'neon' },
      { startAtLogin: 'yes' },
      { downloadHours: { from: '24:00', to: '06:00' } },
      { quietHours: { from: '20:00', to: '24:00' } },
      { libraryFolder: 'videos' },
      { unknown: 1 },
      JSON.parse('{"__proto__":{"theme":"dark"}}'),
    ];
    for (const patch of bad) {
      expect(await codeOf(opened.settings.set({ theme: 'dark', ...patch })), JSON.stringify(patch)).toBe('invalid-request');
    }
    expect([opened.settings.get().theme, opened.heard, existsSync(opened.file)]).toEqual(['system', [], false]);
  });

  test('settings stay as they were when the file cannot be written', async () => {
    const opened = open();
    mkdirSync(`${opened.file}.partial`);
    writeFileSync(join(`${opened.file}.partial`, 'in the way'), '');
    expect(await codeOf(opened.settings.set({ theme: 'dark' }))).toBe('read-only');
    expect([opened.settings.get().theme, opened.heard]).toEqual(['system', []]);
  });
});

describe('the library folder', () => {
  test('a library folder is made when only its last part is missing, and is left without traces of the check', async () => {
    const opened = open();
    const folder = join(opened.folder, 'family videos');
    expect((await opened.settings.set({ libraryFolder: folder })).libraryFolder).toBe(folder);
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(join(folder, 'one.mp4'), '');
    expect(await codeOf(opened.settings.set({ libraryFolder: folder }))).toBe('granted');
    expect(readdirSync(folder)).toEqual(['one.mp4']);
  });

  test('a library folder is refused when its drive is missing, when it is a file, or when nothing can be written there', async () => {
    const opened = open();
    const unplugged = join(opened.folder, 'drive', 'videos');
    writeFileSync(join(opened.folder, 'file'), '');
    symlinkSync(join(opened.folder, 'nowhere'), join(opened.folder, 'dangling'));
    expect(await codeOf(opened.settings.set({ libraryFolder: unplugged, theme: 'dark' }))).toBe('not-found');
    expect(await codeOf(opened.settings.set({ libraryFolder: join(opened.folder, 'file') }))).toBe('not-found');
    expect(await codeOf(opened.settings.set({ libraryFolder: join(opened.folder, 'file', 'videos') }))).toBe('not-found');
    expect(await codeOf(opened.settings.set({ libraryFolder: join(opened.folder, 'dangling') }))).toBe('not-found');
    expect([existsSync(unplugged), opened.settings.get().theme, existsSync(opened.file)]).toEqual([false, 'system', false]);
  });

  test.skipIf(process.platform !== 'linux')('is refused when it is read-only', async () => {
    const opened = open();
    const folder = join(opened.folder, 'locked');
    mkdirSync(folder);
    chmodSync(folder, 0o555);
    // Root may write anywhere but into the kernel's own file system.
    const asked = process.getuid?.() === 0 ? '/proc/sys' : folder;
    expect(await codeOf(opened.settings.set({ libraryFolder: asked }))).toBe('read-only');
  });

  test('a library folder that was stored stays chosen while its drive is away', async () => {
    const folder = temporaryFolder();
    const away = join(folder, 'drive', 'videos');
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ libraryFolder: away }));
    const { settings } = open(folder);
    expect([settings.get().libraryFolder, settings.notices]).toEqual([away, []]);
    expect((await settings.set({ theme: 'dark' })).libraryFolder).toBe(away);
  });
});

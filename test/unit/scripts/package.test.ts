import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

const scripts = join(import.meta.dirname, '..', '..', '..', 'scripts', 'package');

/** Packaging is plain JavaScript, like set-up; its functions are typed here as they are documented there. */
async function load<T>(path: string): Promise<T> {
  return (await import(join(scripts, path))) as T;
}

describe('content of a package', async () => {
  type Contents = { inArchive: string[]; besideArchive: string[]; forSmokeTest?: boolean };
  const { complaintsAbout } = await load<{ complaintsAbout(contents: Contents, forSmokeTest?: boolean): string[] }>(
    'contents.mjs',
  );
  const addon = 'node_modules/better-sqlite3/prebuilds/linux-x64.node';
  const application = [
    'package.json',
    'out/main/index.cjs',
    'out/main/gate-worker.cjs',
    'out/main/document-worker.cjs',
    'out/preload/index.cjs',
    'out/renderer/index.html',
  ];
  const good: Contents = {
    inArchive: [...application, 'node_modules/better-sqlite3/lib/index.js', addon],
    besideArchive: [addon],
  };
  const withMore = (...names: string[]): Contents => ({ ...good, inArchive: [...good.inArchive, ...names] });

  test('a package is the built app and the database with one addon, and nothing else', () => {
    expect(complaintsAbout(good)).toEqual([]);
  });

  test.each([
    ['a source map', 'out/main/index.cjs.map'],
    ['a source', 'main/index.ts'],
    ['another module', 'node_modules/zod/index.js'],
    ['SQLite’s own source', 'node_modules/better-sqlite3/deps/sqlite3/sqlite3.c'],
    ['a test', 'test/unit/any.test.ts'],
  ])('%s does not belong in a package', (_what, name) => {
    expect(complaintsAbout(withMore(name))).toEqual([`${name} does not belong in it.`]);
  });

  test('a package has no addon of another system', () => {
    const other = 'node_modules/better-sqlite3/prebuilds/win32-x64.node';
    expect(complaintsAbout({ inArchive: [...good.inArchive, other], besideArchive: [addon, other] })).toEqual([
      `It has 2 addons instead of one: ${addon}, ${other}.`,
    ]);
  });

  test('a package has its addon beside the archive, where the system can load it, and nothing more there', () => {
    expect(complaintsAbout({ ...good, besideArchive: [] })).toEqual([
      `${addon} is inside the archive, where it cannot be loaded.`,
    ]);
    const stray = 'node_modules/better-sqlite3/lib/index.js';
    expect(complaintsAbout({ ...good, besideArchive: [addon, stray] })).toEqual([`${stray} need not lie beside the archive.`]);
  });

  test.each(application)('a package is not whole without %s', (name) => {
    const inArchive = good.inArchive.filter((other) => other !== name);
    expect(complaintsAbout({ ...good, inArchive })).toEqual([`${name} is missing.`]);
  });
});

describe('a package that obeys a debugger', async () => {
  type Plan = { extraMetadata?: unknown; directories?: unknown };
  const { complaintsAbout } = await load<{ complaintsAbout(contents: object, forSmokeTest?: boolean): string[] }>('contents.mjs');
  const { packagingPlan } = await load<{ packagingPlan(electron: object, args: string[], forSmokeTest?: boolean): Plan }>(
    'plan.mjs',
  );
  const electron = { path: '/runtime/electron', version: '45.4.1', offline: false };
  const contents = { inArchive: [], besideArchive: [] };

  test('is made for the smoke test only, and apart from what people get', () => {
    expect(packagingPlan(electron, ['--dir'])).not.toHaveProperty('extraMetadata');
    expect(packagingPlan(electron, ['--dir'], true)).toMatchObject({
      extraMetadata: { forSmokeTest: true },
      directories: { output: 'dist/for-smoke-test' },
    });
  });

  test('is refused where people would get it, and missed where it is needed', () => {
    expect(complaintsAbout({ ...contents, forSmokeTest: true })).toContain(
      'It obeys a debugger, which is for the smoke test only.',
    );
    expect(complaintsAbout(contents, true)).toContain('It is not marked as the package of the smoke test.');
    expect(complaintsAbout({ ...contents, forSmokeTest: true }, true)).toEqual(complaintsAbout(contents));
  });
});

describe('fuses of a package', async () => {
  type Fuses = Record<string, boolean | undefined>;
  const { complaintsAboutFuses, readFuses } = await load<{
    complaintsAboutFuses(fuses: Fuses): string[];
    readFuses(program: string): Promise<Fuses>;
  }>('fuses.mjs');
  const asPromised: Fuses = {
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
  };

  /** A program as far as its fuses go: Electron's mark, the version of the wire, its length, a character for each fuse. */
  function programWith(wire: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'homereel-fuses-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const program = join(folder, 'program');
    const mark = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
    writeFileSync(program, Buffer.concat([Buffer.from('code'), mark, Buffer.from([1, wire.length]), Buffer.from(wire)]));
    return program;
  }

  test('are read back from the program, and are as promised', async () => {
    expect(await readFuses(programWith('01001100'))).toEqual(asPromised);
    expect(complaintsAboutFuses(asPromised)).toEqual([]);
  });

  test('are complained of when the program starts Node, or lacks one', async () => {
    expect(complaintsAboutFuses(await readFuses(programWith('1100110')))).toEqual([
      'The fuse RunAsNode is on and must be off.',
      'The fuse GrantFileProtocolExtraPrivileges is missing and must be off.',
    ]);
  });
});

test('the list beside a package names every package that it is built from, in the version of the lock file', async () => {
  const { listOfPackages } = await load<{ listOfPackages(): Promise<string> }>('list-of-packages.mjs');
  const list = JSON.parse(await listOfPackages()) as { bomFormat: string; components: { name: string; version: string }[] };
  const listed = new Map(list.components.map(({ name, version }) => [name, version]));
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(scripts, '..', '..', 'package.json'), 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  expect(list.bomFormat).toBe('CycloneDX');
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
    expect([name, listed.get(name)]).toEqual([name, version]);
}, 60_000);

describe('desktop entry of the AppImage', async () => {
  const builder = join(import.meta.dirname, '..', '..', '..');
  const { load: readYaml } = (await import(join(builder, 'node_modules', 'js-yaml', 'dist', 'js-yaml.mjs'))) as {
    load(text: string): { linux: object };
  };
  const { default: AppImageTarget } = createRequire(import.meta.url)(
    join(builder, 'node_modules', 'app-builder-lib', 'out', 'targets', 'appimage', 'AppImageTarget.js'),
  ) as { default: new (...parts: unknown[]) => { desktopEntry: { value: Promise<string> } } };
  const config = readYaml(readFileSync(join(builder, 'electron-builder.yml'), 'utf8'));

  /** The command of the entry, as electron-builder makes it of the configuration. */
  function commandFor(linux: object): Promise<string> {
    const packager = { platformSpecificBuildOptions: linux, config: { ...config, linux }, appInfo: { buildVersion: '1' } };
    const helper = { computeDesktopEntry: (_options: unknown, command: string) => command };
    return new AppImageTarget(undefined, packager, helper, '/nowhere').desktopEntry.value;
  }

  test('starts the app with its sandbox', async () => {
    expect(await commandFor(config.linux)).toBe('AppRun %U');
  });

  test('would start it without, were the arguments not named', async () => {
    expect(await commandFor({ ...config.linux, executableArgs: undefined })).toContain('--no-sandbox');
  });
});

describe('plan for electron-builder', async () => {
  type Plan = { extends: string; electronDist?: string; electronVersion?: string; files?: unknown[] };
  type Electron = { path: string; version: string; offline: boolean };
  const { packagingPlan } = await load<{ packagingPlan(electron: Electron, args: string[]): Plan }>('plan.mjs');
  const official = { path: '/runtime/electron', version: '45.4.1', offline: false };
  const offline = { path: '/offline/electron', version: '33.2.1', offline: true };

  test('the plan takes the Electron that is here for this system’s unpacked app only', () => {
    expect(packagingPlan(official, ['--dir'])).toMatchObject({ electronDist: '/runtime', electronVersion: '45.4.1' });
    for (const args of [[], ['--linux', 'deb'], ['--dir', '--win'], ['--dir', '-mw'], ['--dir', '--arm64']]) {
      expect(packagingPlan(official, args).electronDist, args.join(' ')).toBeUndefined();
    }
  });

  test('the plan swaps the database for the offline runtime, and for no other', () => {
    expect(packagingPlan(official, ['--dir']).files).toBeUndefined();
    expect(packagingPlan(offline, ['--dir']).files).toMatchObject([
      '!node_modules/better-sqlite3/**',
      { from: '/offline/sqlite/node_modules', to: 'node_modules' },
    ]);
  });

  test.each([[[]], [['--linux', 'AppImage']], [['--dir', '--win']]])(
    'the plan never puts the offline runtime into what people get: %j',
    (args) => {
      expect(() => packagingPlan(offline, args)).toThrow(/development and tests only/);
    },
  );
});

describe('place of the unpacked app', async () => {
  const { unpackedApp } = await load<{ unpackedApp(platform: string, arch: string): { program: string } }>('places.mjs');

  test.each([
    ['linux', 'x64', 'dist/linux-unpacked/homereel'],
    ['linux', 'arm64', 'dist/linux-arm64-unpacked/homereel'],
    ['win32', 'x64', 'dist/win-unpacked/Homereel.exe'],
    ['darwin', 'arm64', 'dist/mac-arm64/Homereel.app/Contents/MacOS/Homereel'],
  ])('the unpacked app for %s %s is %s', (platform, arch, expected) => {
    expect(unpackedApp(platform, arch).program.replaceAll('\\', '/')).toMatch(new RegExp(`/${expected}$`));
  });
});

import { cp, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { type Core, createCore } from '../../../main/core.ts';
import { serveMedia } from '../../../main/electron/pages/media-protocol.ts';
import type { ShellActions } from '../../../main/ipc/caller.ts';
import type { Services } from '../../../main/ipc/services.ts';
import { createBorder, type Session } from '../../../main/ipc/session.ts';
import { type Logger, silentLogger } from '../../../main/platform/logger.ts';
import { createFakeGate } from '../../../test/fakes/gate.ts';
import { type HouseholdTemplate, NO_PROGRAMS, type PersonName } from './household-template.ts';
import { secretsIn } from './marks.ts';
import { type Sitter, whyRefused } from './must-refuse.ts';
import { othersRows } from './others-rows.ts';
import { createPages } from './pages.ts';
import { changedTables, digestTables } from './table-digest.ts';
import { createViewers, type Viewers } from './viewers.ts';

/** The windows that messages come from: a child's, with and without a PIN, adults' whose PIN is fresh or not, one without, and nobody's. */
export const WINDOWS = {
  child: { person: 'mia', isFresh: true },
  childWithPin: { person: 'tom', isFresh: true },
  adult: { person: 'dad', isFresh: true },
  adultWithoutFreshPin: { person: 'mum', isFresh: false },
  grandparent: { person: 'gran', isFresh: true },
  locked: { person: undefined, isFresh: true },
} as const satisfies Readonly<Record<string, { person: PersonName | undefined; isFresh: boolean }>>;
export type WindowName = keyof typeof WINDOWS;
export const WINDOW_NAMES = Object.keys(WINDOWS) as WindowName[];

/** Opens a window again without counting a guess; no message can hold it. */
const REOPEN = `reopen ${crypto.randomUUID()}`;

/** Lets a test put something into the app that must not be there. */
export type Tamper = (services: Services) => Services;

export interface FuzzWindow {
  readonly name: WindowName;
  readonly session: Session;
  /** What it was told since it was last asked, who it acted as then, and what that person might know in that moment. */
  takeEvents(): readonly {
    readonly name: string;
    readonly text: string;
    readonly viewer: string | undefined;
    readonly known: string;
  }[];
  /** Answers a `media:` address as the shell does. */
  media(address: string, range: string | undefined): Promise<Response>;
}

/** One household that messages are played in: a real core on real files, without programs and without a network. */
export interface FuzzWorld {
  readonly template: HouseholdTemplate;
  /** Holds all of it; gone when the world is closed. */
  readonly folder: string;
  readonly core: Core;
  readonly viewers: Viewers;
  readonly windows: Readonly<Record<WindowName, FuzzWindow>>;
  /** A full disk lets the trash give way by itself, whatever is asked for. */
  readonly hasPages: boolean;
  /** Marks and ids that pages have told. */
  readonly told: ReadonlySet<string>;
  /** Paths that the desktop was asked to open or show. */
  readonly openedPaths: string[];
  /** Errors that the app caught and wrote into its log; they are taken with the call. */
  takeLoggedErrors(): string[];
  /** Changes with every commit of the core. */
  dataVersion(): number;
  digest(): ReturnType<typeof digestTables>;
  changedSince(before: ReturnType<typeof digestTables>): string[];
  /** Says why a message must not be granted to whoever sits there, by rules that are not the app's own. */
  whyRefused(channel: string, body: unknown, sitter: Sitter): string | undefined;
  /** Reads all that is not this person's, as text to compare. */
  othersRows(profileId: string): string;
  /** Lets every window act as its person again; false when somebody is not there any more, or not in that role. */
  seatEverybody(): Promise<boolean>;
  /** Checks the database and stops the core; returns what is wrong with either. */
  close(): Promise<string[]>;
}

const STOP_LIMIT_MS = 60_000;

export interface WorldOptions {
  /** Programs are there and tell of pages, and the disk is full, so that nothing is begun; otherwise there are no programs. */
  readonly hasPages?: boolean;
  readonly tamper?: Tamper | undefined;
}

/** Opens a fresh copy of a household. */
export async function openWorld(
  template: HouseholdTemplate,
  { hasPages = false, tamper }: WorldOptions = {},
): Promise<FuzzWorld> {
  const folder = await mkdtemp(path.join(path.dirname(template.folder), 'world-'));
  const [data, library] = [template.dataFolderName, template.libraryFolderName].map((name) => path.join(folder, name)) as [
    string,
    string,
  ];
  await Promise.all(
    [template.dataFolderName, template.libraryFolderName].map((name) =>
      cp(path.join(template.folder, name), path.join(folder, name), { recursive: true }),
    ),
  );
  const logged: string[] = [];
  const noteError = (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
    const { error } = fields;
    logged.push(`${message} ${error instanceof Error ? error.stack : JSON.stringify(fields)}`);
  };
  const logger: Logger = { ...silentLogger, error: noteError };
  const links = [...template.tokens].filter(([token]) => token.startsWith('‹url:')).map(([, link]) => link);
  const pages = hasPages ? await createPages(folder, links) : undefined;
  const core = createCore({
    ...{ userDataFolder: data, defaultLibraryFolder: library, libraryFolder: library, logger, gate: createFakeGate() },
    ...(pages === undefined ? NO_PROGRAMS : { ...pages, measureDisk: async () => ({ freeBytes: 0, totalBytes: 1e12 }) }),
  });
  await core.start();
  const reader = new Database(path.join(data, 'library.sqlite'), { readonly: true });
  const openedPaths: string[] = [];
  const shell = shellOf(folder, openedPaths);
  const services = withReopening(tamper === undefined ? core.services : tamper(core.services));
  const viewers = createViewers(reader);
  const windows = Object.fromEntries(
    WINDOW_NAMES.map((name) => [name, openWindow(name, services, { core, viewers }, shell, noteError)]),
  ) as Record<WindowName, FuzzWindow>;

  return {
    template,
    folder,
    core,
    viewers,
    windows,
    hasPages,
    told: pages?.told ?? new Set(),
    openedPaths,
    takeLoggedErrors: () => logged.splice(0),
    dataVersion: () => reader.pragma('data_version', { simple: true }) as number,
    digest: () => digestTables(reader),
    changedSince: (before) => changedTables(before, digestTables(reader)),
    whyRefused: (channel, body, sitter) => whyRefused({ reader, codes: template.codes }, channel, body, sitter),
    othersRows: (profileId) => othersRows(reader, profileId),
    async seatEverybody() {
      for (const window of Object.values(windows)) if (!(await seat(window, template, services))) return false;
      return true;
    },
    async close() {
      const wrong = await closeWorld(core, reader, windows);
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
      return [...wrong, ...logged];
    },
  };
}

/** Answers as a desktop would; it notes what it is asked to open. */
function shellOf(folder: string, openedPaths: string[]): ShellActions {
  let asked = 0;
  const note = async (file: string): Promise<boolean> => {
    openedPaths.push(file);
    return true;
  };
  return {
    openFile: note,
    revealFile: note,
    chooseFolder: async () => {
      asked += 1;
      return asked % 3 === 0 ? undefined : path.join(folder, asked % 3 === 1 ? 'another' : 'not/there');
    },
    confirmHomeNetwork: async () => {
      asked += 1;
      return asked % 2 === 0;
    },
  };
}

/** Lets the harness itself seat people without a PIN. */
function withReopening(services: Services): Services {
  const { unlock, get } = services.profiles;
  return {
    ...services,
    profiles: {
      ...services.profiles,
      unlock: (input) => {
        const profile = input.pin === REOPEN ? get(input.profileId) : undefined;
        return profile === undefined ? unlock(input) : { profile };
      },
    },
  };
}

function openWindow(
  name: WindowName,
  services: Services,
  { core, viewers }: Pick<FuzzWorld, 'core' | 'viewers'>,
  shell: ShellActions,
  noteError: (message: string, fields: { channel: string; error: unknown }) => void,
): FuzzWindow {
  const events: { name: string; text: string; viewer: string | undefined; known: string }[] = [];
  const border = createBorder(services, shell, {
    clock: core.clock,
    pinFreshMs: WINDOWS[name].isFresh ? Number.MAX_SAFE_INTEGER : 0,
    log: { error: noteError },
  });
  const session: Session = border.connect({
    send: (event, payload) => {
      const text = JSON.stringify(payload);
      const viewer = session.activeProfileId();
      // Whoever is told now may be a child, or gone, by the time that it is judged.
      const known = secretsIn(text).size === 0 ? '' : viewers.mayKnow(viewer, `event ${event}`);
      events.push({ name: event, text, viewer, known });
    },
  });
  let media: ((request: Request) => Promise<Response>) | undefined;
  const protocol = {
    handle(_scheme: string, handler: (request: Request) => Promise<Response>) {
      media = handler;
    },
  };
  serveMedia({ protocol } as unknown as Parameters<typeof serveMedia>[0], services.library, session.activeProfileId);
  return {
    name,
    session,
    takeEvents: () => events.splice(0),
    async media(address, range) {
      if (media === undefined) throw new Error('media is not served');
      return await media(new Request(address, range === undefined ? {} : { headers: { range } }));
    },
  };
}

async function seat({ name, session }: FuzzWindow, { people }: HouseholdTemplate, services: Services): Promise<boolean> {
  const { person } = WINDOWS[name];
  if (person === undefined) {
    session.lock('page-reloaded');
    return true;
  }
  const profileId = people[person];
  const isChild = name === 'child' || name === 'childWithPin';
  if (services.profiles.get(profileId)?.role !== (isChild ? 'child' : 'adult')) return false;
  if (session.activeProfileId() === profileId) return true;
  return (await session.invoke('profiles:unlock', { profileId, pin: REOPEN })).ok;
}

async function closeWorld(
  core: Core,
  reader: Database.Database,
  windows: Readonly<Record<WindowName, FuzzWindow>>,
): Promise<string[]> {
  const wrong: string[] = [];
  const alive = await windows.locked.session.invoke('system:health', undefined);
  if (!alive.ok) wrong.push(`the core does not answer any more: ${alive.message}`);
  for (const { session } of Object.values(windows)) session.disconnect();
  const integrity = reader.pragma('integrity_check', { simple: true });
  if (integrity !== 'ok') wrong.push(`the database is damaged: ${String(integrity)}`);
  const orphans = reader.pragma('foreign_key_check') as unknown[];
  if (orphans.length > 0) wrong.push(`rows point to nothing: ${JSON.stringify(orphans.slice(0, 3))}`);
  reader.close();
  const stopped = await Promise.race([
    core.stop().then(() => true),
    new Promise<false>((resolve) => setTimeout(resolve, STOP_LIMIT_MS, false).unref()),
  ]);
  if (!stopped) wrong.push(`the core did not stop within ${STOP_LIMIT_MS} ms`);
  return wrong;
}

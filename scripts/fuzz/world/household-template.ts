import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { createCore } from '../../../main/core.ts';
import { silentLogger } from '../../../main/platform/logger.ts';
import { normaliseAddress } from '../../../main/web/web-address.ts';
import type { Profile } from '../../../preload/contract/types.ts';
import { newMark } from './marks.ts';

/** Who lives here. Gran has no PIN, as in many homes; the spare ones are there to be removed and changed. */
export const PEOPLE = {
  dad: { role: 'adult', pin: '2580' },
  mum: { role: 'adult', pin: '135790' },
  gran: { role: 'adult' },
  mia: { role: 'child' },
  tom: { role: 'child', pin: '4711' },
  spareUncle: { role: 'adult' },
  spareAunt: { role: 'adult', pin: '8642' },
  spareCousin: { role: 'child' },
} as const satisfies Readonly<Record<string, { role: 'adult' | 'child'; pin?: string }>>;
export type PersonName = keyof typeof PEOPLE;
export const PERSON_NAMES = Object.keys(PEOPLE) as PersonName[];

/** Whose videos there are, and in which states. */
const OWNERS: Readonly<Record<string, readonly PersonName[]>> = {
  dads: ['dad'],
  mums: ['mum'],
  grans: ['gran'],
  mias: ['mia'],
  toms: ['tom'],
  shared: ['dad', 'mia'],
};
const STATES = ['pending', 'paused', 'failed', 'complete', 'trashed', 'givenUp'] as const;
type State = (typeof STATES)[number];

/** A household on disk that is full of secrets, to be copied for each world; what its messages can name goes by tokens. */
export interface HouseholdTemplate {
  /** Holds the two folders below. */
  readonly folder: string;
  readonly dataFolderName: string;
  readonly libraryFolderName: string;
  readonly people: Readonly<Record<PersonName, string>>;
  /** Real values by token, such as the id of `‹video:dadsFailed›`: the same messages can so be played in another household. */
  readonly tokens: ReadonlyMap<string, string>;
  /** Recovery codes by person, as they were shown once. */
  readonly codes: ReadonlyMap<string, string>;
  /** No window may ever be told these: hashes of PINs in every spelling, and where the app keeps its data. */
  readonly forbidden: readonly string[];
}

const PATHS = { ytDlpPath: '/nowhere/yt-dlp', ffmpegPath: '/nowhere/ffmpeg' };
/** No world has a program to run, so that nothing is downloaded, whatever is asked for. */
export const NO_PROGRAMS: Readonly<typeof PATHS> = PATHS;

/** Makes a household in `folder`: eight people, forty videos in all states, requests, rules, choices and a log, each with marks of its own. */
export async function makeHousehold(folder: string): Promise<HouseholdTemplate> {
  const dataFolderName = `data-${newMark()}`;
  const libraryFolderName = `films-${newMark()}`;
  const library = path.join(folder, libraryFolderName);
  const userDataFolder = path.join(folder, dataFolderName);
  const core = createCore({
    userDataFolder,
    defaultLibraryFolder: library,
    libraryFolder: library,
    logger: silentLogger,
    ...NO_PROGRAMS,
  });
  await core.start();
  const tokens = new Map<string, string>();
  const codes = new Map<string, string>();
  const people: Partial<Record<PersonName, string>> = {};
  for (const name of PERSON_NAMES) {
    const { profile, recoveryCode }: { profile: Profile; recoveryCode?: string } = await core.services.profiles.create({
      name,
      ...PEOPLE[name],
    });
    if (recoveryCode !== undefined) {
      codes.set(profile.id, recoveryCode);
      tokens.set(`‹code:${name}›`, recoveryCode);
    }
    people[name] = profile.id;
    tokens.set(`‹${name}›`, profile.id);
  }
  await core.stop();
  const files = fill(path.join(userDataFolder, 'library.sqlite'), people as Record<PersonName, string>, tokens);
  await mkdir(path.join(library, '.homereel', 'thumbnails'), { recursive: true });
  for (const [name, content] of files.films) await writeFile(path.join(library, name), content);
  for (const [id, content] of files.thumbnails) {
    await writeFile(path.join(library, '.homereel', 'thumbnails', `${id}.jpg`), content);
  }
  const forbidden = [dataFolderName, ...files.hashes];
  return { folder, dataFolderName, libraryFolderName, people: people as Record<PersonName, string>, tokens, codes, forbidden };
}

interface Filled {
  readonly films: ReadonlyMap<string, string>;
  readonly thumbnails: ReadonlyMap<string, Buffer>;
  readonly hashes: readonly string[];
}

/** Writes the rows that only weeks of use would bring. */
function fill(file: string, people: Record<PersonName, string>, tokens: Map<string, string>): Filled {
  const sqlite = new Database(file);
  sqlite.pragma('foreign_keys = ON');
  const insert = (table: string, row: Readonly<Record<string, string | number | null>>): void => {
    const columns = Object.keys(row);
    const values = columns.map((column) => `@${column}`);
    sqlite.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')})`).run(row);
  };
  const films = new Map<string, string>();
  const thumbnails = new Map<string, Buffer>();
  const now = Date.now();
  for (const [whose, owners] of Object.entries(OWNERS)) {
    for (const [index, state] of STATES.entries()) {
      const name = `${whose}${state[0]?.toUpperCase()}${state.slice(1)}`;
      const id = randomUUID();
      const { row, fileName } = videoRow(id, name, state, now - index * 60_000);
      insert('videos', row);
      tokens.set(`‹video:${name}›`, id);
      tokens.set(`‹url:${name}›`, String(row['url']));
      tokens.set(`‹picture:${name}›`, String(row['thumbnail_url']));
      if (fileName !== null) films.set(fileName, `${row['title']} `.repeat(50));
      if (row['has_thumbnail'] === 1)
        thumbnails.set(id, Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(String(row['title']))]));
      const isGivenUp = state === 'trashed' || state === 'givenUp';
      for (const [position, owner] of owners.entries()) {
        insert('video_references', {
          ...{ video_id: id, profile_id: people[owner], position: index * 10 + position, paused: state === 'paused' ? 1 : 0 },
          ...{ created_at: now - 1000, cancelled_at: isGivenUp ? now - 500 : null },
          ...{ group_id: index === 0 ? `group-${newMark()}` : null, group_title: index === 0 ? `List ${newMark()}` : null },
        });
        insert('activity', {
          at: now - 900,
          video_id: id,
          profile_id: people[owner],
          event: 'triggered',
          detail: `{"how":"${newMark()}"}`,
        });
        if (state === 'complete') insert('playback', { profile_id: people[owner], video_id: id, seconds: 12, updated_at: now });
      }
      insert('activity', { at: now - 800, video_id: id, event: 'stalled', detail: `{"evidence":"${newMark()}"}` });
    }
  }
  for (const child of ['mia', 'tom'] as const) {
    for (const status of ['waiting', 'allowed', 'refused'] as const) {
      const { row, id } = requestRow(people[child], people.dad, status, now);
      insert('requests', row);
      tokens.set(`‹request:${child}${status}›`, id);
      tokens.set(`‹url:request:${child}${status}›`, String(row['url']));
    }
    const rule = randomUUID();
    insert('allowed_channels', {
      ...{ id: rule, profile_id: people[child], extractor_key: 'Tube', site: 'tube.example', channel_key: newMark() },
      ...{ channel: `Channel ${newMark()}`, allowed_by: people.dad, created_at: now },
    });
    tokens.set(`‹channel:${child}›`, rule);
  }
  insert('cool_downs', { site: `${newMark()}.example`, until: now + 3_600_000, reason: 'rate-limited', strikes: 2 });
  insert('adding_choices', { profile_id: people.dad, kind: 'audio', preset: 'small', subtitles: 'all' });
  const stored = sqlite.prepare('SELECT pin_hash AS hash, pin_salt AS salt FROM profiles WHERE pin_hash IS NOT NULL').all();
  sqlite.close();
  const hashes = (stored as { hash: Buffer; salt: Buffer }[]).flatMap(({ hash, salt }) => [hash, salt]).flatMap(spellings);
  return { films, thumbnails, hashes };
}

/** Lists how the bytes of a hash could come out in an answer. */
const spellings = (bytes: Buffer): string[] => [bytes.toString('hex'), bytes.toString('base64'), [...bytes].join(',')];

function videoRow(id: string, name: string, state: State, createdAt: number) {
  const address = normaliseAddress(`https://tube.example/${name}/${newMark()}`);
  const hasFile = state === 'complete' || state === 'trashed';
  const fileName = hasFile ? `Film ${newMark()} [${name}].mp4` : null;
  const row: Record<string, string | number | null> = {
    ...{ id, url: address.url, url_key: address.urlKey, site: address.site, kind: 'video', preset: 'best' },
    ...{ title: `Film of ${name} ${newMark()}`, channel: `Channel ${newMark()}`, duration_seconds: 90, created_at: createdAt },
    ...{ extractor_key: 'Tube', extractor_id: newMark(), thumbnail_url: `https://pictures.example/${newMark()}.jpg` },
    status:
      ({ pending: 'pending', paused: 'pending', failed: 'failed', givenUp: 'cataloged' } as const)[state as 'pending'] ??
      'complete',
    reason: state === 'failed' ? 'not-found' : null,
    reason_detail: state === 'failed' ? `gone ${newMark()}` : null,
    ...{ file_name: fileName, bytes: hasFile ? 1000 : null, completed_at: hasFile ? createdAt : null },
    ...{ has_thumbnail: hasFile ? 1 : 0, trashed_at: state === 'trashed' ? createdAt : null },
  };
  return { row, fileName };
}

function requestRow(profileId: string, adultId: string, status: string, now: number) {
  const id = randomUUID();
  const address = normaliseAddress(`https://tube.example/asked/${newMark()}`);
  const isDecided = status !== 'waiting';
  const row = {
    ...{
      id,
      profile_id: profileId,
      url: address.url,
      url_key: address.urlKey,
      site: address.site,
      kind: 'video',
      preset: 'good',
    },
    ...{
      title: `Asked for ${newMark()}`,
      details: 'found',
      channel: `Channel ${newMark()}`,
      channel_key: newMark(),
      extractor_key: 'Tube',
    },
    ...{ status, created_at: now, decided_at: isDecided ? now : null, decided_by: isDecided ? adultId : null },
  };
  return { row, id };
}

import { mkdir, mkdtemp, rmdir, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { said } from '../../phrasebook/said.ts';
import { settingsPatch } from '../../preload/contract/channels.ts';
import type { Notice, Settings } from '../../preload/contract/types.ts';
import { Refusal } from '../platform/refusal.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';
import { createSettingsFile, type StoredSettings } from './settings-file.ts';

export interface SettingsOptions {
  /** Where `settings.json` lies; must exist. */
  readonly folder: string;
  /** Defaults that differ from `DEFAULT_SETTINGS`; the library's folder has none there. */
  readonly defaults: Partial<Settings> & Pick<Settings, 'libraryFolder'>;
  /** Values that hold whatever is stored, given from outside the app. */
  readonly forced?: Partial<Settings>;
  /** Called once a change is on the disk, with the keys whose values differ. */
  readonly onChanged: (settings: Settings, changed: readonly (keyof Settings)[]) => void;
  readonly now?: () => number;
}

export interface SettingsService {
  get(): Settings;
  /** Refuses what `set` would refuse, and changes nothing (a missing library folder is made). */
  check(patch: SettingsPatch): Promise<void>;
  /**
   * Checks and stores the given keys; all or none. Refuses with `invalid-request` (a value), `not-found` or `read-only` (the
   * library folder, or the settings file itself) or `no-space`.
   */
  set(patch: SettingsPatch): Promise<Settings>;
  /** Problems found while the settings were read, for the first window. */
  readonly notices: readonly Notice[];
}

export type SettingsPatch = { readonly [Key in keyof Settings]?: Settings[Key] | undefined };

/** What is said of a value that cannot be used; nobody can choose one in the window. */
const UNUSABLE: Record<keyof Settings, string> = {
  libraryFolder: 'That folder cannot be the library folder. Choose another.',
  parallelDownloads: 'That many downloads cannot run at once. Choose another number.',
  parallelPerProfile: 'That many downloads cannot run at once for one person. Choose another number.',
  bandwidthLimitBytesPerSecond: 'That speed limit cannot be used. Choose a higher one, or none.',
  allowPrivateAddresses: 'Home-network addresses can only be allowed or not allowed.',
  defaultPreset: 'There is no such quality. Choose another.',
  downloadHours: 'Those download hours cannot be used. Give two times of day.',
  theme: 'There is no such theme. Choose another.',
  startAtLogin: 'Starting with the computer can only be on or off.',
  quietHours: 'Those quiet hours cannot be used. Give two times of day.',
  idleLockMinutes: 'Homereel cannot lock after that time. Choose from 1 to 240 minutes, or never.',
  offerCopiedLinks: 'Offering copied links can only be on or off.',
};

const KEYS = Object.keys(UNUSABLE) as (keyof Settings)[];

/** Only what was chosen is stored, so a later version's better default reaches whoever never chose. Keys of other versions stay. */
export function createSettings({ folder, defaults, forced = {}, onChanged, now = Date.now }: SettingsOptions): SettingsService {
  const file = createSettingsFile(folder, now);
  const base: Settings = { ...DEFAULT_SETTINGS, ...defaults };
  const notices: Notice[] = [];
  const { stored: raw, broken } = file.read();
  if (broken !== undefined) notices.push({ level: 'warning', ...broken });
  let stored = withoutBadValues(raw, (key) => {
    notices.push({ level: 'warning', ...said('notice.settingUnusable', { setting: said(`settingName.${key}`) }) });
  });
  let current: Settings = { ...effective(base, stored), ...forced };

  async function check(patch: SettingsPatch): Promise<Partial<Settings>> {
    const checked = checkPatch(patch);
    if (checked.libraryFolder !== undefined) await requireWritableFolder(checked.libraryFolder);
    return checked;
  }

  return {
    get: () => current,
    notices,
    async check(patch) {
      await check(patch);
    },
    async set(patch) {
      const checked = await check(patch);
      const nextStored = { ...stored, ...checked };
      const next: Settings = { ...effective(base, nextStored), ...forced };
      const changed = KEYS.filter((key) => JSON.stringify(next[key]) !== JSON.stringify(current[key]));
      try {
        file.write(nextStored);
      } catch (error) {
        throw refusedWrite(error);
      }
      stored = nextStored;
      current = next;
      if (changed.length > 0) onChanged(current, changed);
      return current;
    },
  };
}

/** Every value in `stored` under a known key has been checked, on reading or on setting. */
function effective(base: Settings, stored: StoredSettings): Settings {
  return { ...base, ...Object.fromEntries(KEYS.filter((key) => key in stored).map((key) => [key, stored[key]])) };
}

/** Drops bad values, which so leave the file with the next change; `report` hears their keys. */
function withoutBadValues(raw: StoredSettings, report: (key: keyof Settings) => void): StoredSettings {
  const kept: Record<string, unknown> = { ...raw };
  for (const key of KEYS) {
    if (key in kept && problemOf(key, kept[key]) !== undefined) {
      delete kept[key];
      report(key);
    }
  }
  return kept;
}

function checkPatch(patch: SettingsPatch): Partial<Settings> {
  const given: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    if (!isKey(key)) throw new Refusal('invalid-request', 'That setting does not exist.');
    const problem = problemOf(key, value);
    if (problem !== undefined) throw new Refusal('invalid-request', problem);
    given[key] = value;
  }
  return given;
}

/** Says in a sentence why a value cannot be used; `undefined` when it can. */
function problemOf(key: keyof Settings, value: unknown): string | undefined {
  const parsed = settingsPatch.safeParse({ [key]: value });
  if (!parsed.success || value === undefined) return UNUSABLE[key];
  const { libraryFolder, downloadHours, quietHours } = parsed.data;
  if (libraryFolder !== undefined && !isAbsolute(libraryFolder)) return 'Give the full path of the library folder.';
  for (const hours of [downloadHours, quietHours]) {
    if (hours != null && !(isTime(hours.from) && isTime(hours.to))) return 'Give times of day from 00:00 to 23:59.';
  }
  return undefined;
}

function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

function isKey(key: string): key is keyof Settings {
  return Object.hasOwn(UNUSABLE, key);
}

/**
 * Creates the folder if only its last part is missing (a whole missing path is more likely a drive that is not plugged in), and
 * proves that it can be written by writing: permission bits say nothing on Windows or on a network drive.
 */
async function requireWritableFolder(folder: string): Promise<void> {
  const missing = new Refusal('not-found', said('refusal.folderMissing', { folder }));
  try {
    const made = await mkdir(folder).then(
      () => true,
      (error: unknown) => {
        if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') throw missing;
        if (codeOf(error) !== 'EEXIST') throw error;
        return false;
      },
    );
    if (!made && !(await stat(folder).catch(() => undefined))?.isDirectory()) throw missing;
    await rmdir(await mkdtemp(join(folder, '.homereel-')));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (isFull(error)) throw new Refusal('no-space', said('refusal.diskFull', { folder }));
    throw new Refusal('read-only', said('refusal.folderNotWritable', { folder }));
  }
}

function refusedWrite(error: unknown): Refusal {
  if (isFull(error)) return new Refusal('no-space', said('refusal.settingNotSavedDiskFull'));
  return new Refusal('read-only', said('refusal.settingNotSaved'));
}

function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

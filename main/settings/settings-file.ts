import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { type Said, said } from '../../phrasebook/said.ts';
import { replaceFile } from '../platform/replace-file.ts';

export type StoredSettings = Readonly<Record<string, unknown>>;

export interface SettingsFile {
  /**
   * The stored object; empty when there is no file. A file that cannot be read or is no JSON object is renamed to
   * `settings.broken-<time>.json`, and `broken` is then a sentence for the person.
   */
  read(): { readonly stored: StoredSettings; readonly broken?: Said };
  /** Replaces the file in one step: after a crash or a power cut it holds the old text or the new one. Throws system errors. */
  write(stored: StoredSettings): void;
}

/** `settings.json` in `folder`, which must exist. `now` is epoch milliseconds. */
export function createSettingsFile(folder: string, now: () => number): SettingsFile {
  const file = join(folder, 'settings.json');
  let isBrokenInPlace = false;

  function setAside(): string {
    const time = new Date(now()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    const name = `settings.broken-${time}.json`;
    renameSync(file, join(folder, name));
    isBrokenInPlace = false;
    return name;
  }

  return {
    read() {
      try {
        const parsed: unknown = JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
        if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { stored: parsed as StoredSettings };
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { stored: {} };
      }
      isBrokenInPlace = true;
      try {
        return { stored: {}, broken: said('notice.settingsUnreadable', { file: setAside() }) };
      } catch {
        // It stays where it is; `write` tries again before it replaces anything.
        return { stored: {}, broken: said('notice.settingsUnreadableInPlace') };
      }
    },
    write(stored) {
      if (isBrokenInPlace) setAside();
      replaceFile(file, `${JSON.stringify(stored, null, 2)}\n`);
    },
  };
}

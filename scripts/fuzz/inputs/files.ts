import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { parseByteRange } from '../../../main/electron/pages/byte-range.ts';
import { safeFileName } from '../../../main/platform/safe-file-name.ts';
import { createSettings } from '../../../main/settings/settings.ts';
import { settingsPatch } from '../../../preload/contract/channels.ts';
import { garbage, hostileNumber, hostileText } from '../messages/hostile-values.ts';
import { checkOf, type InputCheck } from './input-check.ts';

const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?: *\.| *$)/i;

const fileNames = checkOf('fileNames', fc.tuple(hostileText, hostileText, hostileText), ([title, id, ending]) => {
  const name = safeFileName(title, id, ending);
  if (path.basename(name) !== name || path.win32.basename(name) !== name) return `“${name}” leads elsewhere`;
  if (/[\p{Cc}\p{Cs}<>:"/\\|?*\u202a-\u202e\u2066-\u2069]/u.test(name)) return `“${name}” holds what no name may`;
  if (/^[.\s-]|[.\s]$/.test(name) || RESERVED.test(name)) return `“${name}” is no name everywhere`;
  return Buffer.byteLength(name) > 240 ? `${Buffer.byteLength(name)} bytes` : undefined;
});

const range = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('bytes=', 'bytes =', 'BYTES=', 'chars=', ''),
      hostileNumber,
      fc.constantFrom('-', '', '--'),
      hostileNumber,
    )
    .map((parts) => parts.join('')),
  fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.bigInt({ min: 0n, max: 10n ** 30n }))
    .map(([first, last]) => `bytes=${first}-${last}`),
  fc.nat().map((last) => `bytes=-${last}`),
  hostileText,
);
const byteRanges = checkOf('byteRanges', fc.tuple(range, fc.nat()), ([header, size]) => {
  const found = parseByteRange(header, size);
  if (found === undefined || found === 'unsatisfiable') return undefined;
  const { start, end } = found;
  const isInside = Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && start <= end && end < size;
  return isInside ? undefined : `bytes ${start} to ${end} of ${size}`;
});

const settingKeys = Object.keys(settingsPatch.shape);
const stored = fc.oneof(
  fc.dictionary(fc.oneof(fc.constantFrom(...settingKeys), hostileText), fc.oneof(fc.jsonValue(), garbage)).map((value) => {
    try {
      return JSON.stringify(value);
    } catch {
      return '{'; // what JSON cannot say is not in a file
    }
  }),
  fc.json(),
  hostileText,
  fc.constantFrom(
    '',
    '[]',
    'null',
    '{',
    '\ufeff{}',
    '{"__proto__":{"allowPrivateAddresses":true}}',
    '{"libraryFolder":"relative"}',
    '['.repeat(100_000),
  ),
);

/** Whatever stands in the file, each setting is one that could have been chosen. */
const settingsFile: InputCheck = {
  name: 'settingsFile',
  run(options) {
    const folder = mkdtempSync(path.join(tmpdir(), 'homereel-fuzz-settings-'));
    try {
      return checkOf('settingsFile', stored, (text) => {
        writeFileSync(path.join(folder, 'settings.json'), text.toWellFormed());
        const settings = createSettings({ folder, defaults: { libraryFolder: '/films' }, onChanged: () => {} }).get();
        if (!path.isAbsolute(settings.libraryFolder)) return `the folder ${settings.libraryFolder}`;
        const known = Object.fromEntries(Object.entries(settings).filter(([key]) => settingKeys.includes(key)));
        return settingsPatch.safeParse(known).success ? undefined : `in force: ${JSON.stringify(settings)}`;
      }).run(options);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

export const fileChecks: readonly InputCheck[] = [fileNames, byteRanges, settingsFile];

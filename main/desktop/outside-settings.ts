import { resolve } from 'node:path';
import { parseTimings, type Timings } from '../settings/timings.ts';

/** Settings that the `HOMEREEL_*` variables give to an unpackaged build; a packaged one ignores them all. */
export interface OutsideSettings {
  readonly userDataFolder?: string;
  readonly libraryFolder?: string;
  readonly ytDlpPath?: string;
  readonly ffmpegPath?: string;
  readonly timings?: Partial<Timings>;
  readonly allowPrivateAddresses?: boolean;
}

/** Reports a variable with an unusable value; the message is a sentence for whoever set it. */
export class BadEnvironment extends Error {
  override readonly name = 'BadEnvironment';
}

/** Reads the `HOMEREEL_*` variables; throws `BadEnvironment` when `HOMEREEL_TIMINGS` is not as agreed. */
export function readOutsideSettings(
  variables: Readonly<Record<string, string | undefined>>,
  isPackaged: boolean,
): OutsideSettings {
  if (isPackaged) return {};
  const path = <Name extends string>(name: Name, variable: string): { readonly [Key in Name]?: string } => {
    const value = variables[variable];
    return value ? ({ [name]: resolve(value) } as { readonly [Key in Name]?: string }) : {};
  };
  const timings = variables['HOMEREEL_TIMINGS'];
  return {
    ...path('userDataFolder', 'HOMEREEL_USER_DATA'),
    ...path('libraryFolder', 'HOMEREEL_LIBRARY'),
    ...path('ytDlpPath', 'HOMEREEL_YTDLP'),
    ...path('ffmpegPath', 'HOMEREEL_FFMPEG'),
    ...(timings ? { timings: readTimings(timings) } : {}),
    ...(variables['HOMEREEL_ALLOW_PRIVATE'] === '1' ? { allowPrivateAddresses: true } : {}),
  };
}

function readTimings(json: string): Partial<Timings> {
  try {
    return parseTimings(json);
  } catch (error) {
    throw new BadEnvironment(error instanceof Error ? error.message : String(error));
  }
}

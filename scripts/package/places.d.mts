/** Where the package of the smoke test goes, so that it is never taken for one that people get. */
export const smokeOutput: string;

/** Where electron-builder leaves the unpacked app for this system; absolute paths. */
export function unpackedApp(
  platform?: NodeJS.Platform,
  arch?: string,
  output?: string,
): { readonly folder: string; readonly program: string; readonly resources: string };

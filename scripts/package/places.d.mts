/** Where electron-builder leaves the unpacked app for this system; absolute paths. */
export function unpackedApp(
  platform?: NodeJS.Platform,
  arch?: string,
): { readonly folder: string; readonly program: string; readonly resources: string };

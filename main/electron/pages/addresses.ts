import { resolve, sep } from 'node:path';
import { MAX_ADDRESS_LENGTH } from '../../../preload/contract/channels.ts';

/** The app's own pages are served from here and from nowhere else. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'homereel';
export const APP_ENTRY = `${APP_SCHEME}://${APP_HOST}/index.html`;
/**
 * Videos and thumbnails of the library: `media://video/<profileId>/<videoId>`, `media://thumb/<profileId>/<videoId>`; and what a site shows of
 * something that is not in it: `media://site-picture/<profileId>/<address of the thumbnail>`.
 */
export const MEDIA_SCHEME = 'media';
/** Links that other programs hand over: `homereel://add?url=<link>`. */
export const LINK_SCHEME = 'homereel';

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** Tells whether an address is a page of the app itself. */
export function isAppPage(address: string): boolean {
  const url = parse(address);
  return url?.protocol === `${APP_SCHEME}:` && url.host === APP_HOST;
}

/** Tells whether the app's page may open a link in the person's browser: https, to a named host, without credentials. */
export function isExternalLink(address: string): boolean {
  const url = parse(address);
  if (url?.protocol !== 'https:' || address.length > MAX_ADDRESS_LENGTH || url.username || url.password) return false;
  return /\.[a-z][a-z0-9-]*\.?$/i.test(url.hostname) && !/\.(local|internal|home\.arpa|localhost)\.?$/i.test(url.hostname);
}

/** Finds the file inside `folder` for a URL's path; undefined for one that would leave it. */
export function fileInside(folder: string, pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined; // a stray percent sign names no file
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined;
  const root = resolve(folder);
  const path = resolve(root, `.${decoded.startsWith('/') ? '' : '/'}${decoded}`);
  return path.startsWith(root + sep) ? path : undefined;
}

/** What a media address names. */
export interface MediaAddress {
  readonly kind: 'video' | 'thumb' | 'site-picture';
  readonly profileId: string;
  /** Of a `site-picture`: its address at the site. */
  readonly target: string;
}

/** Reads a `media:` address; undefined for one that names nothing. */
export function parseMediaAddress(address: string): MediaAddress | undefined {
  const url = parse(address);
  const parts = url?.pathname.split('/') ?? [];
  const [, profileId, target] = parts;
  if (url?.protocol !== `${MEDIA_SCHEME}:` || parts.length !== 3 || !profileId || !target) return undefined;
  if (url.host !== 'video' && url.host !== 'thumb' && url.host !== 'site-picture') return undefined;
  try {
    return { kind: url.host, profileId: decodeURIComponent(profileId), target: decodeURIComponent(target) };
  } catch {
    return undefined; // a stray percent sign names nothing
  }
}

/** Finds the web links among a program's arguments, plain or wrapped in `homereel://add?url=`. Anything else of that scheme is ignored. */
export function linksAmong(programArguments: readonly string[]): string[] {
  return programArguments.flatMap((argument) => {
    const url = parse(argument);
    const link = url?.protocol === `${LINK_SCHEME}:` ? linkToAdd(url) : argument;
    const target = link === null ? undefined : parse(link);
    const isWeb = target?.protocol === 'https:' || target?.protocol === 'http:';
    return isWeb && target.href.length <= MAX_ADDRESS_LENGTH ? [target.href] : [];
  });
}

function linkToAdd(url: URL): string | null {
  const isAdd = url.host === 'add' && ['', '/'].includes(url.pathname) && url.username === '' && url.password === '';
  return isAdd ? url.searchParams.get('url') : null;
}

import { getDomain } from 'tldts';
import { MAX_ADDRESS_LENGTH } from '../../preload/contract/channels.ts';
import { Refusal } from '../platform/refusal.ts';
import { canonicalVideoKey } from './youtube-address.ts';

/** An address that somebody pasted, ready to be stored. */
export interface WebAddress {
  /** What yt-dlp is given: the one reading that was checked here, so that no other reader takes it for another address. It may hold credentials. */
  readonly url: string;
  /** Equal for all spellings of one address, so that the household has one copy; holds no credentials. Not a URL. */
  readonly urlKey: string;
  /** Whom we ask: cool-downs are for a whole site. */
  readonly site: string;
}

/**
 * yt-dlp hides what it knows about an entry of a list in the fragment; there it is part of the address. It finds it behind any `#`, and obeys
 * whatever stands in it.
 */
const SMUGGLED = '#__youtubedl_smuggle';

/** Parameters that say where a link was found, on any site. */
const TRACKING_PARAMETER =
  /^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ttclid|twclid|igsh|igshid|mc_cid|mc_eid|_hsenc|_hsmi|vero_id|ref_src|ref_url)$/i;

/** The same on sites that use short names for it; elsewhere these names may tell two videos apart. */
const SHARING_SITE = /(?:^|\.)(?:youtube\.com|youtu\.be|spotify\.com|soundcloud\.com)$/;
const SHARING_PARAMETER = /^(?:si|feature|pp|app|ab_channel)$/;

function invalid(sentence: string): Refusal {
  return new Refusal('invalid-url', sentence);
}

/** Tells whether an address holds something for yt-dlp that only yt-dlp itself may have put there. */
export const isSmuggled = (url: string): boolean => url.includes(SMUGGLED);

/**
 * Checks and normalises what a person typed or pasted. Only http and https come through; without a scheme https is meant. What is smuggled
 * to yt-dlp stays only in an entry of a list that the app probed itself, which `isOwnEntry` tells; else it is cut off. Throws a Refusal
 * `invalid-url` whose sentence says what is wrong.
 */
export function normaliseAddress(text: string, isOwnEntry: (url: string) => boolean = () => false): WebAddress {
  const typed = text.trim();
  if (typed === '') throw invalid('There is no link yet. Paste the address of a video page.');
  if (typed.length > MAX_ADDRESS_LENGTH) throw invalid('That link is too long. Copy the address of the page again.');
  if (/[\s\p{Cc}]/u.test(typed)) throw invalid('A link has no spaces in it. Paste one address at a time.');
  if (typed.startsWith('-')) throw invalid('That is not a link. Paste an address that starts with https://.');
  const url = withScheme(typed);
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw invalid('That is not a complete link. Copy the whole address from the browser.');
  }
  if (parsed.hostname === '') throw invalid('That link has no site in it. Copy the whole address from the browser.');
  if (isSmuggled(parsed.hash) && !isOwnEntry(parsed.href)) parsed.hash = '';
  const video = canonicalVideoKey(parsed);
  return {
    url: video === undefined ? parsed.href : `https://www.${video}`,
    urlKey: video ?? urlKeyOf(parsed),
    site: siteOf(parsed),
  };
}

/** Reads the address of an entry as the app's own probe of a list told it. Throws a Refusal `invalid-url`. */
export const entryAddress = (url: string): WebAddress => normaliseAddress(url, () => true);

function withScheme(typed: string): string {
  if (/^https?:\/\/[^/]/i.test(typed)) return typed;
  if (typed.startsWith('//')) return `https:${typed}`;
  // `example.org:8080/a` has a port, `javascript:1` has a scheme: a site's name has a dot, or is an address, or this computer.
  const isHost = /^(?:[^/?#:@]+\.[^/?#:@]+|localhost|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:[/?#]|$)/i.test(typed);
  if (isHost) return `https://${typed}`;
  if (/^[a-z][a-z0-9+.-]*:/i.test(typed))
    throw invalid('Only links to web pages work here: they start with https:// or http://.');
  throw invalid('That is not a link. Paste the address of a video page.');
}

function urlKeyOf(parsed: URL): string {
  const smuggled = isSmuggled(parsed.hash) ? parsed.hash : '';
  return `${hostOf(parsed)}${parsed.pathname}${queryOf(parsed)}${smuggled || routeOf(parsed)}`;
}

/** With http or https and with or without `www.` it is the same page. */
function hostOf(parsed: URL): string {
  const name = bareHost(parsed).replace(/^www\.(?=.*\.)/, '');
  return parsed.port === '' ? name : `${name}:${parsed.port}`;
}

function bareHost(parsed: URL): string {
  return parsed.hostname.toLowerCase().replace(/\.$/, '');
}

function queryOf(parsed: URL): string {
  const isSharing = SHARING_SITE.test(bareHost(parsed));
  const kept = [...parsed.searchParams].filter(
    ([name]) => !TRACKING_PARAMETER.test(name) && !(isSharing && SHARING_PARAMETER.test(name)),
  );
  if (kept.length === 0) return '';
  const query = new URLSearchParams(kept);
  query.sort();
  return `?${query}`;
}

/** A fragment marks a place in the page, except where a page is one big script and names its parts so. */
function routeOf(parsed: URL): string {
  return /^#(?:\/|!)./.test(parsed.hash) ? parsed.hash : '';
}

function siteOf(parsed: URL): string {
  const host = bareHost(parsed);
  if (canonicalVideoKey(parsed) !== undefined) return 'youtube.com';
  // By the public list of what names are sold or given away under: `example.co.uk` is one site, and so is each tenant of a host of many.
  const site = getDomain(host, { allowPrivateDomains: true, extractHostname: false, validateHostname: false });
  if (site !== null) return site;
  // Two services on one address at home have nothing to do with each other.
  return parsed.port === '' ? host : `${host}:${parsed.port}`;
}

export {
  type AddressPolicy,
  type HostLookup,
  refusePrivateAddress,
} from './private-address.ts';

import type { FailureReason } from '../../preload/contract/failure-reasons.ts';

/** Why a program failed: for something of the video or the site, or for want of room on the disk. */
export type ProgramFailureReason = FailureReason | 'disk-full';

/** One kind of message of yt-dlp (2023 to 2026), of the sites it quotes, or of ffmpeg. */
export interface FailurePattern {
  readonly reason: ProgramFailureReason;
  readonly pattern: RegExp;
}

/**
 * Read from the top, the first match decides: what is precise, and what is about this computer, goes before what is general. The apostrophe
 * of YouTube's messages is a typographic one in some versions.
 */
export const FAILURE_PATTERNS: readonly FailurePattern[] = [
  // This computer.
  {
    reason: 'disk-full',
    pattern: /\[Errno (?:28|122)\]|No space left on device|Disk quota exceeded|\[WinError 112\]|not enough space on the disk/i,
  },
  {
    reason: 'no-permission',
    pattern: /\[Errno (?:1|13|30)\]|\[WinError 5\]|Permission denied: |Read-only file system|Unable to create directory/i,
  },
  {
    reason: 'tool-missing',
    pattern:
      /ff(?:mpeg|probe)(?: and ffmpeg)? not found|ffmpeg is not installed|ffmpeg could not be found|Continuing without ffmpeg|env: .?python\d?.?: No such file|python\d?: (?:command )?not found|\[Errno 2\] No such file or directory: '[^']*ff(?:mpeg|probe)/i,
  },
  {
    reason: 'tool-too-old',
    pattern: /error: no such option|unsupported version of Python|requires? a newer version of yt-dlp/i,
  },

  // The site slows us down or takes us for a machine.
  {
    reason: 'rate-limited',
    pattern:
      /HTTP Error 429|Too Many Requests|rate[- ]?limit(?:ed|ing)?\b|content isn.t available, try again later|exceeded the (?:request|download) limit/i,
  },
  {
    reason: 'bot-check',
    pattern: /confirm (?:that )?you.re not a (?:ro)?bot|not a robot|captcha|anti-bot challenge|unusual traffic|Cloudflare/i,
  },

  // What the site says about this video.
  {
    reason: 'age-restricted',
    pattern:
      /confirm your age|age[- ]restricted|age verification|inappropriate for some users|restricted to users (?:over|above)/i,
  },
  {
    reason: 'live-not-started',
    pattern:
      /(?:live event|live stream|premiere|event|stream|broadcast) will (?:begin|start)|Premieres in|has not (?:yet )?(?:started|begun)|not currently live|is (?:currently )?offline|Premiere will begin/i,
  },
  { reason: 'drm', pattern: /\bDRM\b/i },
  {
    reason: 'geo-blocked',
    pattern:
      /geo[- ]?restrict|not (?:made this video )?available (?:in|from) your (?:country|location|region)|not available in your|blocked it in your country|HTTP Error 451/i,
  },
  {
    reason: 'private',
    pattern:
      /private video|video is private|members[- ]only|join this channel|only available (?:for|to) (?:registered|premium|paid|subscribed|paying)|requires? (?:payment|a subscription|purchase)|(?:need|have|must|required?) (?:to )?(?:be )?log(?:ged)?[- ]?in|log in for access|login required|(?:account|password) (?:is )?required|protected by a password|\bsign in\b|Use --(?:cookies|username)|HTTP Error 40[12]\b/i,
  },
  {
    reason: 'not-found',
    pattern:
      /HTTP Error 4(?:04|10)\b|(?:video|recording) (?:is )?(?:unavailable|no longer available|not available)|(?:video|post|account|channel|content|page) (?:is )?(?:has been |was )?(?:removed|deleted|terminated|does not exist|doesn.t exist|not found|isn.t available)|is not available anymore/i,
  },
  {
    reason: 'format-missing',
    pattern:
      /Requested format is not available|No video formats found|No formats found|Only images are available|No media found/i,
  },
  {
    reason: 'unsupported',
    pattern:
      /Unsupported URL|is not a valid URL|No suitable extractor|no longer supported since|redirect loop|infinite loop|not supported\b.*(?:site|website|URL|DASH)|Live DASH|Initialization fragment found after/i,
  },

  // What was downloaded is damaged.
  {
    reason: 'corrupt',
    pattern: /Invalid data found when processing input|Conversion failed|moov atom not found|Error opening input|HTTP Error 416/i,
  },

  // The way to the site.
  {
    reason: 'timeout',
    pattern: /timed out|\bTimeoutError\b|\[Errno (?:110|60)\]|\[WinError 10060\]/i,
  },
  {
    reason: 'network',
    pattern:
      /HTTP Error (?:4\d\d|5\d\d)|Connection (?:refused|reset|aborted)|reset by peer|Remote end closed|RemoteDisconnected|IncompleteRead|more expected|bytes, expected|content too short|Name or service not known|name resolution|Failed to resolve|getaddrinfo|nodename nor servname|No address associated|No route to host|(?:Network|Host) is (?:unreachable|down)|\[Errno (?:-\d+|10[0-9]|11[1-3]|32|5[0-9]|6[0-5])\]|\[WinError 10\d\d\d\]|\bSSL|CERTIFICATE_VERIFY_FAILED|EOF occurred|reading header line|more than \d+ headers|\bproxy\b|BadStatusLine|Unable to (?:download|connect)|urlopen error|Did not get any data blocks|downloaded file is empty|fragment \d+ not found|Unable to open fragment|exited with code/i,
  },

  // A page that the extractor no longer understands: a newer yt-dlp usually does.
  {
    reason: 'tool-too-old',
    pattern: /please report this issue|Unable to extract|Failed to (?:extract|parse)|latest version/i,
  },
];

const REDACTED = '[redacted]';

/** Words that make a field or parameter secret when they are its name or a part of it: `userPin`, `access_token`, `Set-Cookie`. */
const SECRET_WORDS = new Set([
  'pin',
  'password',
  'passwd',
  'passphrase',
  'secret',
  'cookie',
  'cookies',
  'authorization',
  'auth',
  'token',
  'credential',
  'credentials',
  'signature',
  'sig',
  'apikey',
  'sessionid',
  'bearer',
  'jwt',
]);

/** Tells whether a field of this name holds a secret and must not be logged, whatever its value. */
export function isSecretName(name: string): boolean {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.some((word, index) => SECRET_WORDS.has(word) || (word === 'key' && words[index - 1] === 'api'));
}

const HEADER = /((?:set-cookie2?|cookie|(?:proxy-)?authorization)\s{0,3}["']?\s{0,3}[:=]\s{0,3})([^\r\n]+)/gi;
const BEARER = /\b(bearer)\s+[\w~+/.=-]{6,}/gi;
const URL_ADDRESS = /:\/\/[^\s"'<>]+/g;
const ASSIGNMENT = /(["']?)(?<![\w-])([\w-]{1,60})\1\s?[:=]\s?/g;
const ASSIGNED_VALUE = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[^\s"',;&}]+/y;
const SPOKEN_PIN = /\b(pin|password)( (?:is|was|code)|)\s{1,3}(?=\S{0,40}\d)\S+/gi;
/** A line of a Netscape cookie file: seven columns parted by tabs, the last one secret. */
const COOKIE_LINE = /^(\S+\t(?:TRUE|FALSE)\t\S*\t(?:TRUE|FALSE)\t\d+\t[^\t\n]+\t)[^\n]*/gm;

/**
 * Takes the secrets out of a text: cookies, authorization, PINs, passwords, tokens, and the query, fragment and user of every URL,
 * since media URLs carry signatures there. What is left still says which host and path it was about.
 */
export function redact(text: string): string {
  const lines = text
    .replaceAll(COOKIE_LINE, `$1${REDACTED}`)
    .replaceAll(URL_ADDRESS, redactAddress)
    .replaceAll(HEADER, `$1${REDACTED}`)
    .replaceAll(BEARER, `$1 ${REDACTED}`);
  return redactAssignments(lines).replaceAll(SPOKEN_PIN, `$1$2 ${REDACTED}`);
}

/** Values of secret names in `name=value`, `name: value` and JSON. A value of another name may hold an assignment itself. */
function redactAssignments(text: string): string {
  let redacted = '';
  let copiedTo = 0;
  for (const match of text.matchAll(ASSIGNMENT)) {
    const valueStart = match.index + match[0].length;
    if (match.index < copiedTo || !isSecretName(match[2] ?? '')) continue;
    ASSIGNED_VALUE.lastIndex = valueStart;
    if (!ASSIGNED_VALUE.test(text)) continue;
    redacted += text.slice(copiedTo, valueStart) + REDACTED;
    copiedTo = ASSIGNED_VALUE.lastIndex;
  }
  return redacted + text.slice(copiedTo);
}

/** `address` begins at the `://` of a URL. */
function redactAddress(address: string): string {
  const queryStart = address.search(/[?#]/);
  const plain = queryStart < 0 ? address : `${address.slice(0, queryStart + 1)}${REDACTED}`;
  return plain.replace(/^:\/\/[^/?#]*@/, `://${REDACTED}@`);
}

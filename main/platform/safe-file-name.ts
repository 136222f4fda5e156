const TITLE_LIMIT_BYTES = 120;
const ID_LIMIT_BYTES = 60;
const EXTENSION_LIMIT_BYTES = 16;

/** Whole escape sequences (colours, window titles), so that their letters do not stay behind. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const ESCAPE_CODES = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?/g;
/** What has no shape of its own: controls, marks that reorder or hide text, byte order marks, lone surrogates. */
const INVISIBLE = /[\p{Cc}\p{Cs}\u2028\u2029\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/** What reads most like the characters that Windows forbids or that part a path; the others of them become a dash. */
const REPLACEMENTS: Readonly<Record<string, string>> = { '*': '_', '?': '', '"': "'", '<': '(', '>': ')' };

/** Names of devices on Windows, whatever follows after a dot. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(?= *(?:\.|$))/i;

/**
 * Builds a file name `Title [id].ext` that is safe on Linux, macOS and Windows and stays readable: no path separators, controls,
 * direction marks or reserved names, no leading dash or dot, Unicode NFC, at most 240 bytes. Never empty, whatever is passed.
 */
export function safeFileName(title: string, id: string, extension: string): string {
  const safeTitle = cleanPart(title, TITLE_LIMIT_BYTES) || 'Untitled';
  const safeId = cleanPart(id, ID_LIMIT_BYTES) || 'no id';
  const safeExtension = cleanPart(extension.replaceAll(/[.\s]/gu, ''), EXTENSION_LIMIT_BYTES);
  return `${safeTitle.replace(RESERVED, '$&_')} [${safeId}]${safeExtension === '' ? '' : `.${safeExtension}`}`;
}

/** Makes one line of plain text, without dots, dashes or spaces at its edges that would hide a file or read as an option. */
function cleanPart(text: string, limitBytes: number): string {
  const plain = text
    .replaceAll(ESCAPE_CODES, '')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(INVISIBLE, '')
    .replaceAll(/ ?: /g, ' - ')
    .replaceAll(/[/\\|:*?"<>]/g, (character) => REPLACEMENTS[character] ?? '-')
    .normalize('NFC')
    .replaceAll(/ {2,}/g, ' ');
  return cutToBytes(plain.replace(/^[\s.-]+/u, ''), limitBytes).replace(/[\s.]+$/u, '');
}

/** Cuts at a border between characters as people see them, so that no emoji is torn; one that is too long by itself is cut within. */
function cutToBytes(text: string, limitBytes: number): string {
  if (Buffer.byteLength(text) <= limitBytes) return text;
  // No character needs less than a byte: what lies beyond the limit cannot fit and need not be split.
  const candidate = text.slice(0, limitBytes);
  const visible = Array.from(new Intl.Segmenter().segment(candidate), ({ segment }) => segment);
  return takeBytes(visible, limitBytes) || takeBytes([...candidate], limitBytes);
}

function takeBytes(characters: readonly string[], limitBytes: number): string {
  let kept = '';
  let bytes = 0;
  for (const character of characters) {
    bytes += Buffer.byteLength(character);
    if (bytes > limitBytes) break;
    kept += character;
  }
  return kept;
}

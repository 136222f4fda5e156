/** The most links taken from one drop or paste; whoever has more is told so. */
export const MOST_LINKS = 1000;

const LINK = /https?:\/\/[^\s<>"'`{}|\\^]+/gi;
const TRAILING = /[.,;:!?'"»”’…]+$/;

/** Finds all web links in a text, in order, each once, without the punctuation that follows them in a sentence. */
export function linksIn(text: string): string[] {
  const found = new Set<string>();
  for (const match of text.matchAll(LINK)) {
    const link = tidy(match[0]);
    if (isLink(link)) found.add(link);
  }
  return [...found];
}

/** Finds the one link that a person meant, or undefined. A bare `example.com/video` counts: people leave the scheme out. */
export function linkFrom(text: string): string | undefined {
  const trimmed = text.trim();
  const [first] = linksIn(trimmed);
  if (first !== undefined) return first;
  if (/\s/.test(trimmed) || trimmed.includes('://')) return undefined;
  const guessed = `https://${trimmed}`;
  return /^[^/?#\s:]+\.[a-z]{2,}(:\d+)?([/?#]|$)/i.test(trimmed) && isLink(guessed) ? guessed : undefined;
}

/** Finds the links in dropped data: the list of addresses first, else the text. Lines that begin with `#` are comments there. */
export function linksInDrop(data: { readonly uriList: string; readonly text: string }): string[] {
  const lines = data.uriList.split(/\r?\n/).filter((line) => !line.startsWith('#'));
  const links = linksIn(lines.join('\n'));
  return links.length > 0 ? links : linksIn(data.text);
}

/** Takes off what belongs to the sentence: punctuation, and a closing bracket that was never opened inside the link. */
function tidy(link: string): string {
  let text = link.replace(TRAILING, '');
  for (const [open, close] of [
    ['(', ')'],
    ['[', ']'],
  ] as const) {
    while (text.endsWith(close) && count(text, close) > count(text, open)) text = text.slice(0, -1).replace(TRAILING, '');
  }
  return text;
}

const count = (text: string, character: string): number => text.split(character).length - 1;

function isLink(text: string): boolean {
  return URL.canParse(text) && new URL(text).hostname !== '';
}

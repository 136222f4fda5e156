import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseSync } from 'vite';

const root = join(import.meta.dirname, '../../..');

/** Reads the app's own sources below some folders, by their paths. */
export function sourcesOf(...folders: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true, recursive: true })) {
      if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      found.set(relative(root, path).replaceAll('\\', '/'), readFileSync(path, 'utf8'));
    }
  }
  return found;
}

interface SyntaxNode {
  readonly type: string;
  readonly [part: string]: unknown;
}

const isNode = (value: unknown): value is SyntaxNode => typeof value === 'object' && value !== null && 'type' in value;

/** Attributes whose text a person reads or hears, however short it is. */
const READ_ALOUD = /^(?:aria-label|aria-valuetext|alt|title|placeholder|tip|label|hint|description|submitLabel|purpose)$/;
/** Attributes that hold drawings, styles and tokens. */
const NEVER_READ = /^(?:d|className|preserveAspectRatio|transform|viewBox|style|key|id|type|role)$/;
/** A word to read, not a token: it begins with a capital letter, another word follows it, or a sentence ends with it. */
const READS_AS_WORDS = /^\p{Lu}\p{Ll}|\p{L}\p{L} \p{L}|\p{L}\p{L}[.…!?]$/u;
/** Names of the app, of programs and of keys are the same in every language. */
const SAME_EVERYWHERE = /^(?:Homereel|FFmpeg|yt-dlp|Escape|Enter|Shift|Arrow(?:Left|Right|Up|Down)?)$/;

/** Finds the texts in a source that a person would read and that stand outside the phrasebook. */
export function textsOutside(path: string, source: string): readonly string[] {
  const found: string[] = [];
  visit(parseSync(path, source).program, undefined);
  return found;

  function visit(value: unknown, attribute: string | undefined): void {
    if (Array.isArray(value)) for (const part of value) visit(part, attribute);
    if (!isNode(value) || isReadByNobody(value)) return;
    const text = textOf(value);
    if (text !== undefined && isRead(text, value.type, attribute)) found.push(text);
    if (value.type === 'CallExpression' && isNode(value['callee']) && value['callee']['name'] === 'say') {
      const [, values] = value['arguments'] as readonly unknown[];
      return visit(values, attribute);
    }
    const own = value.type === 'JSXAttribute' && isNode(value['name']) ? String(value['name']['name']) : attribute;
    for (const part of Object.values(value)) if (typeof part === 'object') visit(part, own);
  }
}

/** What is imported, a type, or thrown at a programmer's mistake. */
function isReadByNobody({ type, callee }: SyntaxNode): boolean {
  const called = isNode(callee) ? callee['name'] : undefined;
  return (
    type === 'ImportDeclaration' || /^TS(?!As|Satisfies|NonNull)/.test(type) || (type === 'NewExpression' && called === 'Error')
  );
}

function textOf({ type, value }: SyntaxNode): string | undefined {
  if ((type === 'JSXText' || type === 'Literal') && typeof value === 'string') return value.trim();
  return type === 'TemplateElement' ? (value as { readonly cooked: string }).cooked : undefined;
}

function isRead(text: string, type: string, attribute: string | undefined): boolean {
  if (!/\p{L}/u.test(text) || SAME_EVERYWHERE.test(text) || (attribute !== undefined && NEVER_READ.test(attribute))) return false;
  return type === 'JSXText' || READS_AS_WORDS.test(text.trim()) || (attribute !== undefined && READ_ALOUD.test(attribute));
}

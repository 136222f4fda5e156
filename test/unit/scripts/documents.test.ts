import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
}).split('\n');
const names = new Set(files.flatMap((file) => [file, basename(file)]));

/** Source files that a document names in backticks, by path or by name; names with a placeholder are left out. */
function namedFiles(document: string): string[] {
  const text = readFileSync(join(root, document), 'utf8');
  return [...text.matchAll(/`([\w./-]+\.(?:ts|tsx|mjs))`/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => !name.includes('NNNN'));
}

test.each(['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md', 'SECURITY.md'])('%s names only files that exist', (document) => {
  const isKnown = (name: string): boolean => names.has(name) || files.some((file) => file.endsWith(`/${name}`));
  expect(namedFiles(document).filter((name) => !isKnown(name))).toEqual([]);
});

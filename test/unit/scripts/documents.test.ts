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

/** Tests that a document names as `file` "test", "another test". */
function namedTests(text: string): { file: string; test: string }[] {
  return [...text.matchAll(/`(test\/[\w./-]+\.test\.ts)`((?:,? "[^"]+")+)/g)].flatMap(([, file = '', titles = '']) =>
    [...titles.matchAll(/"([^"]+)"/g)].map(([, test = '']) => ({ file, test })),
  );
}

/** Tells which of these are the whole title of no test in their file. */
const withoutTest = (named: readonly { file: string; test: string }[]) =>
  named.filter(({ file, test }) => {
    // A title stands right behind the bracket that opens the call, or on the next line.
    const source = readFileSync(join(root, file), 'utf8').replaceAll(/\(\s+/g, '(');
    return !["'", '"', '`'].some((quote) => source.includes(`(${quote}${test}${quote},`));
  });

test('SECURITY.md names a test for each finding, and only tests that exist', () => {
  const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');
  expect(withoutTest(namedTests(text))).toEqual([]);
  const findings = [...text.matchAll(/^\| ([FABC]\d+) .*$/gm)].map(([row, finding]) => ({
    finding,
    tests: namedTests(row).length,
  }));
  const expected = [...numbered('F', 18), ...numbered('A', 10), ...numbered('B', 9), ...numbered('C', 4)];
  expect(findings.map(({ finding }) => finding)).toEqual(expected);
  expect(findings.filter(({ tests }) => tests === 0)).toEqual([]);
});

test('a test that was renamed is found missing in a document (negative twin)', () => {
  const own = 'test/unit/scripts/documents.test.ts';
  const [kept, renamed] = ['%s names only files that exist', 'as it was called once'];
  const named = namedTests(`| F1 | holds | \`${own}\` "${kept}", "${renamed}" |`);
  expect(withoutTest(named)).toEqual([{ file: own, test: renamed }]);
});

const numbered = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

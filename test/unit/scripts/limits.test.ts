import { describe, expect, test } from 'vitest';
import { check } from './small-checkout.ts';

/** A function of so many lines. */
const functionOf = (lines: number, name = 'work') => `export function ${name}() {\n${'  // a step\n'.repeat(lines - 2)}}\n`;

const passing = { complaints: [], status: 0 };

describe('what the check finds', () => {
  test('a small house in order has no findings, and its figures are told', () => {
    const files = {
      'main/web/a.ts': "import { b } from './b.ts';\nexport const a = b;\n",
      'main/web/b.ts': `export const b = 1;\n${functionOf(80)}`,
    };
    const { summary, ...found } = check(files);
    expect(found).toEqual(passing);
    expect(summary).toMatch(
      /^arrows: 0 forbidden, 0 circles, \d+ files; largest folder main\/web \(2\); longest function main\/web\/b\.ts:2 work \(80 lines\)$/,
    );
  });

  test('a file in no room is found', () => {
    const { complaints, status } = check({ 'main/cellar/a.ts': '', 'main/downloads/cellar/b.ts': '', 'main/downloads/c.ts': '' });
    expect(complaints.map((line) => line.split(' is in')[0])).toEqual([
      'no room: main/cellar/a.ts',
      'no room: main/downloads/cellar/b.ts',
    ]);
    expect(status).toBe(1);
  });

  test('an import of the app that is computed is found', () => {
    const text = 'export const load = (name: string) => import(name);\n';
    const { complaints } = check({ 'main/web/a.ts': text, 'scripts/load.ts': text });
    expect(complaints).toEqual([expect.stringContaining('main/web/a.ts -> a name computed in line 1')]);
  });

  test('a file that cannot be parsed is found', () => {
    expect(check({ 'main/web/a.ts': 'import {' }).complaints).toEqual([
      expect.stringMatching(/^main\/web\/a\.ts: cannot be parsed/),
    ]);
  });

  test('a circle of values, of types, of three files and in tests is found', () => {
    const { complaints, summary } = check({
      'main/web/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n",
      'main/web/b.ts': "import { a } from './a.ts';\nexport const b = () => a;\n",
      'main/media/c.ts': "import type { D } from './d.ts';\nexport type C = D;\n",
      'main/media/d.ts': "import type { C } from './c.ts';\nexport type D = C;\n",
      'renderer/ui/e.tsx': "export * from './f.tsx';\n",
      'renderer/ui/f.tsx': "export * from './g.ts';\n",
      'renderer/ui/g.ts': "export type G = typeof import('./e.tsx');\n",
      'test/unit/h.ts': "import './i.ts';\n",
      'test/unit/i.ts': "import './h.ts';\n",
    });
    expect(complaints).toEqual([
      'circle: main/media/c.ts, main/media/d.ts import each other',
      'circle: main/web/a.ts, main/web/b.ts import each other',
      'circle: renderer/ui/e.tsx, renderer/ui/f.tsx, renderer/ui/g.ts import each other',
      'circle: test/unit/h.ts, test/unit/i.ts import each other',
    ]);
    expect(summary).toContain('0 forbidden, 4 circles');
  });

  test('two ways to one file are no circle', () => {
    const files = {
      'main/web/a.ts': "import './b.ts';\nimport './c.ts';\n",
      'main/web/b.ts': "import './c.ts';\n",
      'main/web/c.ts': '',
    };
    expect(check(files)).toMatchObject(passing);
  });

  const filled = (folder: string, count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${folder}/file-${index}-${count}.ts`, '']));

  test('a folder of more than fifteen files is found, unless it says why', () => {
    const styles = { 'main/media/style.module.css': '' };
    const { complaints } = check({
      ...filled('main/web', 16),
      ...filled('main/media', 15),
      ...styles,
      ...filled('main/library/database/migrations', 17),
      ...filled('test/unit', 18),
      ...filled('scripts/bench', 16),
    });
    expect(complaints).toEqual([
      'large folder: test/unit holds 18 source files, more than 15; divide it by subject',
      'large folder: main/web holds 16 source files, more than 15; divide it by subject',
      'large folder: scripts/bench holds 16 source files, more than 15; divide it by subject',
    ]);
  });

  test('a function of more than eighty lines is found, a component and a method too', () => {
    const body = '// a step\n'.repeat(79);
    const { complaints } = check({
      'main/web/a.ts': functionOf(81),
      'main/web/b.ts': `export const made = {\n  run() {\n${body}  },\n};\n`,
      'renderer/ui/card.tsx': `export const Card = () => (\n<p>\n${'text\n'.repeat(79)}</p>\n);\n`,
      'test/unit/long.ts': functionOf(81),
    });
    expect(complaints.map((line) => line.split(', more')[0])).toEqual([
      'long function: renderer/ui/card.tsx:1 Card has 83 lines',
      'long function: main/web/a.ts:1 work has 81 lines',
      'long function: main/web/b.ts:2 run has 81 lines',
    ]);
  });

  test('two files of one stem are found, but not a style sheet beside its component', () => {
    const { complaints } = check({
      'main/web/player.ts': '',
      'renderer/ui/player.tsx': '',
      'renderer/ui/card.tsx': '',
      'renderer/ui/card.module.css': '',
      'main/index.ts': '',
      'preload/index.ts': '',
    });
    expect(complaints).toEqual(['same stem: main/web/player.ts, renderer/ui/player.tsx; name each for what it does']);
  });
});

describe('exceptions', () => {
  const arrow = { from: 'main/web/a.ts', to: 'main/media/b.ts', because: 'Being mended.' };
  const files = {
    'main/web/a.ts': `import '../media/b.ts';\nimport type { B } from '../media/b.ts';\n${functionOf(90)}`,
    'main/media/b.ts': '',
  };

  test('an exception lets one arrow and one function be, and is counted', () => {
    const { summary, ...found } = check(files, { forbiddenArrows: [arrow], longer: { 'main/web/a.ts work': 90 } });
    expect(found).toEqual(passing);
    expect(summary).toContain('arrows: 1 forbidden');
  });

  test('an exception does not let a function grow', () => {
    const { complaints } = check(files, { forbiddenArrows: [arrow], longer: { 'main/web/a.ts work': 89 } });
    expect(complaints).toEqual([expect.stringContaining('work has 90 lines, more than 89')]);
  });

  test('an exception that is not needed any more is an error', () => {
    const { complaints, status } = check(
      { 'main/web/a.ts': functionOf(80) },
      { forbiddenArrows: [arrow], longer: { 'main/web/a.ts work': 90 } },
    );
    expect(complaints.map((line) => line.split(' is mended')[0])).toEqual([
      'not needed: main/web/a.ts -> main/media/b.ts',
      'not needed: main/web/a.ts work',
    ]);
    expect(status).toBe(1);
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { TRANSITIONS, type Transition } from '../../../../main/library/transitions/states.ts';

const ARCHITECTURE = path.join(import.meta.dirname, '../../../../ARCHITECTURE.md');

/** Reads the table under "States": each combination of its lists in "from" and "to" is one transition. */
function documentedTransitions(): string[] {
  const [, chapter = ''] = readFileSync(ARCHITECTURE, 'utf8').split('### States\n');
  const [, rules = ''] = chapter.split('|---|---|---|---|\n');
  const rows = rules.split('\n').slice(0, rules.split('\n').indexOf(''));
  return rows.flatMap((row) => {
    const [from = '', event = '', to = ''] = row
      .split('|')
      .slice(1)
      .map((cell) => cell.trim());
    return from.split(', ').flatMap((before) => to.split(', ').map((after) => `${before} | ${event} | ${after}`));
  });
}

const asText = ({ from, event, to }: Transition): string => `${from} | ${event} | ${to}`;

test('the transitions in code are the rows of the table in ARCHITECTURE.md, in the same order', () => {
  expect(TRANSITIONS.map(asText)).toEqual(documentedTransitions());
});

test('no transition is listed twice, and each leads to another state', () => {
  expect(new Set(TRANSITIONS.map(asText)).size).toBe(TRANSITIONS.length);
  expect(TRANSITIONS.filter(({ from, to }) => from === to)).toEqual([]);
});

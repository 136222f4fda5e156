import { describe, expect, test } from 'vitest';
import { sourcesOf, textsOutside } from './source-text.ts';

describe('what the window says', () => {
  test.each([...sourcesOf('renderer')])('%s says nothing that is not in the phrasebook', (path, source) => {
    expect(textsOutside(path, source)).toEqual([]);
  });

  test.each([
    ['a text between tags', 'export const A = () => <p>Nothing yet</p>;'],
    ['a word between tags', 'export const A = () => <p>nothing</p>;'],
    ['an attribute', 'export const A = () => <button aria-label="Close it" />;'],
    ['one small word in an attribute', 'export const A = () => <input placeholder="search" />;'],
    ['a template', ['export const A = ({ title }) => <button aria-label={`Remove $', '{title}`} />;'].join('')],
    ['a property', "show({ label: 'Undo' });"],
    ['a sentence', "const sentence = 'It is gone.';"],
    ['a text inside a phrase', "say('item.play', { title: 'Big film' });"],
    ['a choice of words', "const word = isOn ? 'Off' : 'On';"],
    ['the end of a sentence', ['const text = `$', '{name} moved in.`;'].join('')],
  ])('%s is found', (_what, source) => {
    expect(textsOutside('a.tsx', source)).toHaveLength(source.includes('isOn') ? 2 : 1);
  });

  test.each([
    ['a phrase', "export const A = () => <p>{say('queue.done')}</p>;"],
    ['the name of the app', 'export const A = () => <h1>Homereel</h1>;'],
    ['a class, a path and a token', "const a = styles['row']; const b = 'M0 0h2'; const c = 'open-health';"],
    ['what only a programmer reads', "throw new Error('Nobody is picked yet.');"],
  ])('%s is no text', (_what, source) => {
    expect(textsOutside('a.tsx', source)).toEqual([]);
  });
});

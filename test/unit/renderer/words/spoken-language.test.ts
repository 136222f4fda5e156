import { afterEach, describe, expect, test } from 'vitest';
import type { Failure } from '../../../../preload/contract/errors.ts';
import { sentenceFor } from '../../../../renderer/words/error-sentences.ts';
import { formatBytes, formatMoment, formatNames, formatTimeLeft, formatUntil } from '../../../../renderer/words/format.ts';
import { itemChoices } from '../../../../renderer/words/limit-words.ts';
import { onSpeak, ownNameOf, say, speak, spokenLanguage } from '../../../../renderer/words/say.ts';

const refused = (more: Partial<Failure>): Failure => ({ ok: false, code: 'conflict', message: 'Taken.', ...more });

afterEach(() => speak(undefined));

describe('a window whose person reads German', () => {
  test('speaks it at once, and tells whoever has to draw again', () => {
    let heard = 0;
    const stop = onSpeak(() => {
      heard += 1;
    });
    speak('de');
    speak('de');
    expect([spokenLanguage(), say('frame.queue'), heard]).toEqual(['de', 'Warteschlange', 1]);
    speak(undefined);
    expect([spokenLanguage(), say('frame.queue'), heard]).toEqual(['en', 'Queue', 2]);
    stop();
    speak('de');
    expect(heard).toBe(2);
  });

  test('writes sizes, times and names as German does', () => {
    speak('de');
    const now = new Date(2026, 2, 10, 14, 0).getTime();
    expect(formatBytes(1_230_000_000)).toBe('1,2 GB');
    expect(formatTimeLeft(190)).toBe('noch etwa 3 Min.');
    expect(formatMoment(now - 5 * 60_000, now)).toBe('vor 5 Min.');
    expect(formatMoment(new Date(2026, 2, 3, 10, 0).getTime(), now, 'de-DE')).toBe('am 3. März um 10:00');
    expect(formatUntil(6 * 86_400_000, 0)).toBe('in 6 Tagen');
    expect(formatNames(['Papa', 'Mia', 'Leo', 'Oma'])).toBe('Papa, Mia und 2 weitere');
    expect(itemChoices(null)[1]).toEqual({ value: 1, label: '1 Video' });
    expect(['en', 'de'].map((language) => ownNameOf(language as 'en'))).toEqual(['English', 'Deutsch']);
  });

  test('says what was refused by its phrase, and never in English', () => {
    speak('de');
    expect(sentenceFor(refused({ phrase: { key: 'refusal.nameTaken', values: { name: 'Mia' } } }))).toBe(
      'Ein Profil namens Mia gibt es schon. Wähle einen anderen Namen.',
    );
    expect(sentenceFor(refused({}))).toBe(say('error.conflict'));
    expect(sentenceFor(refused({ phrase: { key: 'refusal.ofALaterVersion' } }))).toBe(say('error.conflict'));
  });
});

import { describe, expect, it } from 'vitest';
import { autostartEntry } from '../../main/electron/autostart-entry.ts';

const commandOf = (program: string): string => /^Exec=(.*)$/m.exec(autostartEntry(program, '--hidden'))?.[1] ?? 'none';

describe('the entry that starts the app at login', () => {
  it('starts it hidden', () => {
    expect(commandOf('/opt/Homereel/homereel')).toBe('"/opt/Homereel/homereel" --hidden');
  });

  it.each([
    ['/home/mia/My Apps/Homereel.AppImage', '"/home/mia/My Apps/Homereel.AppImage" --hidden'],
    ['/a/50%/$HOME/`x`', '"/a/50%%/\\\\$HOME/\\\\`x\\\\`" --hidden'],
    ['/a"b\\c', '"/a\\\\"b\\\\\\\\c" --hidden'],
  ])('keeps %s one word, with nothing in it that the desktop would replace', (program, expected) => {
    expect(commandOf(program)).toBe(expected);
  });
});

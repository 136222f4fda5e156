import { describe, expect, test } from 'vitest';
import { autostartEntry, isSwitchedOff } from '../../../main/desktop/autostart-entry.ts';

const commandOf = (program: string): string => /^Exec=(.*)$/m.exec(autostartEntry(program, '--hidden'))?.[1] ?? 'none';

describe('autostart entry', () => {
  test('the entry that starts the app at login starts it hidden', () => {
    expect(commandOf('/opt/Homereel/homereel')).toBe('"/opt/Homereel/homereel" --hidden');
  });

  test.each([
    ['/home/mia/My Apps/Homereel.AppImage', '"/home/mia/My Apps/Homereel.AppImage" --hidden'],
    ['/a/50%/$HOME/`x`', '"/a/50%%/\\\\$HOME/\\\\`x\\\\`" --hidden'],
    ['/a"b\\c', '"/a\\\\"b\\\\\\\\c" --hidden'],
  ])('the program %s stays one word in the entry, with nothing in it that the desktop would replace', (program, expected) => {
    expect(commandOf(program)).toBe(expected);
  });
});

describe('entry switched off in the desktop', () => {
  const entry = autostartEntry('/opt/homereel', '--hidden');

  test.each([
    ['GNOME', entry.replace('X-GNOME-Autostart-enabled=true', 'X-GNOME-Autostart-enabled=false'), true],
    ['KDE and Xfce', `${entry}Hidden=true\n`, true],
    ['nobody', entry, false],
    ['no entry at all', '', false],
    ['a name that only sounds like it', `${entry}Comment=Hidden=true\n`, false],
  ])('an entry that the person switched off is recognised: %s', (_desktop, text, off) => {
    expect(isSwitchedOff(text)).toBe(off);
  });
});

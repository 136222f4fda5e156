import { describe, expect, test } from 'vitest';
import { type MenuTemplateOptions, menuTemplate } from '../../../main/electron/window/menu-template.ts';
import { createSpeaker } from '../../../phrasebook/speaker.ts';

type Item = ReturnType<typeof menuTemplate>[number];

const menus = (platform: NodeJS.Platform, more: Partial<MenuTemplateOptions> = {}): Item[] =>
  menuTemplate({ platform, speaker: createSpeaker('en'), isForDevelopers: false, choose: () => {}, ...more });
const below = (item: Item): Item[] =>
  Array.isArray(item.submenu) ? item.submenu.flatMap((child) => [child, ...below(child)]) : [];
const everything = (platform: NodeJS.Platform, more?: Partial<MenuTemplateOptions>): Item[] =>
  menus(platform, more).flatMap(below);
const names = (items: readonly Item[]): unknown[] => items.map(({ role, label }) => role ?? label);

describe('application menu', () => {
  test('the menu starts with the app’s own on macOS, and quits from File elsewhere', () => {
    expect(names(menus('darwin'))).toEqual(['appMenu', 'fileMenu', 'editMenu', 'View', 'windowMenu']);
    for (const platform of ['linux', 'win32'] as const) {
      const [file, ...rest] = menus(platform);
      expect(names(rest)).toEqual(['editMenu', 'View', 'windowMenu']);
      expect(file && names(below(file))).toContain('quit');
    }
  });

  test.each(['darwin', 'linux', 'win32'] as const)('the menu has on %s each usual key once', (platform) => {
    const items = everything(platform);
    const keys = items.flatMap(({ accelerator }) => (accelerator === undefined ? [] : [accelerator])).sort();
    expect(keys).toEqual(['CmdOrCtrl+,', 'CmdOrCtrl+F', 'CmdOrCtrl+Q']);
    // These bring their keys along; paste is what takes a link anywhere in the window.
    expect(names(items)).toEqual(
      expect.arrayContaining(['undo', 'cut', 'copy', 'paste', 'selectAll', 'zoomIn', 'togglefullscreen']),
    );
  });

  test('the menu tells what was chosen', () => {
    const chosen: string[] = [];
    const items = everything('linux', { choose: (command) => chosen.push(command) });
    for (const { click } of items) (click as (() => void) | undefined)?.();
    expect(chosen.sort()).toEqual(['find', 'settings']);
  });

  test.each(['darwin', 'linux', 'win32'] as const)(
    'the menu names on %s every entry in German for whoever reads German',
    (platform) => {
      const inGerman = [
        ...menus(platform, { speaker: createSpeaker('de') }),
        ...everything(platform, { speaker: createSpeaker('de') }),
      ];
      const nameless = inGerman.filter(
        ({ type, label, role }) => type !== 'separator' && label === undefined && role !== 'appMenu',
      );
      expect(nameless).toEqual([]);
      expect(inGerman.map(({ label }) => label)).toEqual(
        expect.arrayContaining(['Ansicht', 'Bearbeiten', 'Einfügen', 'Vergrößern']),
      );
    },
  );

  test('the menu shows a developer’s entries only to developers', () => {
    expect(names(everything('linux'))).not.toContain('toggleDevTools');
    expect(names(everything('linux', { isForDevelopers: true }))).toContain('toggleDevTools');
  });
});

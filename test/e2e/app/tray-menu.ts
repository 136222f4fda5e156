import { expect } from 'vitest';
import type { RunningApp } from './harness.ts';

/** What is used here of Electron's menu. */
interface NativeMenu {
  readonly items: readonly {
    readonly type: string;
    readonly label: string;
    readonly enabled: boolean;
    readonly submenu?: NativeMenu;
    readonly click: unknown;
  }[];
}

/** The menus that the app has given to the desktop's tray, newest last; they live in the main process. */
interface SeenTray {
  menus: NativeMenu[];
  tooltip: string;
}
type WithSeenTray = typeof globalThis & { seenTray: SeenTray };

/** The tray as a person finds it. */
export interface TrayMenu {
  /** One line an entry: `name`, `(name)` for what cannot be pressed, `name > child, child` for a submenu, `-` between parts. */
  lines(): Promise<string[]>;
  tooltip(): Promise<string>;
  /** Waits until the menu is so. */
  becomes(lines: readonly string[]): Promise<void>;
  /** Waits until one of the lines is so. */
  has(line: string): Promise<void>;
  /** Presses an entry, or one of a submenu; `menu` is an older menu that a person holds open. */
  press(path: readonly string[], menu?: number): Promise<void>;
  /** The number of the menu that is open now, for `press`. */
  hold(): Promise<number>;
}

/** Sees each menu from the next change on. */
export async function watchTray({ app }: RunningApp): Promise<TrayMenu> {
  await app.evaluate(({ Tray }) => {
    const seen: SeenTray = { menus: [], tooltip: '' };
    Object.assign(globalThis, { seenTray: seen });
    const { setContextMenu, setToolTip } = Tray.prototype;
    Tray.prototype.setContextMenu = function (menu) {
      if (menu !== null) seen.menus.push(menu);
      setContextMenu.call(this, menu);
    };
    Tray.prototype.setToolTip = function (text) {
      seen.tooltip = text;
      setToolTip.call(this, text);
    };
  });
  const lines = (): Promise<string[]> =>
    app.evaluate(() => {
      const plain = (label: string): string => label.replaceAll('&&', '&').replace(/[\u2068\u2069]/g, '');
      const items = (globalThis as WithSeenTray).seenTray.menus.at(-1)?.items ?? [];
      return items.map(({ type, label, enabled, submenu }) => {
        if (type === 'separator') return '-';
        if (submenu) return `${plain(label)} > ${submenu.items.map((child) => plain(child.label)).join(', ')}`;
        return enabled ? plain(label) : `(${plain(label)})`;
      });
    });
  return {
    lines,
    tooltip: () => app.evaluate(() => (globalThis as WithSeenTray).seenTray.tooltip),
    becomes: async (wanted) => await expect.poll(lines).toEqual(wanted),
    has: async (line) => await expect.poll(lines).toContain(line),
    hold: () => app.evaluate(() => (globalThis as WithSeenTray).seenTray.menus.length - 1),
    press: (path, menu = -1) =>
      app.evaluate(
        (_electron, { labels, index }) => {
          const plain = (label: string): string => label.replaceAll('&&', '&').replace(/[\u2068\u2069]/g, '');
          let items = (globalThis as WithSeenTray).seenTray.menus.at(index)?.items ?? [];
          for (const [depth, wanted] of labels.entries()) {
            const item = items.find(({ label }) => plain(label) === wanted);
            if (item?.enabled !== true) throw new Error(`The tray offers no ${labels.join(' > ')}.`);
            if (depth === labels.length - 1) (item.click as () => void).call(item);
            else items = item.submenu?.items ?? [];
          }
        },
        { labels: path, index: menu },
      ),
  };
}

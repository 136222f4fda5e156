import { BusError, type IncomingCall, type MessageBus, type MethodReply } from './message-bus.ts';
import { type BusValue, Variant } from './message-bus-values.ts';

/** An entry of the app's tray menu, as a panel shows it. */
export interface MenuEntry {
  readonly id: number;
  readonly label: string;
  readonly enabled: boolean;
  readonly entries: readonly MenuEntry[];
}

/**
 * A desktop panel without a picture: it takes the app's tray icon as KDE's and GNOME's panels do (StatusNotifierItem), reads its menu and
 * clicks in it (com.canonical.dbusmenu). So the clicks go the way of a person's, from outside of the app.
 */
export interface TrayPanel {
  /** Resolves with the first menu that `wanted` accepts; rejects after a while, naming the last one. */
  waitForMenu(wanted: (entries: readonly MenuEntry[]) => boolean): Promise<readonly MenuEntry[]>;
  /** Clicks the entry at the end of the path of labels. Waits for it to be there and enabled. */
  click(...labels: readonly RegExp[]): Promise<void>;
}

const WATCHER = 'org.kde.StatusNotifierWatcher';
const ITEM = 'org.kde.StatusNotifierItem';
const MENU = 'com.canonical.dbusmenu';
const PROPERTIES = 'org.freedesktop.DBus.Properties';
const WAIT_LIMIT_MS = 20_000;
const LOOK_AGAIN_MS = 100;
const MOST_CLICKS = 5;
const HAS_FAILED = 'org.freedesktop.DBus.Error.Failed';
const HAS_GONE = 'org.freedesktop.DBus.Error.NoReply';

/** Puts a panel on the bus; must be there before the app starts, which looks for one only then. */
export async function startTrayPanel(bus: MessageBus): Promise<TrayPanel> {
  let item: BusObject | undefined;
  await bus.serve(WATCHER, (call) => {
    if (call.member === 'RegisterStatusNotifierItem') {
      const name = String(call.body[0] ?? '');
      item = name.startsWith('/') ? { destination: call.sender, path: name } : { destination: name, path: '/StatusNotifierItem' };
      return { signature: '', body: [] };
    }
    return watcherProperty(call);
  });

  const menuOf = async (icon: BusObject): Promise<BusObject & { readonly interface: string }> => {
    const [path] = await bus.call({ ...icon, interface: PROPERTIES, member: 'Get', signature: 'ss', body: [ITEM, 'Menu'] });
    return { destination: icon.destination, path: String(path), interface: MENU };
  };
  const readMenu = async (): Promise<readonly MenuEntry[]> => {
    if (item === undefined) return [];
    try {
      const [, root] = await bus.call({ ...(await menuOf(item)), member: 'GetLayout', signature: 'iias', body: [0, -1, []] });
      return root === undefined ? [] : entryOf(root).entries;
    } catch (error) {
      if (error instanceof BusError) return []; // an app that has quit, or one that has not drawn its menu yet
      throw error;
    }
  };
  const waitForMenu: TrayPanel['waitForMenu'] = async (wanted) => {
    const giveUpAt = performance.now() + WAIT_LIMIT_MS;
    for (;;) {
      const entries = await readMenu();
      if (wanted(entries)) return entries;
      if (performance.now() > giveUpAt)
        throw new Error(
          item === undefined ? 'The app has put nothing into the tray.' : `The tray shows only: ${inWords(entries)}`,
        );
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  };
  return {
    waitForMenu,
    click: async (...labels) => {
      for (let attempt = 1; ; attempt += 1) {
        const entry = find(await waitForMenu((entries) => find(entries, labels)?.enabled === true), labels);
        if (item === undefined || entry === undefined) throw new Error(`The tray has no entry ${labels.join(', ')}.`);
        const click = { member: 'Event', signature: 'isvu', body: [entry.id, 'clicked', new Variant('i', 0), 0] };
        try {
          await bus.call({ ...(await menuOf(item)), ...click });
          return;
        } catch (error) {
          const name = error instanceof BusError ? error.name : '';
          if (name === HAS_GONE) return; // it was a click on Quit
          // Progress has put another menu in its place since it was read; the old entry is gone with it.
          if (name !== HAS_FAILED || attempt === MOST_CLICKS) throw error;
        }
      }
    },
  };
}

/** Something on the bus. */
interface BusObject {
  readonly destination: string;
  readonly path: string;
}

/** The properties by which the app sees that somebody shows the icons. */
function watcherProperty({ interface: name, member, body }: IncomingCall): MethodReply | undefined {
  if (name !== PROPERTIES || member !== 'Get') return undefined;
  if (body[1] === 'IsStatusNotifierHostRegistered') return { signature: 'v', body: [new Variant('b', true)] };
  if (body[1] === 'ProtocolVersion') return { signature: 'v', body: [new Variant('i', 0)] };
  return undefined;
}

/**
 * Reads an entry of the type `(ia{sv}av)`. An underscore marks the key of a letter, two are one; the marks around names in another
 * writing direction cannot be seen.
 */
function entryOf(value: BusValue): MenuEntry {
  const [id, properties, children] = Array.isArray(value) ? value : [];
  const own = (properties ?? {}) as { readonly [key: string]: BusValue };
  return {
    id: Number(id),
    label: String(own['label'] ?? '')
      .replace(/_(_?)/g, '$1')
      .replace(/[\u2066-\u2069]/g, ''),
    enabled: own['enabled'] !== false,
    entries: Array.isArray(children) ? children.map(entryOf) : [],
  };
}

function find(entries: readonly MenuEntry[], [first, ...rest]: readonly RegExp[]): MenuEntry | undefined {
  const entry = first === undefined ? undefined : entries.find(({ label }) => first.test(label));
  return rest.length === 0 || entry === undefined ? entry : find(entry.entries, rest);
}

const inWords = (entries: readonly MenuEntry[]): string => entries.map(({ label }) => label || '—').join(' | ') || 'nothing';

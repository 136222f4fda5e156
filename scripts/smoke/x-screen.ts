import { connect, type Socket } from 'node:net';
import { type Key, keyPresses } from './x-keys.ts';

/** The part of a window manager that the smoke test plays on its virtual display: it sees which windows are shown, and closes them. */
export interface XScreen {
  /** Whether a window with this title is on the screen. */
  isShown(title: string): Promise<boolean>;
  waitForWindow(title: string, wanted: 'shown' | 'hidden'): Promise<void>;
  /** Asks the shown window to close, as the button in its corner does. */
  closeWindow(title: string): Promise<void>;
  /** Does what opens a dialog of the system, waits for its window, types these keys into it, and waits until it is gone. */
  answerDialog(open: () => Promise<void>, keys: readonly Key[]): Promise<void>;
  close(): void;
}

const WAIT_LIMIT_MS = 20_000;
const LOOK_AGAIN_MS = 100;
const opcodes = {
  getWindowAttributes: 3,
  queryTree: 15,
  internAtom: 16,
  getProperty: 20,
  sendEvent: 25,
  setInputFocus: 42,
  queryExtension: 98,
} as const;
const WM_NAME = 39;
const CLIENT_MESSAGE = 33;
const VIEWABLE = 2;

/** Connects to a local X display such as `:99` that lets in everybody on this machine, and where no window manager runs. */
export async function connectToScreen(display: string): Promise<XScreen> {
  const server = await openConnection(`/tmp/.X11-unix/X${display.replace(/^:/, '').replace(/\..*$/, '')}`);
  const atom = async (name: string): Promise<number> => {
    const body = Buffer.alloc(4 + Math.ceil(name.length / 4) * 4);
    body.writeUInt16LE(name.length);
    body.write(name, 4, 'latin1');
    return (await server.ask(opcodes.internAtom, 0, body)).readUInt32LE(8);
  };
  const protocols = await atom('WM_PROTOCOLS');
  const deleteWindow = await atom('WM_DELETE_WINDOW');

  const titleOf = async (window: number): Promise<string> => {
    const reply = await server.ask(opcodes.getProperty, 0, numbers(window, WM_NAME, 0, 0, 64)).catch(() => Buffer.alloc(32));
    return reply.toString('latin1', 32, 32 + reply.readUInt32LE(16));
  };
  const isViewable = async (window: number): Promise<boolean> =>
    server.ask(opcodes.getWindowAttributes, 0, numbers(window)).then(
      (reply) => reply[26] === VIEWABLE,
      () => false,
    );
  const shownWindows = async (): Promise<number[]> => {
    const tree = await server.ask(opcodes.queryTree, 0, numbers(server.root));
    const windows = Array.from({ length: tree.readUInt16LE(16) }, (_, index) => tree.readUInt32LE(32 + 4 * index));
    const areShown = await Promise.all(windows.map(isViewable));
    return windows.filter((_, index) => areShown[index]);
  };
  const shownWindow = async (title: string): Promise<number | undefined> => {
    for (const window of await shownWindows()) if ((await titleOf(window)) === title) return window;
    return undefined;
  };
  const until = async <Found>(find: () => Promise<Found | undefined>, failure: string): Promise<Found> => {
    const giveUpAt = performance.now() + WAIT_LIMIT_MS;
    for (;;) {
      const found = await find();
      if (found !== undefined) return found;
      if (performance.now() > giveUpAt) throw new Error(failure);
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  };
  const isShown = async (title: string): Promise<boolean> => (await shownWindow(title)) !== undefined;
  return {
    isShown,
    waitForWindow: async (title, wanted) => {
      const isAsWanted = async () => (await isShown(title)) === (wanted === 'shown') || undefined;
      await until(isAsWanted, `The window ${title} is not ${wanted}.`);
    },
    closeWindow: async (title) => {
      const window = await shownWindow(title);
      if (window === undefined) throw new Error(`No window ${title} is shown.`);
      const event = numbers(0, window, protocols, deleteWindow, 0, 0, 0, 0);
      event[0] = CLIENT_MESSAGE;
      event[1] = 32; // bits of each number
      server.tell(opcodes.sendEvent, 0, Buffer.concat([numbers(window, 0), event]));
    },
    answerDialog: async (open, keys) => {
      const before = await shownWindows();
      await open();
      const dialog = await until(
        async () => (await shownWindows()).find((window) => !before.includes(window)),
        'No dialog of the system is shown.',
      );
      // Without a window manager nobody else gives a new window the keyboard.
      server.tell(opcodes.setInputFocus, 0, numbers(dialog, 0));
      const name = 'XTEST';
      const asked = Buffer.alloc(4 + Math.ceil(name.length / 4) * 4);
      asked.writeUInt16LE(name.length);
      asked.write(name, 4, 'latin1');
      const majorOpcode = (await server.ask(opcodes.queryExtension, 0, asked))[9] ?? 0;
      for (const { opcode, body } of keyPresses(keys)) server.tell(majorOpcode, opcode, body);
      await until(async () => !(await isViewable(dialog)) || undefined, 'The dialog of the system stays open.');
    },
    close: server.close,
  };
}

const numbers = (...values: readonly number[]): Buffer => Buffer.from(Uint32Array.from(values).buffer);

interface XConnection {
  readonly root: number;
  /** Resolves with the whole reply; rejects with the server's error. */
  ask(opcode: number, detail: number, body: Buffer): Promise<Buffer>;
  /** Sends a request that has no reply. */
  tell(opcode: number, detail: number, body: Buffer): void;
  close(): void;
}

/** Speaks the X11 protocol, little end first. */
async function openConnection(socketPath: string): Promise<XConnection> {
  const socket = connect({ path: socketPath });
  const waiting = new Map<number, { resolve(reply: Buffer): void; reject(error: Error): void }>();
  let sequence = 0;
  const tell: XConnection['tell'] = (opcode, detail, body) => {
    const head = Buffer.from([opcode, detail, 0, 0]);
    head.writeUInt16LE((head.length + body.length) / 4, 2);
    socket.write(Buffer.concat([head, body]));
    sequence = (sequence + 1) % 65_536;
  };
  const root = await logIn(socket);
  let unread = Buffer.alloc(0);
  socket.on('data', (data) => {
    unread = Buffer.concat([unread, data]);
    for (let length = messageLength(unread); unread.length >= length; length = messageLength(unread)) {
      const message = unread.subarray(0, length);
      unread = unread.subarray(length);
      const asked = waiting.get(message.readUInt16LE(2));
      if (message[0] === 0) asked?.reject(new Error(`The X server refused (error ${message[1]}).`));
      if (message[0] === 1) asked?.resolve(message);
    }
  });
  const hangUp = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('The X server has hung up.'));
  };
  socket.on('error', hangUp).on('close', hangUp);
  return {
    root,
    tell,
    ask: (opcode, detail, body) =>
      new Promise<Buffer>((resolve, reject) => {
        tell(opcode, detail, body);
        waiting.set(sequence, { resolve, reject });
      }),
    close: () => void socket.destroy(),
  };
}

/** The length of the first message as far as it can be told: replies say what they have beyond 32 bytes. */
function messageLength(bytes: Buffer): number {
  return bytes[0] === 1 && bytes.length >= 8 ? 32 + 4 * bytes.readUInt32LE(4) : 32;
}

/** The greeting; resolves with the first screen's root window. */
function logIn(socket: Socket): Promise<number> {
  return new Promise((resolve, reject) => {
    let greeting = Buffer.alloc(0);
    const read = (data: Buffer): void => {
      greeting = Buffer.concat([greeting, data]);
      if (greeting.length < 8 || greeting.length < 8 + 4 * greeting.readUInt16LE(6)) return;
      socket.off('data', read);
      if (greeting[0] !== 1) return reject(new Error('The X server does not let this user in.'));
      const vendorBytes = Math.ceil(greeting.readUInt16LE(24) / 4) * 4;
      const formatBytes = 8 * (greeting[29] ?? 0);
      resolve(greeting.readUInt32LE(40 + vendorBytes + formatBytes));
    };
    socket.on('data', read).once('error', reject);
    const version = 11;
    socket.write(Buffer.from(['l'.charCodeAt(0), 0, version, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
  });
}

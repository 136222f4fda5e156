import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { EVENT_CHANNEL, INVOKE_CHANNEL } from '../../../preload/contract/bridge.ts';
import type { Failure } from '../../../preload/contract/errors.ts';
import type { EventName } from '../../../preload/contract/events.ts';
import type { Send } from '../../ipc/change-feed.ts';
import type { Session } from '../../ipc/session.ts';
import { isAppPage } from '../pages/addresses.ts';

const strangers: Failure = { ok: false, code: 'forbidden', message: 'That page may not ask Homereel for anything.' };

/** Both directions between one window and its session. */
export interface IpcServer {
  /** Delivers an event to the page of the window. Notices, offered links and why it was locked wait until the page has asked for something, since it listens from then on. */
  readonly send: Send;
  /** Answers the main frame of the window, on the app's own page, through the session; everybody else gets `forbidden`. */
  serve(session: Session): void;
}

/** Said once; a page that does not listen yet would lose them. */
const WAITING_EVENTS: ReadonlySet<EventName> = new Set<EventName>(['notice', 'link:offered', 'session:locked']);

/** Creates the IPC server of the app's one window. */
export function createIpcServer(window: BrowserWindow): IpcServer {
  const { webContents } = window;
  let held: (() => void)[] | undefined = [];
  const deliver: Send = (event, payload) => {
    if (!webContents.isDestroyed()) webContents.send(EVENT_CHANNEL, event, payload);
  };
  const release = (): void => {
    const waiting = held ?? [];
    held = undefined;
    for (const send of waiting) send();
  };
  return {
    send: (event, payload) => {
      if (WAITING_EVENTS.has(event) && held !== undefined) held.push(() => deliver(event, payload));
      else deliver(event, payload);
    },
    serve: (session) => {
      ipcMain.handle(INVOKE_CHANNEL, (event, channel: unknown, request: unknown) => {
        if (event.sender !== webContents || !isMainFrameOfApp(event)) return strangers;
        release();
        return session.invoke(channel, request);
      });
      webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
        if (!isMainFrame || isSameDocument) return;
        held ??= [];
        session.lock('page-reloaded'); // a fresh page has not been told who sits before it
      });
      window.on('closed', () => {
        ipcMain.removeHandler(INVOKE_CHANNEL);
        session.disconnect();
      });
    },
  };
}

function isMainFrameOfApp({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isAppPage(senderFrame.url);
}

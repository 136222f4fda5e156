import { app } from 'electron';
import { linksAmong } from './pages/addresses.ts';

/** Hears that somebody opened the app (again), with the links that came along. */
export type OpenListener = (links: readonly string[]) => void;

/** Starts of the app that end in this process; those from before somebody listens are kept. */
export interface AppStarts {
  /** The desktop started the app by itself, when the person logged in: it stays in the tray until somebody opens it. Known after `ready`. */
  readonly startHidden: boolean;
  listen(listener: OpenListener): void;
}

/** The argument that the login item adds to the command. */
export const HIDDEN_ARGUMENT = '--hidden';

/** Gathers this start's own links, second starts, and links that macOS delivers. Must be called before `ready`. */
export function gatherAppStarts(programArguments: readonly string[]): AppStarts {
  let listener: OpenListener | undefined;
  const early = linksAmong(programArguments);
  const opened = (links: readonly string[]): void => {
    if (listener === undefined) early.push(...links);
    else listener(links);
  };
  app.on('second-instance', (_event, otherArguments) => {
    if (!otherArguments.includes(HIDDEN_ARGUMENT)) opened(linksAmong(otherArguments));
  });
  app.on('activate', () => opened([]));
  app.on('open-url', (event, url) => {
    event.preventDefault();
    opened(linksAmong([url]));
  });
  return {
    get startHidden() {
      const atLogin = process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin; // macOS passes no arguments
      return atLogin || programArguments.includes(HIDDEN_ARGUMENT);
    },
    listen: (next) => {
      listener = next;
      if (early.length > 0) next(early.splice(0));
    },
  };
}

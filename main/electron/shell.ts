import { join } from 'node:path';
import { app, type BrowserWindow, session as browserSessions, nativeTheme } from 'electron';
import { createPersonSpeaker } from '../../phrasebook/person-speaker.ts';
import type { Speaker } from '../../phrasebook/speaker.ts';
import type { Failure } from '../../preload/contract/errors.ts';
import type { EventPayloads } from '../../preload/contract/events.ts';
import type { Notice, Profile } from '../../preload/contract/types.ts';
import { type Core, createCore } from '../core.ts';
import { createCrashNotice, createCrashRecord } from '../desktop/crash-record.ts';
import { createDesktopNotices, type DesktopNotices, inWords } from '../desktop/desktop-notices.ts';
import { followSettings } from '../desktop/follow-settings.ts';
import { lockWhenIdle } from '../desktop/idle-lock.ts';
import type { OrderlyEnd } from '../desktop/orderly-end.ts';
import type { OutsideSettings } from '../desktop/outside-settings.ts';
import { type TrayAction, trayCall } from '../desktop/tray-model.ts';
import { watchTrayState } from '../desktop/tray-state.ts';
import type { Send } from '../ipc/change-feed.ts';
import type { Services } from '../ipc/services.ts';
import { createBorder, type Session } from '../ipc/session.ts';
import { LOG_FILE_NAME, logFolder } from '../platform/logger.ts';
import type { AppStarts } from './app-starts.ts';
import { createClipboardOffers } from './clipboard-offers.ts';
import { desktopActions } from './desktop-actions.ts';
import { followLoginItem } from './login-item.ts';
import { createNotifications } from './notifications.ts';
import { serveAppPages } from './pages/app-protocol.ts';
import { serveMedia } from './pages/media-protocol.ts';
import { lockWhenLeft, systemIdleMs, watchPower } from './power.ts';
import { closeToTray, type QuitState } from './quit.ts';
import { createTaskbar } from './taskbar.ts';
import { createTray } from './tray.ts';
import { createIpcServer, type IpcServer } from './window/ipc-server.ts';
import { createMainWindow, createSpokenMenu, loadApp, reveal } from './window/window.ts';

export interface ShellOptions {
  readonly environment: OutsideSettings;
  readonly appStarts: AppStarts;
  readonly end: OrderlyEnd;
  readonly quit: QuitState;
  /** The folder of the built app, with `preload` and `renderer` in it. */
  readonly builtFolder: string;
}

/** Starts the core and puts window, tray and desktop around it. Call it after `ready`; rejects with what the core's start throws. */
export async function runShell({ environment, appStarts, end, quit, builtFolder }: ShellOptions): Promise<void> {
  const userDataFolder = app.getPath('userData');
  const core = createCore({ defaultLibraryFolder: join(app.getPath('videos'), 'Homereel'), ...environment, userDataFolder });
  const { services, clock, logger } = core;
  const early: Notice[] = [];
  const stopGathering = services.on('notice', ({ notice }) => early.push(notice));
  end.stopWith(() => core.stop());
  await core.start();
  if (quit.quitting()) return; // asked to end meanwhile: the core has stopped, and no window is wanted any more

  let settings = await services.settings.get();
  await followSettings(services, (next) => {
    settings = next;
    nativeTheme.themeSource = next.theme;
  });
  const window = createMainWindow({ preloadPath: join(builtFolder, 'preload', 'index.cjs'), userDataFolder });
  const server = createIpcServer(window);
  const acting = (): Profile | undefined => profileOf(session.activeProfileId(), services);
  const speaker = createPersonSpeaker(app.getPreferredSystemLanguages(), () => acting()?.language);
  const showMenu = createSpokenMenu(speaker, (command) => {
    reveal(window);
    server.send('menu:chosen', { command });
  });
  const notices = createDesktopNotices({
    clock,
    acting,
    speaker,
    quietHours: () => settings.quietHours,
    ...createNotifications(window),
  });
  const send: Send = (event, payload) => {
    server.send(event, payload);
    if (event === 'queue:changed') notices.queueChanged((payload as EventPayloads['queue:changed']).upserts);
  };
  const crashNotice = createCrashNotice(createCrashRecord(userDataFolder), join(logFolder(userDataFolder), LOG_FILE_NAME));
  const session = createBorder(services, desktopActions(window, speaker), {
    clock,
    log: logger,
    pinFreshMs: core.timings.pinFreshMs,
  }).connect({
    send,
    onProfileChange: () => {
      showMenu();
      notices.profileChanged();
      clipboardOffers.profileChanged();
      household.refresh();
      const crash = crashNotice(acting());
      if (crash !== undefined) server.send('notice', crash);
    },
  });

  lockWhenNobodyIsThere(core, window, session, () => settings.idleLockMinutes);
  showMenu();
  services.on('profiles-changed', showMenu);
  const clipboardOffers = createClipboardOffers({
    window,
    downloads: services.downloads,
    activeProfileId: session.activeProfileId,
    isWanted: () => settings.offerCopiedLinks,
    send,
    // Nothing of what was read: a clipboard may hold anything.
    onError: () => logger.warn('clipboard could not be read'),
  });
  const household = showInTray({ core, window, server, session, speaker, notices, quit });
  app.on('window-all-closed', () => app.quit());
  stopGathering();
  for (const notice of early) server.send('notice', notice);
  services.on('notice', notices.told);
  servePages(join(builtFolder, 'renderer'), services, session);
  server.serve(session);
  await followLoginItem(services, (news, error) => {
    logger.warn('login item could not be changed', { error });
    server.send('notice', { level: 'warning', ...news });
  });
  appStarts.listen((links) => {
    reveal(window);
    for (const url of links) server.send('link:offered', { url });
  });
  await loadApp(window, { stayHidden: appStarts.startHidden && household.isShown });
}

/** Locks the window's session when its person leaves it, or has not been there for the time that the household has chosen. */
function lockWhenNobodyIsThere(core: Core, window: BrowserWindow, session: Session, idleLockMinutes: () => number | null): void {
  const { clock, timings } = core;
  lockWhenLeft(window, session);
  app.once('before-quit', lockWhenIdle({ session, clock, idleLockMinutes, longestMs: timings.idleLockMs, systemIdleMs }));
}

interface TrayParts {
  readonly core: Core;
  readonly window: BrowserWindow;
  readonly server: IpcServer;
  readonly session: Session;
  readonly speaker: () => Speaker;
  readonly notices: DesktopNotices;
  readonly quit: QuitState;
}

/** What the desktop shows beside the window. */
interface HouseholdInTray {
  /** False where the desktop has no tray. */
  readonly isShown: boolean;
  refresh(): void;
}

/** Shows the household in tray and taskbar until the app quits, acts on the tray's menu, and keeps the computer awake while something runs. */
function showInTray({ core, window, server, session, speaker, notices, quit }: TrayParts): HouseholdInTray {
  const { services, clock, logger } = core;
  const tellProblem = (problem: Failure | undefined): void => {
    if (problem === undefined) return;
    const notice: Notice = { level: 'error', text: problem.message, ...(problem.phrase && { phrase: problem.phrase }) };
    server.send('notice', notice);
    if (!notices.answer({ title: speaker().say('notice.didNotWork'), body: inWords(notice, speaker()) })) reveal(window);
  };
  const tray = createTray((action, profileId) => void actFromTray(action, profileId, window, session).then(tellProblem));
  const showProgress = createTaskbar(window);
  const power = watchPower(core);
  const household = watchTrayState(
    { services, session, clock, speaker, onError: (error) => logger.error('tray could not be updated', { error }) },
    (state, runningCount) => {
      tray?.render(state);
      showProgress(state.items);
      power.keepAwake(runningCount > 0);
    },
  );
  app.once('before-quit', () => {
    household.stop();
    tray?.destroy();
    window.hide();
  });
  if (tray !== undefined) closeToTray(window, quit);
  return { isShown: tray !== undefined, refresh: household.refresh };
}

/** Finds the person that the window acts as. */
function profileOf(profileId: string | undefined, { profiles }: Services): Profile | undefined {
  return profileId === undefined ? undefined : profiles.get(profileId);
}

/** Serves the app's own pages and the library's media to the one browser session. */
function servePages(pagesFolder: string, services: Services, session: Session): void {
  serveAppPages(browserSessions.defaultSession, pagesFolder);
  serveMedia(browserSessions.defaultSession, services.library, session.activeProfileId);
}

/** Does what was chosen in the tray; answers with what was refused. */
async function actFromTray(
  action: TrayAction,
  profileId: string | undefined,
  window: BrowserWindow,
  session: Session,
): Promise<Failure | undefined> {
  if (action.kind === 'open') reveal(window);
  else if (action.kind === 'quit') app.quit();
  const call = trayCall(action, profileId);
  if (call === undefined) return undefined;
  const answer = await session.invoke(call.channel, call.request);
  return answer.ok ? undefined : answer;
}

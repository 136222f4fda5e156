import { app, protocol, type Session, shell, type WebContents } from 'electron';
import { APP_ENTRY, APP_SCHEME, isAppPage, isExternalLink, MEDIA_SCHEME } from './addresses.ts';

/**
 * What the app's pages may load: their own files and the library's media, nothing else. No inline styles, and no picture from
 * the web: a pasted link must not make the window call on strangers.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  `img-src 'self' ${MEDIA_SCHEME}:`,
  `media-src ${MEDIA_SCHEME}:`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  // No text becomes a script or markup: nothing in the pages needs that, so no policy may be made that would allow it.
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** What no page may do, whatever asks for it; a film fills the screen and a report is copied. */
export const PERMISSIONS_POLICY = [
  'accelerometer',
  'bluetooth',
  'camera',
  'clipboard-read',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** A film fills the screen and a report is copied; camera, place, notifications and the rest are never asked for. */
const ALLOWED_PERMISSIONS = new Set(['fullscreen', 'clipboard-sanitized-write']);

/** Makes the two schemes known; must run before `ready`. */
export function declareSchemes(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges },
    { scheme: MEDIA_SCHEME, privileges: { ...privileges, stream: true } },
  ]);
}

/**
 * Closes every way out of the app's own page, for all web contents and browser sessions that ever exist. Must run before `ready`: a session fetches
 * the spell checker's dictionaries with its first window.
 */
export function guardWebContents(): void {
  app.on('session-created', guardBrowserSession);
  app.on('web-contents-created', (_event, contents) => guard(contents));
}

function guard(contents: WebContents): void {
  const stayHome = (event: { preventDefault(): void; readonly url: string }): void => {
    if (event.url !== APP_ENTRY) event.preventDefault();
  };
  contents.on('will-navigate', stayHome);
  contents.on('will-frame-navigate', stayHome);
  contents.on('will-redirect', stayHome);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isAppPage(contents.getURL()) && isExternalLink(url)) shell.openExternal(url).catch(() => undefined); // no program of this computer opens links
    return { action: 'deny' };
  });
}

/** Denies permissions, devices, browser downloads and the spell checker, which would fetch its dictionaries, in this browser session. */
function guardBrowserSession(session: Session): void {
  const isAllowed = (contents: WebContents | null, permission: string): boolean =>
    contents !== null && isAppPage(contents.getURL()) && ALLOWED_PERMISSIONS.has(permission);
  session.setPermissionRequestHandler((contents, permission, answer) => answer(isAllowed(contents, permission)));
  session.setPermissionCheckHandler((contents, permission) => isAllowed(contents, permission));
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]); // else it fetches its dictionaries all the same
  session.on('will-download', (event) => event.preventDefault());
}

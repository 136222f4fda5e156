/**
 * Switches of Chromium and Electron that open the window, its pages or its traffic to somebody else, or take a wall down. A packaged app does not
 * start with any of them: a changed shortcut or start-up entry would be all that is needed to read a PIN as it is typed.
 */
export const DANGEROUS_SWITCHES = [
  // Somebody else drives the window or reads what is in it.
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-debugging-io-pipes',
  'remote-debugging-socket-name',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'auto-open-devtools-for-tabs',
  'enable-automation',
  'load-extension',
  'disable-extensions-except',
  'js-flags',
  // Pages lose their sandbox, or the border between them.
  'no-sandbox',
  'no-zygote-sandbox',
  'disable-setuid-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-namespace-sandbox',
  'disable-gpu-sandbox',
  'single-process',
  'in-process-gpu',
  'disable-web-security',
  'disable-site-isolation-trials',
  'disable-site-isolation-for-policy',
  'allow-running-insecure-content',
  'unsafely-treat-insecure-origin-as-secure',
  'unsafely-disable-devtools-self-xss-warnings',
  'enable-blink-features',
  'disable-blink-features',
  'enable-experimental-web-platform-features',
  // The programs that Chromium starts are other ones.
  'browser-subprocess-path',
  'renderer-cmd-prefix',
  'gpu-launcher',
  'utility-cmd-prefix',
  'ppapi-plugin-launcher',
  'register-pepper-plugins',
  // The traffic goes elsewhere, is believed without proof, or is written down.
  'host-rules',
  'host-resolver-rules',
  'proxy-server',
  'proxy-pac-url',
  'proxy-auto-detect',
  'auth-server-whitelist',
  'auth-server-allowlist',
  'auth-negotiate-delegate-whitelist',
  'auth-negotiate-delegate-allowlist',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'ignore-urlfetcher-cert-requests',
  'allow-insecure-localhost',
  'log-net-log',
  'net-log-capture-mode',
  'ssl-key-log-file',
  // What the page takes from camera, microphone and screen would be made up.
  'use-fake-ui-for-media-stream',
  'auto-select-desktop-capture-source',
] as const;

/** Says in a sentence why a packaged app does not start with the switches that it was given; undefined when none of them is dangerous. */
export function refusalOfSwitches(hasSwitch: (name: string) => boolean): string | undefined {
  const given = DANGEROUS_SWITCHES.filter(hasSwitch).map((name) => `--${name}`);
  if (given.length === 0) return undefined;
  const names = given.length === 1 ? `${given[0]}, which opens` : `${given.join(' and ')}, which open`;
  return `Homereel does not start with ${names} it to others. Remove that from the shortcut or command that starts it.`;
}

/** Returns the content of a `.desktop` file that starts a program at login, by the XDG autostart rules of Linux desktops. */
export function autostartEntry(program: string, argument: string): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Homereel',
    'Comment=Keep videos for everyone at home',
    `Exec=${quoted(program)} ${argument}`,
    'Icon=homereel',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Tells whether the person has switched an entry off in the desktop's own list of what starts at login. */
export function isSwitchedOff(entry: string): boolean {
  return /^\s*(?:Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/m.test(entry);
}

/** A path as one word: quoted, its special letters escaped, then the backslashes again for the file and `%` for the field codes. */
function quoted(path: string): string {
  return `"${path.replace(/[\\"`$]/g, '\\$&')}"`.replaceAll('\\', '\\\\').replaceAll('%', '%%');
}

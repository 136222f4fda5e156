import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../demo/report.ts';
import { type PackedAppPlaces, startInVain } from './packed-app.ts';

const SWITCHES = [
  '--remote-debugging-port=0',
  '--remote-debugging-pipe',
  '--disable-web-security',
  '--host-rules=MAP * 127.0.0.1',
];

/** The package that people get does not start with a switch that opens it to others, says so, and has made nothing. */
export async function debuggerRefused(places: PackedAppPlaces, report: Report): Promise<void> {
  for (const given of SWITCHES) {
    const name = given.replace(/=.*$/, '');
    const { code, said } = await startInVain(places, [given]);
    const named: readonly string[] = said.match(/--[a-z-]+/g) ?? [];
    const isNamed = said.includes('Homereel does not start with') && named.includes(name);
    const isTrue = named.every((other) => other === name || places.args.includes(other));
    const hasOpened =
      said.includes('DevTools listening') || existsSync(join(places.home, '.config', 'Homereel', 'library.sqlite'));
    report.check(
      `The package that people get refuses ${name}`,
      code === 1 && isNamed && isTrue && !hasOpened,
      said.split('\n').at(-1) ?? '',
    );
  }
}

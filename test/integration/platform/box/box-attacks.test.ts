import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type ListenOptions } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isBoxHere, openFolder, pythonInBox, runBoxed, users } from './boxed.ts';

/** Prints for each path whether it could be read, listed or changed. */
const REACH = `
import os, sys
for place in sys.argv[1:]:
    for name, act in (('read', lambda: open(place).read()), ('list', lambda: os.listdir(place)), ('write', lambda: os.close(os.open(place, os.O_WRONLY)))):
        try: act(); print(name, place)
        except OSError: pass
`;

/** Prints for each address whether somebody answered. */
const CONNECT = `
import socket, sys
for family, address in ((socket.AF_INET, ('127.0.0.1', int(sys.argv[1]))), (socket.AF_INET, ('192.0.2.1', 80)),
                        (socket.AF_UNIX, '\\0' + sys.argv[2]), (socket.AF_UNIX, sys.argv[3])):
    asking = socket.socket(family)
    asking.settimeout(3)
    try: asking.connect(address); print('reached', address)
    except socket.timeout: print('sent to', address)
    except OSError: pass
`;

describe.skipIf(!isBoxHere()).each(users)('a hostile program in the box of %s', (user) => {
  test('reads nothing of the home folder, of other videos, of the database or of the people of this computer', async () => {
    const library = openFolder();
    const work = join(library, '.homereel', 'work', 'own');
    const other = join(library, '.homereel', 'work', 'other');
    for (const folder of [work, other]) mkdirSync(folder, { recursive: true, mode: 0o777 });
    for (const file of [join(library, 'Private film.mp4'), join(library, 'library.sqlite'), join(other, 'parts.mp4')]) {
      writeFileSync(file, 'secret', { mode: 0o666 });
    }
    writeFileSync(join(work, 'own.mp4'), 'own');
    chmodSync(join(work, 'own.mp4'), 0o666);
    const places = [join(library, 'Private film.mp4'), join(library, 'library.sqlite'), join(other, 'parts.mp4'), other];
    const system = [
      '/etc/passwd',
      '/etc/shadow',
      '/etc/hostname',
      '/root',
      '/home',
      '/var',
      '/run/dbus',
      '/sys',
      '/proc/1/root/etc/passwd',
    ];
    const told = await pythonInBox(REACH, [...places, ...system, homedir(), join(work, 'own.mp4')], { writable: [work] }, user);
    expect(told.stderr).toBe('');
    const own = join(work, 'own.mp4');
    expect(told.stdout.trim().split('\n')).toEqual([`read ${own}`, `write ${own}`]);
  });

  test('changes neither what it may read nor programs and settings of the system', async () => {
    const folder = openFolder();
    const film = join(folder, 'film.mp4');
    writeFileSync(film, 'whole', { mode: 0o666 });
    const script = `echo x > ${film}; rm -f ${film}; echo x > /usr/bin/evil; echo x > /etc/evil; echo x > /evil; echo x > /proc/sys/kernel/core_pattern; touch ${folder}/new; cat ${film}`;
    const told = await runBoxed({ args: ['-c', script], readable: [film] }, user);
    expect(told.stdout).toBe('whole');
    expect(readFileSync(film, 'utf8')).toBe('whole');
    expect(readdirSync(folder)).toEqual(['film.mp4']);
  });

  test('reaches no service of this computer and no address outside, by name or by socket', async () => {
    const folder = openFolder();
    const asked: string[] = [];
    const canary = async (name: string, where: ListenOptions): Promise<number> => {
      const server = createServer((socket) => {
        asked.push(name);
        socket.destroy();
      });
      await new Promise<void>((listening) => server.listen(where, listening));
      onTestFinished(() => void server.close());
      const address = server.address();
      return typeof address === 'object' && address !== null ? address.port : 0;
    };
    const port = await canary('loopback', { host: '127.0.0.1', port: 0 });
    const abstract = `homereel-canary-${process.pid}-${Math.random()}`;
    await canary('abstract socket', { path: `\0${abstract}` });
    await canary('socket', { path: join(folder, 'socket') });
    const told = await pythonInBox(CONNECT, [String(port), abstract, join(folder, 'socket')], {}, user);
    expect(told).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(asked).toEqual([]);
  });

  test('sees, signals and traces no process of this computer, and makes no namespaces of its own', async () => {
    const script = `
      ls /proc | grep -c '^[0-9]' ; kill -0 ${process.pid} 2>/dev/null && echo signalled; kill -0 -1 2>/dev/null
      unshare -U true 2>/dev/null && echo nested; mount -t tmpfs none /tmp 2>/dev/null && echo mounted; grep CapEff /proc/self/status`;
    const told = await runBoxed({ args: ['-c', script] }, user);
    const [processes, ...rest] = told.stdout.trim().split('\n');
    expect(Number(processes)).toBeLessThan(8);
    expect(rest).toEqual(['CapEff:\t0000000000000000']);
  });

  test('leaves the box by no symbolic and no hard link that it plants in the work folder', async () => {
    const folder = openFolder();
    const work = join(folder, 'work');
    mkdirSync(work);
    const film = join(folder, 'film.mp4');
    for (const file of [film, join(folder, 'private.txt')]) writeFileSync(file, 'secret', { mode: 0o666 });
    const script = `cd ${work}; ln -s ${folder}/private.txt soft; ln -s .. up; cat soft up/private.txt; echo x > soft
      ln ${film} hard; ln /usr/bin/env hard; ls -A`;
    const told = await runBoxed({ args: ['-c', script], readable: [film], writable: [work] }, 'this user');
    expect(told.stdout.split('\n').filter((line) => line !== '')).toEqual(['soft', 'up']);
    expect(readFileSync(join(folder, 'private.txt'), 'utf8')).toBe('secret');
  });

  test('sees of temporary files only its own', async () => {
    const told = await runBoxed({ args: ['-c', 'ls -A /tmp /dev/shm; echo own > /tmp/own; cat "$TMPDIR/own"'] }, user);
    expect(told).toMatchObject({ code: 0, stdout: '/dev/shm:\n\n/tmp:\nown\n' });
    expect(readdirSync('/tmp')).not.toContain('own');
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { boxState, leaveOutOfBox } from '../../../main/platform/box/system-box.ts';
import { createProber } from '../../../main/yt-dlp/probe.ts';
import { detectTools } from '../../../main/yt-dlp/tools.ts';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { box, isBoxHere } from '../platform/box/boxed.ts';
import { createDownloadFixture, type DownloadFixture, programs } from './yt-dlp-fixture.ts';

let fixture: DownloadFixture;
let server: MediaServer;

beforeAll(async () => {
  fixture = await createDownloadFixture();
  server = await startMediaServer();
});
afterAll(async () => {
  await server.close();
  await fixture.remove();
});

/** A yt-dlp that a page has taken over: it tries what it should not, and reports as a title what came of it. */
const TAKEN_OVER = `#!/usr/bin/python3
import json, os, socket, sys, urllib.request
if '--version' in sys.argv: print('2099.01.01'); sys.exit()
told = []
for place in PLACES:
    try: told.append('saw ' + place + str(os.listdir(place) if os.path.isdir(place) else len(open(place).read())))
    except OSError: pass
try: socket.create_connection(('127.0.0.1', PORT), 3); told.append('connected')
except OSError: pass
told.append(urllib.request.urlopen(sys.argv[-1]).read(4).hex())
open('in the work folder', 'w').close()
print(json.dumps({'id': '1', 'title': ' '.join(told), 'extractor_key': 'Taken', 'webpage_url': sys.argv[-1]}))
`;

function program(name: string, text: string): string {
  const file = path.join(fixture.folder, name, 'yt-dlp');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text, { mode: 0o755 });
  return file;
}

test.skipIf(!isBoxHere())(
  'a yt-dlp that a page has taken over sees no files of this computer, and reaches what the gate lets it only',
  async () => {
    let asked = 0;
    const canary = createServer((socket) => {
      asked += 1;
      socket.destroy();
    });
    await new Promise<void>((listening) => canary.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void canary.close());
    const { port } = canary.address() as { port: number };
    const secret = path.join(fixture.folder, 'private.mp4');
    writeFileSync(secret, 'secret');
    const places = JSON.stringify([secret, homedir(), '/home', '/etc/passwd', path.dirname(import.meta.dirname)]);
    const taken = program('taken', TAKEN_OVER.replace('PLACES', places).replace('PORT', String(port)));
    const prober = createProber({
      programs,
      gate: fixture.gate,
      tools: async () => ({ ytDlp: { path: taken, version: '2099.01.01' } }),
      folder: path.join(fixture.folder, 'probes'),
      privateHome: path.join(fixture.folder, 'home'),
      timeoutMs: 60_000,
    });
    const report = await prober.probe(server.url('/m/clip.mp4'));
    // The beginning of the file that it asked the gate for, and nothing else.
    expect(report).toMatchObject({ title: expect.stringMatching(/^[0-9a-f]{8}$/) });
    expect(asked).toBe(0);
  },
);

test.skipIf(!isBoxHere())('a yt-dlp that does not start in the box runs outside of it, and Health says so', async () => {
  const part = path.join(fixture.folder, 'its version');
  writeFileSync(part, '2099.01.01\n');
  const ytDlpPath = program('parted', `#!/bin/sh\nread -r version < '${part}' && echo "$version"\n`);
  onTestFinished(() => leaveOutOfBox(ytDlpPath, false));
  expect(await boxState()).toMatchObject({ strength: box.strength });
  const { ytDlp } = await detectTools({ programs, ytDlpPath });
  expect(ytDlp).toMatchObject({ version: '2099.01.01' });
  expect(await boxState()).toMatchObject({ strength: 'none' });
  // Once it can be started there it is put there again.
  writeFileSync(ytDlpPath, '#!/bin/sh\necho 2099.01.02\n');
  expect((await detectTools({ programs, ytDlpPath })).ytDlp).toMatchObject({ version: '2099.01.02' });
  expect(await boxState()).toMatchObject({ strength: box.strength });
});

test.skipIf(!isBoxHere())('the real yt-dlp and ffmpeg start in the box', async () => {
  const { download } = fixture;
  const { exit, done, stderr } = await download({ url: server.url('/m/clip.mp4') }, 'in the box');
  expect({ exit, stderr, files: done.length }).toEqual({ exit: { code: 0, signal: null }, stderr: '', files: 1 });
  expect(await boxState()).toMatchObject({ strength: box.strength });
});

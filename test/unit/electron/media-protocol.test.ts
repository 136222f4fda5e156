import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { serveMedia } from '../../../main/electron/pages/media-protocol.ts';
import { createFakeServices } from '../../fakes/services.ts';

type Answer = (request: Request) => Promise<Response>;

/** Asks for Mia's video `v1` when the library says that its file is this one. */
async function ask(path: string): Promise<Response> {
  const answers: Answer[] = [];
  const session = { protocol: { handle: (_scheme: string, answer: Answer) => answers.push(answer) } };
  serveMedia(
    session as unknown as Parameters<typeof serveMedia>[0],
    { ...createFakeServices().library, filePath: () => path },
    () => 'mia',
  );
  const request = { url: 'media://video/mia/v1', method: 'GET', headers: new Headers() } as Request;
  return (await answers[0]?.(request)) ?? expect.unreachable();
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'homereel-media-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test('a video is sent', async () => {
  const path = join(folder(), 'film.mp4');
  writeFileSync(path, 'film');
  const response = await ask(path);
  expect([response.status, await response.text()]).toEqual([200, 'film']);
});

test.skipIf(process.platform === 'win32')('a pipe under a video’s name is not waited for', async () => {
  const path = join(folder(), 'film.mp4');
  execFileSync('mkfifo', [path]);
  expect((await ask(path)).status).toBe(404);
});

test('a folder, and a link to something that is no file, are not sent', async () => {
  const made = folder();
  mkdirSync(join(made, 'folder.mp4'));
  expect((await ask(join(made, 'folder.mp4'))).status).toBe(404);
  symlinkSync(process.platform === 'win32' ? made : '/dev/zero', join(made, 'link.mp4'));
  expect((await ask(join(made, 'link.mp4'))).status).toBe(404);
});

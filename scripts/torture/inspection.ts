import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Findings } from './findings.ts';
import type { LibraryCopy } from './library-copy.ts';
import type { Model } from './model.ts';
import { nameIn, type VideoKind } from './videos.ts';

/** What a video's file has to be: SHA-256 in hex, or undefined while it is not known. */
export type ExpectedHash = (kind: VideoKind) => string | undefined;

export interface InspectionOptions {
  readonly root: string;
  readonly model: Model;
  readonly findings: Findings;
  readonly expectedHash: ExpectedHash;
}

/** Compares what a dead app left behind with what it had promised. */
export interface Inspector {
  /** `healedAt`: when this life had healed what earlier ones left; undefined when it did not come so far. */
  inspect(copy: LibraryCopy, healedAt: number | undefined): Promise<void>;
  /** The same for an app that quit by itself after everything had settled: no excuses are left. */
  inspectEnd(copy: LibraryCopy): Promise<void>;
  /** The hash of a library file that was inspected. */
  hashOf(fileName: string): Promise<string>;
}

export function createInspector({ root, model, findings, expectedHash }: InspectionOptions): Inspector {
  const library = path.join(root, 'library');
  const hashes = new Map<string, string>();

  async function hashOf(fileName: string): Promise<string> {
    const file = path.join(library, fileName);
    const { ino, size, mtimeMs } = await lstat(file);
    const key = `${fileName} ${ino} ${size} ${mtimeMs}`;
    const known = hashes.get(key);
    if (known !== undefined) return known;
    const digest = createHash('sha256');
    for await (const chunk of createReadStream(file)) digest.update(chunk);
    const hash = digest.digest('hex');
    hashes.set(key, hash);
    return hash;
  }

  function inspectDatabase(copy: LibraryCopy): void {
    for (const text of copy.unsound) findings.add('unsound', text);
    const running = new Map(copy.openRuns.map((run) => [run.videoId, run]));
    const wanted = new Set(copy.references.map((reference) => reference.videoId));
    for (const { id, url, status, reason } of copy.videos) {
      const occupied = status === 'downloading' || status === 'cancelling';
      const name = nameIn(url);
      if (occupied !== running.has(id)) findings.add('lost', `${name} is ${status} and has ${occupied ? 'no' : 'a'} run`);
      if (wanted.has(id) && status === 'cataloged') findings.add('lost', `${name} is wanted and nobody will fetch it`);
      if (!wanted.has(id) && ['pending', 'downloading', 'failed'].includes(status)) {
        findings.add('lost', `${name} is ${status} and nobody wants it`);
      }
      if (status === 'failed' && reason === null) findings.add('lost', `${name} failed without a reason`);
    }
  }

  /** Every acknowledged reference, and no other; what the app could not say any more is settled by what it did. */
  function compareReferences(copy: LibraryCopy): void {
    const names = new Map(copy.videos.map((video) => [video.id, nameIn(video.url)]));
    for (const [id, name] of names) if (name !== undefined) model.ids.set(name, id);
    model.open.clear();
    for (const { url, status } of copy.videos) {
      const name = nameIn(url);
      if (name !== undefined && ['pending', 'downloading', 'cancelling'].includes(status)) model.open.add(name);
    }
    const actual = new Map(
      copy.references.map(({ profileId, videoId, paused }) => [`${profileId} ${names.get(videoId)}`, paused === 1]),
    );
    for (const { profileId, name, reference } of model.references()) {
      const paused = actual.get(`${profileId} ${name}`);
      actual.delete(`${profileId} ${name}`);
      const isWanted = paused !== undefined;
      const who = `${model.people.indexOf(profileId) + 1} for ${name}`;
      if (reference.wanted !== 'either' && reference.wanted !== isWanted) {
        findings.add('lost', `the reference of person ${who} ${isWanted ? 'came back' : 'is gone'}`);
      } else if (isWanted && reference.paused !== 'either' && reference.paused !== paused) {
        findings.add('lost', `the pause of person ${who} ${paused ? 'came from nowhere' : 'is gone'}`);
      }
      reference.wanted = isWanted;
      reference.known ||= isWanted;
      reference.paused = paused ?? false;
    }
    for (const key of actual.keys()) findings.add('lost', `a reference that nobody made: ${key}`);
  }

  async function inspectFiles(copy: LibraryCopy): Promise<void> {
    const present = new Set((await readdir(library)).filter((name) => name !== '.homereel'));
    // The one moment in which a file may be there before its row: its journal says so, and the next start ends it.
    const journalled = new Set(copy.openRuns.map((run) => run.targetName));
    const owned = new Set<string>();
    for (const { id, url, status, fileName, bytes } of copy.videos) {
      if (fileName === null) continue;
      owned.add(fileName);
      if (status !== 'complete') continue;
      const name = nameIn(url) ?? id;
      if (!present.has(fileName)) {
        findings.add('lost', `${name} is complete and ${fileName} is not there`);
        continue;
      }
      const kind = model.videos.find((video) => video.name === name)?.kind;
      const expected = kind === undefined ? undefined : expectedHash(kind);
      if ((await lstat(path.join(library, fileName))).size !== bytes) findings.add('lost', `${name} has not its bytes`);
      else if (expected !== undefined && (await hashOf(fileName)) !== expected)
        findings.add('lost', `${name} (${kind}) is damaged`);
    }
    for (const fileName of present) {
      if (!owned.has(fileName) && !journalled.has(fileName)) findings.add('strays', `${fileName} in the library`);
    }
  }

  async function inspectWork(copy: LibraryCopy, mayBeLeft: (videoId: string) => boolean): Promise<void> {
    for (const folder of await list(path.join(library, '.homereel', 'work'))) {
      if (!copy.videos.some((video) => video.id === folder)) findings.add('strays', `work/${folder} belongs to no video`);
      else if (!mayBeLeft(folder)) findings.add('strays', `work/${folder} of a finished or unwanted video`);
      for (const entry of await list(path.join(library, '.homereel', 'work', folder))) {
        if (!/^(parts|out|run-[\w-]+)$/.test(entry)) findings.add('strays', `work/${folder}/${entry}`);
      }
    }
  }

  async function inspectThumbnails(copy: LibraryCopy, areDraftsAllowed: boolean): Promise<void> {
    const withFile = new Set(copy.videos.filter((video) => video.fileName !== null).map((video) => video.id));
    for (const entry of await list(path.join(library, '.homereel', 'thumbnails'))) {
      const [id = '', ...endings] = entry.split('.');
      if (!withFile.has(id)) findings.add('strays', `the thumbnail ${entry} belongs to no file`);
      if (endings.includes('draft') && !areDraftsAllowed) findings.add('strays', `the draft ${entry}`);
    }
  }

  return {
    async inspect(copy, healedAt) {
      inspectDatabase(copy);
      compareReferences(copy);
      await inspectFiles(copy);
      const videos = new Map(copy.videos.map((video) => [video.id, video]));
      await inspectWork(copy, (videoId) => {
        const video = videos.get(videoId);
        // Finished in this life: the kill may have come before its folder was gone.
        return video?.status !== 'complete' || healedAt === undefined || (video.completedAt ?? 0) >= healedAt;
      });
      if (healedAt !== undefined) await inspectThumbnails(copy, true);
    },
    async inspectEnd(copy) {
      inspectDatabase(copy);
      compareReferences(copy);
      await inspectFiles(copy);
      const failed = new Set(copy.videos.filter((video) => video.status === 'failed').map((video) => video.id));
      await inspectWork(copy, (videoId) => failed.has(videoId));
      await inspectThumbnails(copy, false);
      for (const run of copy.openRuns) findings.add('lost', `a run of ${run.videoId} has no end`);
    },
    hashOf,
  };
}

function list(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Session } from 'electron';
import type { Services } from '../../ipc/services.ts';
import { MEDIA_SCHEME, type MediaAddress, parseMediaAddress } from './addresses.ts';
import { parseByteRange } from './byte-range.ts';
import { mediaType, thumbnailType } from './content-types.ts';

const READ_CHUNK_BYTES = 256 * 1024;
/** A pipe that somebody put under a video's name would be waited for, which blocks one of a few threads. Windows has none among its files. */
const READ_WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const headers = { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' };

const refuse = (status: number, more: Record<string, string> = {}): Response =>
  new Response(null, { status, headers: { ...headers, ...more } });

/**
 * Serves the library's videos and thumbnails at `media://`, in ranges so that the player can seek. The browser session belongs to one
 * window: an address is answered only if it names the profile which that window acts as at that moment, and only for what
 * the library lets that profile see.
 */
export function serveMedia(session: Session, library: Services['library'], activeProfileId: () => string | undefined): void {
  session.protocol.handle(MEDIA_SCHEME, async (request) => {
    const address = parseMediaAddress(request.url);
    if (address === undefined) return refuse(404);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    if (address.profileId !== activeProfileId()) return refuse(403);
    const path = await pathOf(library, address);
    const type = path === undefined ? undefined : address.kind === 'video' ? mediaType(path) : thumbnailType(path);
    if (path === undefined || type === undefined) return refuse(404);
    return await sendFile(path, type, request);
  });
}

async function pathOf(library: Services['library'], { kind, profileId, target }: MediaAddress): Promise<string | undefined> {
  if (kind === 'thumb') return await library.thumbnailPath(profileId, target);
  if (kind === 'site-picture') return await library.siteThumbnailPath(profileId, target);
  try {
    return library.filePath(profileId, target);
  } catch {
    return undefined; // not in this person's library
  }
}

async function sendFile(path: string, type: string, request: Request): Promise<Response> {
  let file: FileHandle;
  try {
    file = await open(path, READ_WITHOUT_WAITING);
  } catch {
    return refuse(404); // removed meanwhile, or its disk was pulled
  }
  const found: Stats | undefined = await file.stat().catch(() => undefined);
  if (found === undefined || !found.isFile()) {
    await file.close();
    return refuse(404);
  }
  const { size } = found;
  const range = parseByteRange(request.headers.get('range'), size);
  if (range === 'unsatisfiable' || request.method === 'HEAD' || size === 0) {
    await file.close();
    if (range === 'unsatisfiable') return refuse(416, { 'Content-Range': `bytes */${size}` });
    return new Response(null, {
      headers: { ...headers, 'Content-Type': type, 'Content-Length': `${size}`, 'Accept-Ranges': 'bytes' },
    });
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const bytes = file.createReadStream({ start, end, highWaterMark: READ_CHUNK_BYTES }); // closes the file when it ends or is dropped
  return new Response(Readable.toWeb(bytes) as ReadableStream<Uint8Array>, {
    status: range === undefined ? 200 : 206,
    headers: {
      ...headers,
      'Content-Type': type,
      'Content-Length': `${end - start + 1}`,
      'Accept-Ranges': 'bytes',
      ...(range === undefined ? {} : { 'Content-Range': `bytes ${start}-${end}/${size}` }),
    },
  });
}

import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';

/** Reads pieces of a source; close it when done. */
export type ByteReader = {
  /** Fills `buffer` from `position` on and answers how many bytes it got (0 at the end). */
  read(buffer: Buffer, position: number): Promise<number>;
  close(): Promise<void>;
};

/** Something with a known length that can be served with ranges. */
export type ByteSource = {
  sizeBytes: number;
  contentType: string;
  entityTag: string;
  modifiedAt: Date;
  open(): Promise<ByteReader>;
};

const contentTypes: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.m4s': 'video/iso.segment',
  '.webm': 'video/webm',
  '.m4a': 'audio/mp4',
  '.mp3': 'audio/mpeg',
  '.ts': 'video/mp2t',
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.mpd': 'application/dash+xml',
  '.jpg': 'image/jpeg',
  '.vtt': 'text/vtt; charset=utf-8',
};

/** The source that is a file on disk. Rejects if it is not there. */
export async function fileSource(file: string): Promise<ByteSource> {
  const { size, mtime } = await stat(file);
  return {
    sizeBytes: size,
    contentType: contentTypes[path.extname(file)] ?? 'application/octet-stream',
    entityTag: `"${size.toString(16)}-${mtime.getTime().toString(16)}"`,
    modifiedAt: mtime,
    async open() {
      const handle = await open(file, 'r');
      return {
        read: async (buffer, position) => (await handle.read(buffer, 0, buffer.length, position)).bytesRead,
        close: () => handle.close(),
      };
    },
  };
}

/** A source of any size without a disk: it starts like `head` and goes on with zeros, so it claims to be a video and is none. */
export function paddedSource(head: ByteSource, sizeBytes: number): ByteSource {
  return {
    ...head,
    sizeBytes,
    entityTag: `"padded-${sizeBytes.toString(16)}"`,
    async open() {
      const reader = await head.open();
      return {
        async read(buffer, position) {
          const length = Math.max(0, Math.min(buffer.length, sizeBytes - position));
          if (position < head.sizeBytes) return reader.read(buffer.subarray(0, length), position);
          buffer.fill(0, 0, length);
          return length;
        },
        close: () => reader.close(),
      };
    },
  };
}

/** A source that is a text, with an ETag of its content. */
export function textSource(text: string, contentType: string, modifiedAt: Date): ByteSource {
  const bytes = Buffer.from(text);
  return {
    sizeBytes: bytes.length,
    contentType,
    entityTag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`,
    modifiedAt,
    open: async () => ({ read: async (buffer, position) => bytes.copy(buffer, 0, position), close: async () => undefined }),
  };
}

import { extname } from 'node:path';

const pageTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

const mediaTypes: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
  '.mkv': 'video/x-matroska',
  '.ts': 'video/mp2t',
  '.flv': 'video/x-flv',
  '.avi': 'video/x-msvideo',
  '.3gp': 'video/3gpp',
  '.ogv': 'video/ogg',
  '.m4a': 'audio/mp4',
  '.mp3': 'audio/mpeg',
  '.opus': 'audio/ogg',
  '.ogg': 'audio/ogg',
  '.oga': 'audio/ogg',
  '.aac': 'audio/aac',
  '.flac': 'audio/flac',
  '.wav': 'audio/wav',
  '.weba': 'audio/webm',
};

const thumbnailTypes: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
};

const extension = (path: string): string => extname(path).toLowerCase();

/** Types of the app's own files; undefined for one that it does not have. */
export const pageType = (path: string): string | undefined => pageTypes[extension(path)];
/** Types of what the library may hold; undefined for anything that is neither sound nor film. */
export const mediaType = (path: string): string | undefined => mediaTypes[extension(path)];
/** Returns the content type of a thumbnail. */
export const thumbnailType = (path: string): string | undefined => thumbnailTypes[extension(path)];

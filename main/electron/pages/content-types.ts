import { extname } from 'node:path';
import { contentTypeOf } from '../../media/containers.ts';

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
export const mediaType = (path: string): string | undefined => contentTypeOf(extension(path));
/** Returns the content type of a thumbnail. */
export const thumbnailType = (path: string): string | undefined => thumbnailTypes[extension(path)];

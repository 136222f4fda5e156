import { readFile } from 'node:fs/promises';
import type { Session } from 'electron';
import { APP_HOST, APP_SCHEME, fileInside } from './addresses.ts';
import { pageType } from './content-types.ts';
import { CONTENT_SECURITY_POLICY, PERMISSIONS_POLICY } from './security.ts';

const headers = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Permissions-Policy': PERMISSIONS_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
};

const refuse = (status: number): Response => new Response(null, { status, headers });

/** Serves the built pages in `folder` at `app://homereel/`, and nothing outside that folder. */
export function serveAppPages(session: Session, folder: string): void {
  session.protocol.handle(APP_SCHEME, async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    if (method !== 'GET') return refuse(405);
    const path = host === APP_HOST ? fileInside(folder, pathname) : undefined;
    const type = path === undefined ? undefined : pageType(path);
    if (path === undefined || type === undefined) return refuse(404);
    try {
      return new Response(await readFile(path), { headers: { ...headers, 'Content-Type': type } });
    } catch {
      return refuse(404); // no such page
    }
  });
}

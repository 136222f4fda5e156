import type { Migration } from './migration.ts';

/** Keeps which video an adult was shown with a request: a yes is for that one, and the link can lead to another later. */
export const requestVideo: Migration = {
  version: 18,
  name: 'request-video',
  sql: 'ALTER TABLE requests ADD COLUMN extractor_id TEXT;',
};

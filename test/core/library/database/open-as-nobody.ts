// Child of database.test.ts: opens the library in argv[2] as a user without special rights and prints what came of it.
import Database from 'better-sqlite3';
import { openLibraryDatabase } from '../../../../main/library/database/database.ts';

// Loads the native addon while its file can still be read.
new Database(':memory:').close();
const NOBODY = 65_534;
if (process.getuid?.() === 0) {
  process.setgroups?.([]);
  process.setgid?.(NOBODY);
  process.setuid?.(NOBODY);
}

const file = process.argv[2] ?? '';
try {
  openLibraryDatabase({ file }).close();
  process.stdout.write(JSON.stringify({ name: 'opened', message: '' }));
} catch (error) {
  const { name, message } = error as Error;
  process.stdout.write(JSON.stringify({ name, message }));
}

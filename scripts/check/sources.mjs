import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';

const folders = ['main', 'renderer', 'preload', 'test', 'scripts'];
const codeFile = /\.(?:ts|tsx|mts|mjs|cjs|js|jsx)$/;
/** A table of cases in a test may be longer than code. */
const longestLines = { code: 300, test: 400 };
const emptyWords = /(?:^|[-.])(?:utils?|helpers?|managers?|commons?)(?:[-.]|$)/i;

/**
 * Every file and folder below a folder.
 * @param {string} folder
 * @returns {string[]} paths
 */
function below(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? [path, ...below(path)] : [path];
  });
}

/**
 * What is wrong with the sizes and names of a checkout's sources.
 * @param {string} root
 * @returns {string[]} a sentence each
 */
function complaints(root) {
  const paths = folders.filter((folder) => existsSync(join(root, folder))).flatMap((folder) => below(join(root, folder)));
  return paths.flatMap((path) => {
    const shown = relative(root, path);
    const found = [];
    if (emptyWords.test(basename(path)))
      found.push(`${shown}: the name says nothing (utils, helpers, manager, common); name what it does`);
    if (codeFile.test(path)) {
      const lines = readFileSync(path, 'utf8').split('\n').length - 1;
      const most = shown.startsWith('test') ? longestLines.test : longestLines.code;
      if (lines > most) found.push(`${shown}: ${lines} lines, more than ${most}; split it by reasons to change`);
    }
    return found;
  });
}

// usage: node scripts/check/sources.mjs [root]
const found = complaints(resolve(process.argv[2] ?? '.'));
for (const complaint of found) process.stdout.write(`${complaint}\n`);
process.exitCode = found.length === 0 ? 0 : 1;

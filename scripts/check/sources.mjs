import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';

const folders = ['main', 'renderer', 'preload', 'phrasebook', 'test', 'scripts'];
const codeFile = /\.(?:ts|tsx|mts|mjs|cjs|js|jsx)$/;
/** A table of cases in a test may be longer than code. */
const longestLines = { code: 300, test: 400 };
const logCall = /\b(?:logger|log)\.(?:debug|info|warn|error)\(/g;
const flattenedError = /\bString\(\s*(?:error|cause|reason)\b|\b(?:error|cause)\.(?:message|stack)\b/;
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
 * Finds log calls that turn an error into text, which loses its stack and cause; the logger unfolds the error itself.
 * @param {string} source
 * @returns {number[]} lines, counted from 1
 */
function flattenedErrors(source) {
  return [...source.matchAll(logCall)]
    .filter((call) => flattenedError.test(argumentsAt(source, call.index + call[0].length)))
    .map((call) => source.slice(0, call.index).split('\n').length);
}

/**
 * What stands between a call's parentheses; a parenthesis in a string is counted too, which only matters if it has no partner.
 * @param {string} source
 * @param {number} start just after the opening parenthesis
 */
function argumentsAt(source, start) {
  let open = 1;
  for (let at = start; at < source.length; at += 1) {
    if (source[at] === '(') open += 1;
    else if (source[at] === ')') open -= 1;
    if (open === 0) return source.slice(start, at);
  }
  return source.slice(start);
}

/**
 * What is wrong with the sizes, names and log calls of a checkout's sources.
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
      const source = readFileSync(path, 'utf8');
      const lines = source.split('\n').length - 1;
      const most = shown.startsWith('test') ? longestLines.test : longestLines.code;
      if (lines > most) found.push(`${shown}: ${lines} lines, more than ${most}; split it by reasons to change`);
      if (shown.startsWith('main'))
        for (const line of flattenedErrors(source))
          found.push(`${shown}:${line}: the log call drops the error's stack; pass { error }`);
    }
    return found;
  });
}

// usage: node scripts/check/sources.mjs [root]
const found = complaints(resolve(process.argv[2] ?? '.'));
for (const complaint of found) process.stdout.write(`${complaint}\n`);
process.exitCode = found.length === 0 ? 0 : 1;

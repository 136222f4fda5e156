import { existsSync, readdirSync } from 'node:fs';
import { join, posix, relative, resolve } from 'node:path';
import { findCircles } from './circles.mjs';
import { rooms } from './layers.mjs';
import { app, commonStems, drivers, folders, forbiddenArrows, functions } from './limits.mjs';
import { readSource } from './read-source.mjs';

/**
 * @typedef {import('./layers.mjs').Room} Room
 * @typedef {import('./read-source.mjs').Source} Source
 * @typedef {Room & { path: string }} Place a room with its path from the root
 */

const sourceFile = /\.(?:ts|tsx|mts|mjs)$/;

/**
 * Lists the rooms that a file is in, from the outermost inwards; the last one has no parts, else the file is in none of them.
 * @param {string} path
 * @param {readonly Room[]} inside
 * @param {string} prefix
 * @returns {Place[]}
 */
function placesOf(path, inside = rooms, prefix = '') {
  const named = inside.find(({ room }) => room !== '*' && isIn(path, prefix + room));
  const found = named ?? inside.find(({ room }) => room === '*' && !path.slice(prefix.length).includes('/'));
  if (found === undefined) return [];
  const place = { ...found, path: prefix + found.room };
  return [place, ...placesOf(path, found.parts ?? [], `${place.path}/`)];
}

/**
 * @param {string} path
 * @param {string} room
 */
function isIn(path, room) {
  return path.startsWith(`${room}/`) || path.replace(/\.[^/]*$/, '') === room;
}

/**
 * Judges an arrow between two files where their ways part.
 * @param {string} from
 * @param {string} to
 * @returns {string | undefined} the rule that it breaks, as a sentence
 */
function brokenRule(from, to) {
  const targets = placesOf(to);
  for (const [depth, { path, imports, says }] of placesOf(from).entries()) {
    const target = targets[depth];
    if (target?.path === path) continue;
    const isAllowed = imports === '*' || (target !== undefined && imports.includes(target.room));
    return isAllowed ? undefined : `${path} may import ${listed(imports)} of the rooms beside it. ${says}`;
  }
  return undefined;
}

/**
 * @param {string} from
 * @param {string} name
 * @returns {string | undefined} the rule that it breaks, as a sentence
 */
function brokenPackageRule(from, name) {
  for (const { path, packages, says } of placesOf(from)) {
    if (packages === undefined) continue;
    const isAllowed =
      'allBut' in packages ? !packages.allBut.includes(name) : packages.includes(name.replace(/^node:.*/, 'node:*'));
    if (!isAllowed)
      return `${path} may use ${'allBut' in packages ? `all but ${packages.allBut.join(', ')}` : listed(packages)} of the packages. ${says}`;
  }
  return undefined;
}

/** @param {readonly string[]} names */
function listed(names) {
  return names.length === 0 ? 'none' : `only ${names.join(', ')}`;
}

/**
 * Finds the arrows that are against the table, and files that it does not know.
 * @param {readonly Source[]} sources
 * @returns {string[]}
 */
function judgeArrows(sources) {
  const excused = forbiddenArrows.map(({ from, to }) => `${from} -> ${to}`);
  const against = new Map(sources.flatMap(({ path, imports }) => imports.flatMap((imported) => arrowAgainst(path, imported))));
  return [
    ...sources.filter(({ error }) => error !== undefined).map(({ path, error }) => `${path}: cannot be parsed: ${error}`),
    ...sources
      .filter(({ path }) => (placesOf(path).at(-1) ?? { parts: [] }).parts !== undefined)
      .map(({ path }) => `no room: ${path} is in no room; give its folder a row in scripts/check/layers.mjs`),
    ...[...against].filter(([arrow]) => !excused.includes(arrow)).map(([arrow, rule]) => `forbidden: ${arrow}: ${rule}`),
    ...excused.filter((arrow) => !against.has(arrow)).map((arrow) => notNeeded('forbiddenArrows', arrow)),
  ];
}

/**
 * @param {string} path
 * @param {import('./read-source.mjs').Import} imported
 * @returns {[string, string][]} the arrow and the rule that it breaks, or nothing
 */
function arrowAgainst(path, { file, package: name, line }) {
  if (file === undefined && name === undefined) {
    const isApp = app.some((folder) => path.startsWith(`${folder}/`));
    return isApp
      ? [[`${path} -> a name computed in line ${line}`, 'The app names what it imports, so that it can be checked.']]
      : [];
  }
  const rule = file === undefined ? brokenPackageRule(path, name ?? '') : brokenRule(path, file);
  return rule === undefined ? [] : [[`${path} -> ${file ?? name}`, rule]];
}

/**
 * Finds files that reach each other, types included.
 * @param {readonly Source[]} sources
 * @returns {string[]}
 */
function judgeCircles(sources) {
  const graph = new Map(sources.map(({ path, imports }) => [path, imports.flatMap(({ file }) => file ?? [])]));
  for (const [path, files] of graph)
    graph.set(
      path,
      files.filter((file) => graph.has(file)),
    );
  return findCircles(graph).map((files) => `circle: ${files.join(', ')} import each other`);
}

/**
 * Finds folders that hold too much and the largest one.
 * @param {readonly Source[]} sources
 */
function judgeFolders(sources) {
  const counts = [...countBy(sources.map(({ path }) => posix.dirname(path)))].sort(([, a], [, b]) => b - a);
  const [[folder, count] = ['none', 0]] = counts;
  const complaints = counts
    .filter(([name, files]) => files > folders.mostFiles && !(name in folders.unlimited))
    .map(
      ([name, files]) =>
        `large folder: ${name} holds ${files} source files, more than ${folders.mostFiles}; divide it by subject`,
    );
  return { largest: `${folder} (${count})`, complaints };
}

/**
 * @param {readonly string[]} values
 * @returns {Map<string, number>}
 */
function countBy(values) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/**
 * Finds functions that are too long and the longest one.
 * @param {readonly Source[]} sources
 */
function judgeFunctions(sources) {
  const all = sources
    .flatMap(({ path, functions: own }) =>
      own.map((size) => ({ ...size, key: `${path} ${size.name}`, place: `${path}:${size.line}` })),
    )
    .sort((a, b) => b.lines - a.lines);
  const long = all.filter(({ lines }) => lines > functions.mostLines);
  const [longest] = all;
  return {
    longest: longest === undefined ? 'none' : `${longest.place} ${longest.name} (${longest.lines} lines)`,
    complaints: [
      ...long
        .filter(({ key, lines }) => lines > (functions.longer[key] ?? functions.mostLines))
        .map(({ place, name, lines, key }) => {
          const most = functions.longer[key] ?? functions.mostLines;
          return `long function: ${place} ${name} has ${lines} lines, more than ${most}; split it by what it does`;
        }),
      ...Object.keys(functions.longer)
        .filter((key) => !long.some((one) => one.key === key))
        .map((key) => notNeeded('functions.longer', key)),
    ],
  };
}

/**
 * Finds files of one stem: a reader takes one for the other.
 * @param {readonly Source[]} sources
 * @returns {string[]}
 */
function judgeStems(sources) {
  /** @type {Map<string, string[]>} */
  const byStem = new Map();
  for (const { path } of sources) {
    const stem = posix.basename(path).replace(/\.[^.]+$/, '');
    byStem.set(stem, [...(byStem.get(stem) ?? []), path]);
  }
  return [...byStem]
    .filter(([stem, files]) => files.length > 1 && !commonStems.includes(stem))
    .map(([, files]) => `same stem: ${files.join(', ')}; name each for what it does`);
}

/**
 * @param {string} list
 * @param {string} entry
 */
function notNeeded(list, entry) {
  return `not needed: ${entry} is mended; take it out of ${list} in scripts/check/limits.mjs`;
}

/**
 * Reads the sources below a folder of the checkout.
 * @param {string} root
 * @param {string} folder
 * @returns {Source[]}
 */
function sourcesBelow(root, folder) {
  if (!existsSync(posix.join(root, folder))) return [];
  return readdirSync(posix.join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && sourceFile.test(entry.name))
    .map(({ parentPath, name }) => readSource(root, relative(root, join(parentPath, name)).replaceAll('\\', '/')))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

// usage: node scripts/check/arrows.mjs [root]
const root = resolve(process.argv[2] ?? '.');
const appSources = app.flatMap((folder) => sourcesBelow(root, folder));
const sources = [...appSources, ...drivers.flatMap((folder) => sourcesBelow(root, folder))];
const arrows = judgeArrows(sources);
const circles = judgeCircles(sources);
const { largest } = judgeFolders(appSources);
const { complaints: largeFolders } = judgeFolders(sources);
const { longest, complaints: longFunctions } = judgeFunctions(appSources);
const complaints = [...arrows, ...circles, ...largeFolders, ...longFunctions, ...judgeStems(appSources)];
for (const complaint of complaints) process.stdout.write(`${complaint}\n`);
const forbidden = arrows.filter((complaint) => complaint.startsWith('forbidden')).length + forbiddenArrows.length;
process.stdout.write(
  `arrows: ${forbidden} forbidden, ${circles.length} circles, ${sources.length} files; largest folder ${largest}; longest function ${longest}\n`,
);
process.exitCode = complaints.length === 0 ? 0 : 1;

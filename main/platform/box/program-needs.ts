import { constants, type Stats } from 'node:fs';
import { access, lstat, open, readlink, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** The system's folders of programs and libraries: whole in every box, so nothing below them has to be named. */
export const PROGRAM_FOLDERS: readonly string[] = [
  ...['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'],
  ...['/nix/store', '/gnu/store', '/run/current-system/sw', '/home/linuxbrew/.linuxbrew'],
];

const FALLBACK_PATH = '/usr/local/bin:/usr/bin:/bin';
/** A launcher is a few lines; what is larger and begins with `#!` is an archive. */
const MOST_LAUNCHER_BYTES = 64 * 1024;
/** A program that starts by way of more files than this is none that can be understood. */
const DEEPEST = 8;
const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'zsh', 'ksh']);
/** Where the ways of scripts to ask for their own folder begin. */
const OWN_FOLDER = /\$\{?0|BASH_SOURCE/;
const ABSOLUTE_PATHS = /(?<![\w.$}"'/-])["']?(\/[^\s"'`;|&<>(){}$*?]+)/g;

/** A program, and what has to be there for it to start. */
export interface ProgramNeeds {
  /** The absolute path. */
  readonly file: string;
  /** Files and folders outside of the system's own. */
  readonly paths: readonly string[];
}

/**
 * Finds a program and what it needs besides the system's own files: itself through all links, the interpreter that its first line names with
 * that one's libraries, and what a launcher in the shell's language starts. Never the home folder, nor one that holds it. Rejects with `code`
 * ENOENT or EACCES as a start would.
 */
export async function findProgramNeeds(command: string, pathVariable: string | undefined): Promise<ProgramNeeds> {
  const file = await findOnPath(command, pathVariable ?? FALLBACK_PATH);
  const found = new Set<string>();
  await addProgram(file, pathVariable ?? FALLBACK_PATH, found, 0);
  const home = homedir();
  const isTooMuch = (place: string): boolean => place === '/' || `${home}/`.startsWith(`${place}/`);
  return { file, paths: [...found].filter((place) => !isOfTheSystem(place) && !isTooMuch(place)) };
}

function isOfTheSystem(file: string): boolean {
  return PROGRAM_FOLDERS.some((folder) => file === folder || file.startsWith(`${folder}/`));
}

async function findOnPath(command: string, pathVariable: string): Promise<string> {
  const folders = command.includes('/') ? [''] : pathVariable.split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  let failure: unknown = Object.assign(new Error(`spawn ${command} ENOENT`), { code: 'ENOENT' });
  for (const folder of folders) {
    const file = path.resolve(folder, command);
    try {
      await access(file, constants.X_OK);
      if ((await stat(file)).isFile()) return file;
      failure = Object.assign(new Error(`spawn ${file} EACCES`), { code: 'EACCES' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') failure = error;
    }
  }
  throw failure;
}

async function addProgram(file: string, pathVariable: string, found: Set<string>, depth: number): Promise<void> {
  if (depth > DEEPEST || found.has(file)) return;
  const real = await realpath(file);
  for (const link of await linksOf(file)) found.add(link);
  found.add(real);
  if (path.basename(path.dirname(real)) === 'bin') await addExisting(librariesOf(real), found);
  await addExisting([path.join(path.dirname(real), '_internal')], found);

  const text = await launcherText(real);
  const [interpreter = '', ...words] = /^#!\s*(.*)/.exec(text)?.[1]?.trim().split(/\s+/) ?? [];
  if (interpreter === '') return;
  const isEnv = path.basename(interpreter) === 'env';
  const named = isEnv ? words.find((word) => !word.startsWith('-') && !word.includes('=')) : interpreter;
  const program = await findOnPath(named ?? interpreter, pathVariable).catch(() => undefined);
  if (program === undefined) return;
  await addProgram(program, pathVariable, found, depth + 1);
  if (path.basename(program).startsWith('python')) await addPrefixes(program, found);
  if (!SHELLS.has(path.basename(program))) return;
  if (OWN_FOLDER.test(text)) found.add(path.dirname(real));
  for (const [, mentioned = ''] of text.matchAll(ABSOLUTE_PATHS)) {
    if (await isProgram(mentioned)) await addProgram(mentioned, pathVariable, found, depth + 1);
  }
}

/** The file itself and each link on the way to what it stands for. */
async function linksOf(file: string): Promise<readonly string[]> {
  const chain = [file];
  for (let current = file; chain.length <= DEEPEST; chain.push(current)) {
    const stats = await lstat(current).catch((): Stats | undefined => undefined);
    if (!stats?.isSymbolicLink()) break;
    current = path.resolve(path.dirname(current), await readlink(current));
  }
  return chain;
}

const librariesOf = (program: string): readonly string[] =>
  ['lib', 'lib64'].map((name) => path.join(path.dirname(program), '..', name));

/** A Python of its own has its modules beside its `bin`; that of a virtual environment has some there and some where its link leads. */
async function addPrefixes(program: string, found: Set<string>): Promise<void> {
  for (const file of new Set([...(await linksOf(program)), await realpath(program)])) {
    const folder = path.dirname(file);
    if (path.basename(folder) === 'bin') await addExisting([path.join(folder, '..', 'pyvenv.cfg'), ...librariesOf(file)], found);
  }
}

async function addExisting(places: readonly string[], found: Set<string>): Promise<void> {
  for (const place of places) {
    await access(place).then(
      () => found.add(place),
      () => undefined,
    );
  }
}

async function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    async () => (await stat(file)).isFile(),
    () => false,
  );
}

/** The text of a script; of a program in machine language, or an archive, as much as its first line. */
async function launcherText(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(MOST_LAUNCHER_BYTES), 0, MOST_LAUNCHER_BYTES, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

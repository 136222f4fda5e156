import { setTimeout as pause } from 'node:timers/promises';
import { ERROR_CODES } from '../../preload/contract/errors.ts';
import { type FuzzMessage, ME, MEDIA, NEW_IDS } from './messages/channel-messages.ts';
import { type FuzzWorld, WINDOWS } from './world/fuzz-world.ts';
import { secretsIn } from './world/marks.ts';

/** Something that must not be: `leaked` a secret that reached a window, `crashed` anything else that broke. */
export interface Fault {
  readonly kind: 'crashed' | 'leaked';
  /** What is wrong in a sentence, the same for the same fault. */
  readonly what: string;
  /** What it was seen by. */
  readonly evidence: string;
}

export interface Played {
  readonly refused: boolean;
  readonly ms: number;
  readonly fault?: Fault;
}

/** Longer than this nothing may take that a window asks for while nothing is downloaded. */
export const ANSWER_LIMIT_MS = 5000;

/** What a refusal may write all the same: guesses at a PIN, and what a child asks for. */
const WRITING_REFUSALS: ReadonlySet<string> = new Set(['wrong-pin', 'wrong-code', 'locked-out', 'approval-needed']);
/** What a child may change; these answer at once, so that nothing else of the app comes in between. */
const CHANGES =
  /^(?:downloads:(?!trigger)|library:(?:remove|undo|purge)|requests:(?!create)|profiles:(?:choose|update)|playback:)/;
const EVIDENCE_LIMIT = 600;

const fault = (kind: Fault['kind'], what: string, evidence = ''): Fault => ({
  kind,
  what,
  evidence: evidence.slice(0, EVIDENCE_LIMIT),
});

/** Plays messages in one world, one after the other, and judges what comes back. */
export interface Player {
  play(message: FuzzMessage): Promise<Played>;
}

/** `uncaught` returns, and forgets, what was thrown meanwhile where nobody catches it. */
export function createPlayer(world: FuzzWorld, uncaught: () => readonly string[]): Player {
  const newIds: string[] = [];

  function tokenValue(token: string, window: FuzzMessage['window']): string {
    if (token === ME) {
      const { person } = WINDOWS[window];
      return person === undefined ? world.template.people.gran : world.template.people[person];
    }
    if (token.startsWith('‹mine:')) {
      const whose = WINDOWS[window].person ?? 'gran';
      return world.template.tokens.get(token.replace('‹mine:', `‹video:${whose}s`)) ?? token;
    }
    const newest = NEW_IDS.indexOf(token);
    if (newest >= 0) return newIds.at(-1 - newest) ?? token;
    if (token === '‹folder›') return world.folder;
    return world.template.tokens.get(token) ?? token;
  }

  /** Tells which tables a refused message changes each time, once nothing else is under way that could have done it. */
  async function writesOf(message: FuzzMessage, body: unknown): Promise<string[]> {
    let always: string[] | undefined;
    for (let time = 0; time < CONFIRMATIONS && always?.length !== 0; time += 1) {
      await untilQuiet(world);
      const before = world.digest();
      await withLimit(answerOf(world, message, body));
      const changed = world.changedSince(before);
      always = always?.filter((table) => changed.includes(table)) ?? changed;
    }
    return always ?? [];
  }

  return {
    async play(message) {
      const { session } = world.windows[message.window];
      const body = withTokens(message.body, (token) => tokenValue(token, message.window));
      const before = { version: world.dataVersion(), viewer: session.activeProfileId() };
      const sitter = { profileId: before.viewer, hasFreshPin: WINDOWS[message.window].isFresh };
      const why = world.whyRefused(message.channel, body, sitter);
      const isChange = message.window.startsWith('child') && CHANGES.test(message.channel) && !world.hasPages;
      const child = isChange ? before.viewer : undefined;
      const others = child === undefined ? undefined : world.othersRows(child);
      const startedMs = performance.now();
      const answer = await withLimit(answerOf(world, message, body));
      const ms = performance.now() - startedMs;
      if (answer === TOO_LATE) return { refused: false, ms, fault: fault('crashed', `no answer within ${ANSWER_LIMIT_MS} ms`) };
      const wrote = world.dataVersion() !== before.version;
      const text = textOf(answer);
      for (const id of secretsIn(text)) if (id.includes('-') && !newIds.includes(id)) newIds.push(id);
      const refused = isRefusal(answer);
      let found =
        crashOf(world, answer, uncaught()) ??
        leakOf(world, message, textOf(body), text, [before.viewer, session.activeProfileId()]);
      if (found === undefined && child !== undefined && wrote && session.activeProfileId() === child) {
        if (world.othersRows(child) !== others)
          found = fault('leaked', `${message.channel} let a child change what is not its own`, text);
      }
      if (found === undefined && why !== undefined && !refused)
        found = fault('leaked', `${message.channel} was granted though ${why}`, text);
      if (found === undefined && refused && wrote && !WRITING_REFUSALS.has(answer.code)) {
        const tables = await writesOf(message, body);
        if (tables.length > 0) found = fault('crashed', `a refused message changed ${tables.join(', ')}`, text);
      }
      return { refused, ms, ...(found !== undefined && { fault: found }) };
    },
  };
}

/** What the app does by itself may fall into the same moment once, and not each time. */
const CONFIRMATIONS = 3;
const QUIET_MS = 30;

/** Waits until nothing was written for a moment: what an earlier message began may still be at it. */
async function untilQuiet(world: FuzzWorld): Promise<void> {
  for (let before = -1; before !== world.dataVersion(); ) {
    before = world.dataVersion();
    await pause(QUIET_MS);
  }
}

const TOO_LATE = Symbol('no answer');

async function withLimit<Value>(work: Promise<Value>): Promise<Value | typeof TOO_LATE> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<typeof TOO_LATE>((resolve) => {
    timer = setTimeout(resolve, ANSWER_LIMIT_MS, TOO_LATE);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

async function answerOf(world: FuzzWorld, { channel, window }: FuzzMessage, body: unknown): Promise<unknown> {
  const { session, media } = world.windows[window];
  if (channel !== MEDIA) return await session.invoke(channel, body);
  const {
    kind = 'video',
    person = '',
    target = '',
    range,
  } = body as { readonly [Part in 'kind' | 'person' | 'target' | 'range']?: string };
  const address = `media://${kind}/${encodeURIComponent(person)}/${encodeURIComponent(target.toWellFormed())}`;
  const response = await media(address, range);
  return { status: response.status, type: response.headers.get('content-type'), content: await response.text() };
}

function isRefusal(answer: unknown): answer is { ok: false; code: string } {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false;
}

function crashOf(world: FuzzWorld, answer: unknown, uncaught: readonly string[]): Fault | undefined {
  const [thrown] = uncaught;
  if (thrown !== undefined) return fault('crashed', 'an error that nobody caught', thrown);
  const [logged] = world.takeLoggedErrors();
  if (logged !== undefined) return fault('crashed', 'an error inside the app', logged);
  if (typeof answer !== 'object' || answer === null) return fault('crashed', 'an answer without an envelope', String(answer));
  if ('ok' in answer && answer.ok === false) {
    const { code } = answer as { code?: unknown };
    if (code === 'internal' || !ERROR_CODES.some((known) => known === code))
      return fault('crashed', `refused with the code ${String(code)}`);
  }
  try {
    structuredClone(answer);
  } catch {
    return fault('crashed', 'an answer that cannot be sent');
  }
  return undefined;
}

/** Finds a secret in the answer or in what any window was told meanwhile. What a message brings along itself is no secret to its sender. */
function leakOf(
  world: FuzzWorld,
  { channel, window }: FuzzMessage,
  sent: string,
  answer: string,
  viewers: readonly (string | undefined)[],
): Fault | undefined {
  const opened = world.openedPaths.splice(0).join('\n');
  const inAnswer = leakIn(world, channel, answer, sent, viewers);
  if (inAnswer !== undefined) return fault('leaked', `${channel} told ${inAnswer.secret}`, answer);
  const status = channel === 'videos:probe' ? leakedStatus(world, sent, answer, viewers) : undefined;
  if (status !== undefined) return fault('leaked', `${channel} told of what others have`, status);
  const inPath = leakIn(world, 'library:open', opened, world.template.libraryFolderName, viewers);
  if (inPath !== undefined) return fault('leaked', `${channel} opened ${inPath.secret}`, opened);
  for (const other of Object.values(world.windows)) {
    for (const event of other.takeEvents()) {
      const known = event.known + (other.name === window ? sent : '');
      const told = leakIn(world, `event ${event.name}`, event.text, known, [event.viewer]);
      if (told !== undefined) return fault('leaked', `the event ${event.name} told ${told.secret}`, event.text);
    }
  }
  return undefined;
}

interface Probed {
  readonly url?: string;
  readonly known?: unknown;
  readonly wantedBy?: unknown;
  readonly entries?: readonly Probed[];
}

/** Finds, in what a probe answered, that the household has something which the viewer does not. */
function leakedStatus(
  world: FuzzWorld,
  sent: string,
  answer: string,
  viewers: readonly (string | undefined)[],
): string | undefined {
  const { ok, value } = JSON.parse(answer) as { readonly ok: boolean; readonly value?: Probed };
  if (!ok || value === undefined) return undefined;
  const { url } = JSON.parse(sent) as { readonly url: string };
  const told = [{ ...value, url }, ...(value.entries ?? [])].filter(({ known, wantedBy }) => (known ?? wantedBy) !== undefined);
  return told.find((one) => !viewers.some((viewer) => world.viewers.mayKnowStatus(viewer, one.url ?? '')))?.url;
}

function leakIn(
  world: FuzzWorld,
  channel: string,
  text: string,
  sent: string,
  viewers: readonly (string | undefined)[],
): { readonly secret: string } | undefined {
  if (world.template.forbidden.some((secret) => text.includes(secret))) return { secret: 'what no window may know' };
  const secrets = secretsIn(text);
  if (secrets.size === 0) return undefined;
  const mayKnow = [sent, ...viewers.map((viewer) => world.viewers.mayKnow(viewer, channel))];
  for (const secret of secrets) {
    // Where the films are is told with the settings, to everybody.
    if (secret === FOLDER_MARK.exec(world.template.libraryFolderName)?.[0] && /settings|notice|health|activity/.test(channel))
      continue;
    if (!world.told.has(secret) && !mayKnow.some((known) => known.includes(secret)))
      return { secret: 'a secret of somebody else' };
  }
  return undefined;
}

const FOLDER_MARK = /zq[0-9a-f]{12}/;

/** Writes a value as text; a value that JSON cannot say is left out. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}

/** No token stands deeper. */
const TOKEN_DEPTH = 6;

/** Puts the household's own values in the place of tokens; what is no plain data, or deep, is passed on as it is. */
function withTokens(value: unknown, inHousehold: (token: string) => string, depth = 0): unknown {
  if (typeof value === 'string') return value.includes('‹') ? value.replaceAll(/‹[^›]*›/g, inHousehold) : value;
  if (typeof value !== 'object' || value === null || depth > TOKEN_DEPTH) return value;
  if (Array.isArray(value)) return value.length > 5000 ? value : value.map((entry) => withTokens(entry, inHousehold, depth + 1));
  if (Object.getPrototypeOf(value) !== Object.prototype || Object.hasOwn(value, '__proto__')) return value;
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, withTokens(own, inHousehold, depth + 1)]));
}

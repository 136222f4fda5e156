import { execFile } from 'node:child_process';
import { get, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { createGate, type Gate, type GatePass } from '../../main/gate/gate.ts';
import { silentLogger } from '../../main/platform/logger.ts';
import { median, round } from './measure.ts';
import type { ServerProcess } from './server-process.ts';
import { benchEnvironment } from './throughput.ts';

const run = promisify(execFile);
const BODY_BYTES = 2_000_000_000;
const LIMIT = 20_000_000;
const CHANGED_LIMIT = 5_000_000;
const MEASURED_MS = 5000;
const SETTLING_MS = 250;
const TRICKLE_BYTES_PER_SECOND = 40_000;
const TRICKLE_BYTES = 200_000;
const ROUNDS = 3;

/** Opens a gate that may reach the server of the bench. */
async function inGate<Value>(limitBytesPerSecond: number | undefined, work: (gate: Gate) => Promise<Value>): Promise<Value> {
  const gate = createGate({ logger: silentLogger });
  gate.setPolicy({ isPrivateAllowed: true, limitBytesPerSecond });
  try {
    return await work(gate);
  } finally {
    await gate.close();
  }
}

/** The gate's CPU time for a GB: that of this process, where only the gate does anything. */
async function cpuSecondsPerGB(gate: Gate, server: ServerProcess, use: 'tunnel' | 'plain'): Promise<number> {
  const reader = path.join(import.meta.dirname, 'gate-reader.ts');
  const costs: number[] = [];
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    const pass = await gate.open('bench');
    const before = process.cpuUsage();
    const url = server.url(`/gen/${BODY_BYTES}/x.mp4`);
    const env = { ...process.env, HOMEREEL_BENCH_PROXY: pass.proxyUrl };
    const { stdout } = await run(process.execPath, ['--no-warnings', reader, url, use], { env });
    const { user, system } = process.cpuUsage(before);
    if (Number(stdout) < BODY_BYTES) throw new Error(`only ${stdout.trim()} bytes came`);
    costs.push((user + system) / 1e6 / (Number(stdout) / 1e9));
    pass.close();
  }
  return round(median(costs));
}

/** A download through the gate by plain HTTP, counted as it arrives. */
interface Download {
  bytes(): number;
  /** When so many bytes had arrived, for each piece that came. */
  readonly arrivals: readonly { readonly bytes: number; readonly atMs: number }[];
  readonly begun: Promise<void>;
  readonly ended: Promise<void>;
  end(): void;
}

function download(pass: GatePass, url: string): Download {
  const proxy = new URL(pass.proxyUrl);
  const proof = Buffer.from(`${proxy.username}:${proxy.password}`).toString('base64');
  const arrivals: { bytes: number; atMs: number }[] = [];
  let bytes = 0;
  const request = get({
    host: proxy.hostname,
    port: proxy.port,
    path: url,
    headers: { host: new URL(url).host, 'proxy-authorization': `Basic ${proof}` },
    agent: false,
  });
  request.on('error', () => undefined);
  const begun = new Promise<IncomingMessage>((resolve) => request.once('response', resolve));
  const ended = begun.then((answer) => {
    answer.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      arrivals.push({ bytes, atMs: performance.now() });
    });
    answer.on('error', () => undefined);
    return new Promise<void>((resolve) => answer.once('close', resolve));
  });
  return { bytes: () => bytes, arrivals, begun: begun.then(() => undefined), ended, end: () => request.destroy() };
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** How far what arrives in the next seconds is from the limit, in percent of it. */
async function errorPercent(downloads: readonly Download[], limit: number): Promise<number> {
  const count = (): number => downloads.reduce((sum, { bytes }) => sum + bytes(), 0);
  const [startedAt, before] = [performance.now(), count()];
  await after(MEASURED_MS);
  const perSecond = ((count() - before) * 1000) / (performance.now() - startedAt);
  return round((Math.abs(perSecond - limit) / limit) * 100, 2);
}

/** Downloads as so many runs at once, each with a pass of its own, and changes the limit while they run. */
async function limitErrors(server: ServerProcess, runs: number): Promise<{ limit: number; change: number }> {
  return inGate(LIMIT, async (gate) => {
    const url = server.url('/gen/8000000000/x.mp4');
    const downloads = await Promise.all(Array.from({ length: runs }, async () => download(await gate.open('bench'), url)));
    await Promise.all(downloads.map(({ begun }) => begun));
    const limit = await errorPercent(downloads, LIMIT);
    gate.setPolicy({ isPrivateAllowed: true, limitBytesPerSecond: CHANGED_LIMIT });
    // What the system's buffers hold at that moment still came at the old speed.
    await after(SETTLING_MS);
    const change = await errorPercent(downloads, CHANGED_LIMIT);
    for (const one of downloads) one.end();
    return { limit, change };
  });
}

/** How far a run with one connection is from its half beside a run with 16, in percent of it. */
async function fairnessErrorPercent(server: ServerProcess): Promise<number> {
  return inGate(LIMIT, async (gate) => {
    const url = server.url('/gen/8000000000/x.mp4');
    const [busy, modest] = [await gate.open('sixteen'), await gate.open('one')];
    const downloads = [download(modest, url), ...Array.from({ length: 16 }, () => download(busy, url))];
    await Promise.all(downloads.map(({ begun }) => begun));
    const error = await errorPercent(downloads.slice(0, 1), LIMIT / 2);
    for (const one of downloads) one.end();
    return error;
  });
}

/** The longest time between a byte's arrival at a slow run and the moment when the app knows of it. */
async function lifeSignMs(server: ServerProcess): Promise<number> {
  return inGate(undefined, async (gate) => {
    const pass = await gate.open('slow');
    const told: { bytes: number; atMs: number }[] = [];
    pass.onBytes((bytes) => told.push({ bytes, atMs: performance.now() }));
    const slow = download(pass, server.url(`/gen/${TRICKLE_BYTES}/x.mp4?bytesPerSecond=${TRICKLE_BYTES_PER_SECOND}`));
    await slow.ended;
    while ((told.at(-1)?.bytes ?? 0) < slow.bytes()) await new Promise<void>((resolve) => pass.onBytes(() => resolve()));
    const delays = slow.arrivals.map(({ bytes, atMs }) => (told.find((one) => one.bytes >= bytes)?.atMs ?? Number.NaN) - atMs);
    return Math.max(0, Math.round(Math.max(...delays)));
  });
}

/** What the gate costs beside no gate, and how well it keeps what it promises. */
export async function benchGate(server: ServerProcess) {
  const tunnel = await inGate(undefined, (gate) => cpuSecondsPerGB(gate, server, 'tunnel'));
  const plain = await inGate(undefined, (gate) => cpuSecondsPerGB(gate, server, 'plain'));
  const wall = await inGate(undefined, async (gate) => {
    const pass = await gate.open('bench');
    return benchEnvironment(server, { http_proxy: pass.proxyUrl });
  });
  const [one, two, eight] = [await limitErrors(server, 1), await limitErrors(server, 2), await limitErrors(server, 8)];
  const limits = {
    limitError1Percent: one.limit,
    limitError2Percent: two.limit,
    limitError8Percent: eight.limit,
    limitChangeErrorPercent: Math.max(one.change, two.change, eight.change),
  };
  return {
    cpuSecondsPerGB: tunnel,
    cpuSecondsPerGBPlain: plain,
    ...wall,
    limitErrorPercent: Math.max(...Object.values(limits)),
    ...limits,
    fairnessErrorPercent: await fairnessErrorPercent(server),
    lifeSignMs: await lifeSignMs(server),
  };
}

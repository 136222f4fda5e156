// Kills the whole app, or its programs, at random and at chosen moments, and checks after each time that nothing is lost; see README.md.
// usage: node scripts/torture.ts [--rounds <number>] [--seed <number>] [--verbose] [--json]
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { torture } from './torture/torture.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string' },
    verbose: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, number]) => `${name} ${number}`)
    .join(', ');

const rounds = Number(values.rounds);
const seed = values.seed === undefined ? randomInt(1_000_000) : Number(values.seed);
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed))
  throw new Error('--rounds and --seed must be whole numbers');
say(`torture: ${rounds} rounds, seed ${seed}`);

const report = await torture({
  rounds,
  seed,
  say,
  onRound: (number, { blow, aim, phases, orphanMs }, ms) => {
    if (!values.verbose) return;
    say(
      `${number}: ${blow}${aim === 'none' ? '' : ` at ${aim}`}, in ${phases.join(' ') || '-'}, gone after ${Math.round(orphanMs)} ms (${ms} ms)`,
    );
  },
});
const { faults, folder, ...rest } = report;
say(`rounds        ${report.rounds}`);
say(`kills         ${report.kills} (${listed(report.killsByKind)})`);
say(`by phase      ${listed(report.killsByPhase)}`);
say(`videos        ${report.videos}; of the wanted: ${listed(report.ends)}`);
say(`resumed       ${(report.resumedBytes / 1e6).toFixed(1)} MB did not have to come again`);
say(`slowest end   ${report.slowestOrphanMs} ms from the app's death to the death of its last program`);
say(`faults        ${listed(faults)}`);
say(`wall          ${report.wallSeconds} s, seed ${seed}`);
if (folder !== undefined) say(`What is left is kept in ${folder}`);
if (values.json) say(JSON.stringify({ ...rest, ...faults }));
process.exitCode = Object.values(faults).every((number) => number === 0) ? 0 : 1;

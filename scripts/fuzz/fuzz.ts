// Sends the border, and everything else that strangers fill, what nobody would send in good faith; see CONTRIBUTING.md.
// usage: npm run fuzz -- [--messages <number>] [--seed <number>] [--json]
import { randomInt } from 'node:crypto';
import { inspect, parseArgs } from 'node:util';
import { fuzzBorder } from './campaign.ts';
import { fuzzInputs } from './inputs/all-inputs.ts';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '10000' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const messages = Number(values.messages);
const seed = values.seed === undefined ? randomInt(1_000_000) : Number(values.seed);
if (!Number.isInteger(messages) || messages < 1 || !Number.isInteger(seed))
  throw new Error('--messages and --seed must be whole numbers');
say(`fuzz: ${messages} messages for each channel, seed ${seed}`);

const startedMs = performance.now();
const { faults, ...counts } = await fuzzBorder({ seed, messages, say: (text) => void process.stderr.write(`${text}\n`) });
const inputs = await fuzzInputs({ seed, tries: messages });
const seconds = Math.round((performance.now() - startedMs) / 1000);

for (const fault of faults) {
  say(`\n${fault.kind}: ${fault.what}\n${fault.evidence}`);
  say(
    fault.isReproduced
      ? 'From a fresh household these messages bring it again:'
      : 'It did not come again by itself; the last messages before it:',
  );
  for (const message of fault.messages) say(inspect({ ...message }, { depth: 8, maxStringLength: 400, maxArrayLength: 20 }));
  say(`The whole run again: npm run fuzz -- --messages ${messages} --seed ${seed}`);
}
const wrongInputs = Object.entries(inputs).flatMap(([name, { fault }]) => (fault === undefined ? [] : [{ name, ...fault }]));
for (const { name, what, example } of wrongInputs) say(`\ncrashed: ${name}\n${what}\nby the input ${example}`);
const crashed = counts.crashed + wrongInputs.length;
const tried = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.tried]));
say(`channels      ${counts.channels}`);
say(`messages      ${counts.messages} in ${counts.worlds} households, ${counts.refused} refused`);
say(
  `inputs        ${Object.entries(tried)
    .map(([name, number]) => `${name} ${number}`)
    .join(', ')}`,
);
say(`crashed       ${crashed}`);
say(`leaked        ${counts.leaked}`);
say(`longest       ${counts.longestAnswerMs} ms (${counts.slowest})`);
say(`wall          ${seconds} s, seed ${seed}`);
if (values.json) say(JSON.stringify({ ...counts, crashed, inputs: tried, seed, seconds }));
process.exitCode = crashed + counts.leaked === 0 ? 0 : 1;

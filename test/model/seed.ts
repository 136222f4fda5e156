/** The seed of a random test: `HOMEREEL_SEED`, or a fresh one. Printed, so that a failure can be played again. */
export function testSeed(name: string): number {
  const given = process.env.HOMEREEL_SEED;
  const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);
  if (!Number.isSafeInteger(seed)) throw new Error(`HOMEREEL_SEED must be a whole number, not "${given}"`);
  say(`${name}: HOMEREEL_SEED=${seed}`);
  return seed;
}

/** Prints one line of a test's measurements. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

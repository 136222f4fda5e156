/** Set-up cannot go on; the message says in plain words why, and what to do. Printed without a stack. */
export class SetUpError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'SetUpError';
  }
}

/**
 * Runs a script's main function: a `SetUpError` is said plainly, anything else with its stack; both end the process with 1.
 * @param {() => Promise<void>} main
 * @returns {Promise<void>}
 */
export async function runScript(main) {
  try {
    await main();
  } catch (error) {
    const text = error instanceof SetUpError ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`\n${text}\n`);
    process.exitCode = 1;
  }
}

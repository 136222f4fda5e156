import { defineConfig } from 'vitest/config';

// Four projects: fast ones first; integration and e2e start real programs, so their files run one after another on two cores.
const project = (name: string, timeoutMs: number, parallel: boolean, environment: Record<string, string> = {}) => ({
  test: {
    name,
    env: environment,
    include: [`test/${name}/**/*.test.ts`],
    environment: 'node',
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    fileParallelism: parallel,
    // A safety limit, not a measure: these machines are shared, and a busy second is no failure.
    expect: { poll: { timeout: 30_000 } },
  },
});

export default defineConfig({
  test: {
    projects: [
      // Their programs are stand-ins, told apart by what is started: no box is put round them.
      project('unit', 20_000, true, { HOMEREEL_BOX: 'off' }),
      project('core', 30_000, true, { HOMEREEL_BOX: 'off' }),
      project('integration', 120_000, false),
      project('e2e', 180_000, false),
    ],
  },
});

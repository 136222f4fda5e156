import { defineConfig } from 'vitest/config';

// Four projects: fast ones first; integration and e2e start real programs, so their files run one after another on two cores.
const project = (name: string, timeoutMs: number, parallel: boolean) => ({
  test: {
    name,
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
      project('unit', 20_000, true),
      project('core', 30_000, true),
      project('integration', 120_000, false),
      project('e2e', 180_000, false),
    ],
  },
});

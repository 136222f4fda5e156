import type { Logger } from '../../platform/logger.ts';

/** Writes down what is good to know but must not break a run: an error is only logged. */
export function recordQuietly(logger: Logger, write: () => void): void {
  try {
    write();
  } catch (error) {
    logger.error('run event could not be recorded', { error });
  }
}

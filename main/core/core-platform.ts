import type { CoreEvents } from '../ipc/services.ts';
import type { Clock } from '../platform/clock.ts';
import type { Emitter } from '../platform/emitter.ts';
import type { Logger } from '../platform/logger.ts';
import type { Timings } from '../settings/timings.ts';

/** Holds what every room of the core stands on: time, log, numbers and facts. */
export interface CorePlatform {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timings: Timings;
  readonly events: Emitter<CoreEvents>;
}

import type { Route } from '../exchange.ts';
import { brokenRoutes } from './broken.ts';
import { feedRoutes } from './feeds.ts';
import { fileRoutes } from './files.ts';
import { pageRoutes } from './pages.ts';
import { statusRoutes } from './status.ts';
import { streamFaultRoutes } from './stream-faults.ts';
import { streamRoutes } from './streams.ts';
import { timingRoutes } from './timing.ts';

/** Every path that the server knows. */
export const routes: readonly Route[] = [
  ...fileRoutes,
  ...pageRoutes,
  ...feedRoutes,
  ...streamRoutes,
  ...streamFaultRoutes,
  ...timingRoutes,
  ...statusRoutes,
  ...brokenRoutes,
];

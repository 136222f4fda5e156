import type { Phrases } from '../phrases.ts';
import * as activity from './german-activity.ts';
import * as adding from './german-adding.ts';
import * as basics from './german-basics.ts';
import * as desktop from './german-desktop.ts';
import * as downloads from './german-downloads.ts';
import * as household from './german-household.ts';
import * as library from './german-library.ts';
import * as people from './german-people.ts';
import * as queue from './german-queue.ts';
import * as refusals from './german-refusals.ts';
import * as settings from './german-settings.ts';

/** Every phrase in German. A household says "du". */
export const german = {
  ...basics,
  ...downloads,
  ...queue,
  ...library,
  ...adding,
  ...people,
  ...household,
  ...activity,
  ...settings,
  ...refusals,
  ...desktop,
} satisfies Phrases;

import * as activity from './english-activity.ts';
import * as adding from './english-adding.ts';
import * as basics from './english-basics.ts';
import * as desktop from './english-desktop.ts';
import * as downloads from './english-downloads.ts';
import * as household from './english-household.ts';
import * as library from './english-library.ts';
import * as people from './english-people.ts';
import * as queue from './english-queue.ts';
import * as refusals from './english-refusals.ts';
import * as settings from './english-settings.ts';

/** Every phrase in English, by subject: the language that names the phrases of all others. */
export const english = {
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
};

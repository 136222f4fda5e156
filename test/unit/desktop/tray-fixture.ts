import type { TrayAction, TrayEntry, TrayState } from '../../../main/desktop/tray-model.ts';
import { createSpeaker } from '../../../phrasebook/speaker.ts';

/** A household with nothing in it, as the tray sees it for an adult. */
export const state = (parts: Partial<TrayState> = {}): TrayState => ({
  speaker: createSpeaker('en'),
  profile: { id: 'mia', name: 'Mia', role: 'adult' },
  locked: false,
  items: [],
  recentlyCancelled: [],
  othersActiveCount: 0,
  requests: [],
  waitingRequestCount: 0,
  ...parts,
});

/** The menu as indented lines; `=>` names what an entry does, `(off)` a greyed one. */
export function lines(entries: readonly TrayEntry[], indent = ''): string[] {
  return entries.flatMap((entry) => {
    if (entry.type === 'separator') return [`${indent}---`];
    const text = entry.text.replaceAll(/[\u2068\u2069]/g, '');
    if (entry.type === 'label') return [`${indent}${text}`];
    if (entry.type === 'submenu') return [`${indent}${text}`, ...lines(entry.entries, `${indent}  `)];
    const does = inWords(entry.action);
    return [`${indent}${text} => ${does}${entry.enabled === false ? ' (off)' : ''}`];
  });
}

function inWords(action: TrayAction): string {
  if (action.kind === 'call') return `${action.channel} ${action.videoId ?? '*'}`;
  return action.kind === 'decide' ? `${action.decision} ${action.requestId}` : action.kind;
}

/** The same for a window in which nobody was chosen. */
export const nobody = (parts: Partial<TrayState>): TrayState => {
  const { profile: _, ...rest } = state(parts);
  return rest;
};

/** Two requests, the newer one first. */
export const requests = [
  { id: 'r2', profileName: 'Leo', title: 'Request two', createdAt: 2 },
  { id: 'r1', profileName: 'Ada', title: 'Request one', createdAt: 1 },
];

import type { AddingChoices } from '../../../preload/contract/types.ts';
import { call } from '../border/main-process.ts';
import { actingProfileId, sessionStore } from '../window/acting-profile.ts';
import { pasteFieldStore } from './paste-field.ts';

/** Begins with what this person chose the last time. What is chosen before the answer is there stays. */
export async function loadAddingChoices(profileId: string): Promise<void> {
  const before = pasteFieldStore.getState();
  const answer = await call('profiles:choices', { profileId });
  if (!answer.ok || sessionStore.getState().activeId !== profileId) return;
  const { kind, preset, subtitles } = pasteFieldStore.getState();
  pasteFieldStore.setState({
    kind: kind === before.kind ? (answer.value.choices.kind ?? kind) : kind,
    preset: preset ?? answer.value.choices.preset,
    subtitles: subtitles ?? answer.value.choices.subtitles,
  });
}

/** Chooses for what is added from now on, and for the next time. That the memory failed is no reason to disturb anybody. */
export function choose(choices: AddingChoices): void {
  pasteFieldStore.setState(choices);
  void call('profiles:choose', { profileId: actingProfileId(), ...choices });
}

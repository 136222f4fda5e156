import type { AddingChoices } from '../../../preload/contract/types.ts';
import { call } from '../border/main-process.ts';
import { actingProfileId, sessionStore } from '../window/acting-profile.ts';
import { pasteFieldStore } from './paste-field.ts';

/** Loads what this person chose last time. What is chosen before the answer comes stays. */
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

/** Sets the choices for what is added from now on, and remembers them. If remembering fails, nobody needs to be told. */
export function choose(choices: AddingChoices): void {
  pasteFieldStore.setState(choices);
  void call('profiles:choose', { profileId: actingProfileId(), ...choices });
}

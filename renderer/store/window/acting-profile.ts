import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ChannelInput, ChannelValue } from '../../../preload/contract/channels.ts';
import type { Failure, Result } from '../../../preload/contract/errors.ts';
import type { LockReason } from '../../../preload/contract/events.ts';
import type { Profile, Role } from '../../../preload/contract/types.ts';
import { call, listen } from '../border/main-process.ts';
import { goTo } from './page-address.ts';

/** Who lives here and who is using the window now. `profiles` is undefined until the first answer. */
export interface Session {
  readonly profiles: readonly Profile[] | undefined;
  readonly activeId: string | undefined;
  /** Why the window was locked, until somebody is picked. */
  readonly lockedBecause: LockReason | undefined;
  readonly loadFailure: Failure | undefined;
  /** The first-run steps are on screen, although a person exists by now. */
  readonly settingUp: boolean;
}

/** What the form for a new person hands over. */
export interface NewPerson {
  readonly name: string;
  readonly colour: string;
  readonly avatar: string;
  readonly role: Role;
  readonly pin?: string;
}

export const sessionStore = createStore<Session>(() => ({
  profiles: undefined,
  activeId: undefined,
  lockedBecause: undefined,
  loadFailure: undefined,
  settingUp: false,
}));

const NO_PROFILES: readonly Profile[] = [];

export const useSession = <Value>(selector: (session: Session) => Value): Value => useStore(sessionStore, selector);
export const useProfiles = (): readonly Profile[] => useSession((session) => session.profiles ?? NO_PROFILES);
export const useActiveProfile = (): Profile | undefined => useSession(selectActive);

/** Reads the active person's record; undefined while nobody is picked. */
export const activeProfile = (): Profile | undefined => selectActive(sessionStore.getState());

/** Reads the id to act as. Throws when nobody is picked: every caller sits behind the picking screen. */
export function actingProfileId(): string {
  const { activeId } = sessionStore.getState();
  if (activeId === undefined) throw new Error('Nobody is picked yet.');
  return activeId;
}

/** Keeps the list of people up to date; the returned function stops it. */
export function startSession(): () => void {
  const stops = [
    listen('profiles:changed', () => void loadProfiles()),
    listen('session:locked', ({ reason }) => showLocked(reason)),
  ];
  void loadProfiles();
  return () => {
    for (const stop of stops) stop();
  };
}

/** Asks for the list of people again. */
export async function loadProfiles(): Promise<void> {
  const answer = await call('profiles:list');
  sessionStore.setState(answer.ok ? { profiles: answer.value.profiles, loadFailure: undefined } : { loadFailure: answer });
}

/** Picks a person for this window; on success the rest of the app follows. */
export async function unlock(profileId: string, pin?: string): Promise<Result<{ profile: Profile }>> {
  const answer = await call('profiles:unlock', pin === undefined ? { profileId } : { profileId, pin });
  if (answer.ok) sessionStore.setState({ activeId: answer.value.profile.id, lockedBecause: undefined });
  return answer;
}

/** Goes back to "Who is this for?". The main process forgets the person too, so that nothing of theirs reaches this window. */
export function leave(): void {
  sessionStore.setState({ activeId: undefined, lockedBecause: undefined });
  // The next person starts in their own queue, not on the page where this one was.
  goTo('queue');
  void call('profiles:lock');
}

/** Keeps the first-run steps on screen while the first person comes to be. */
export const startSettingUp = (): void => sessionStore.setState({ settingUp: true });
export const finishSettingUp = (): void => sessionStore.setState({ settingUp: false });

/** Adds a person and refreshes the list. */
export async function addPerson(person: NewPerson): Promise<Result<ChannelValue<'profiles:create'>>> {
  const answer = await call('profiles:create', person);
  if (answer.ok) await loadProfiles();
  return answer;
}

/** Changes a person's name, face, role or limits. */
export async function updatePerson(change: ChannelInput<'profiles:update'>): Promise<Result<{ profile: Profile }>> {
  const answer = await call('profiles:update', change);
  if (answer.ok) await loadProfiles();
  return answer;
}

/** Sets, changes or (with null) removes a PIN. */
export async function setPin(change: ChannelInput<'profiles:set-pin'>): Promise<Result<ChannelValue<'profiles:set-pin'>>> {
  const answer = await call('profiles:set-pin', change);
  if (answer.ok) await loadProfiles();
  return answer;
}

/** Sets a new PIN with the recovery code; the answer carries the next code. */
export async function recoverPin(recovery: ChannelInput<'profiles:recover'>): Promise<Result<ChannelValue<'profiles:recover'>>> {
  return await call('profiles:recover', recovery);
}

/** Plans what needs an adult's PIN for a day from now, or takes it back. */
export async function planChange(plan: ChannelInput<'profiles:plan'>): Promise<Result<ChannelValue<'profiles:plan'>>> {
  return await call('profiles:plan', plan);
}

/** Removes a person, handing their videos to somebody else when asked to. */
export async function removePerson(removal: ChannelInput<'profiles:remove'>): Promise<Result<{ freedBytes: number }>> {
  const answer = await call('profiles:remove', removal);
  if (answer.ok) {
    if (sessionStore.getState().activeId === removal.profileId) leave();
    await loadProfiles();
  }
  return answer;
}

/** Shows "Who is this for?", which says why; the main process has let go of the person already. */
function showLocked(lockedBecause: LockReason): void {
  sessionStore.setState({ activeId: undefined, lockedBecause, settingUp: false });
  goTo('queue');
}

function selectActive({ profiles, activeId }: Session): Profile | undefined {
  return activeId === undefined ? undefined : profiles?.find((profile) => profile.id === activeId);
}

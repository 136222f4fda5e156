import type { ChannelName, ChannelRequest, ChannelValue } from '../../preload/contract/channels.ts';
import type { Profile } from '../../preload/contract/types.ts';

/** A call whose input passed its schema. */
export interface Call<Name extends ChannelName = ChannelName> {
  readonly channel: Name;
  readonly input: ChannelRequest<Name>;
}

/** Does on the desktop what a window asks for; those that open something answer false when the desktop refused. */
export interface ShellActions {
  /** Opens a file of the library in the player the desktop has for it. */
  openFile(path: string): Promise<boolean>;
  /** Shows a file in the desktop's file manager. */
  revealFile(path: string): Promise<boolean>;
  /** Lets the person pick a folder, starting at the given one; undefined when they thought better of it. */
  chooseFolder(startFolder: string): Promise<string | undefined>;
  /** Asks the person whether links may lead into the home network; true when they allow it. */
  confirmHomeNetwork(): Promise<boolean>;
}

/** Stands for the window that a call came from, as far as an answer may see and change it. */
export interface Caller {
  readonly shell: ShellActions;
  /** Returns the profile that the window acts as. */
  profile(): Profile | undefined;
  /** Lets the window act as this profile from now on. */
  become(profile: Profile): void;
  /** Notes that this person has just given their PIN, if the window still acts as them. */
  notePin(profileId: string): void;
  /** Tells whether the acting person gave their PIN within the last two minutes. */
  hasFreshPin(): boolean;
  /** Lets the window act as nobody from now on. */
  leave(): void;
  /** Returns the acting profile's queue, with the number of the last delta that it contains. */
  snapshot(): ChannelValue<'queue:snapshot'>;
}

/** What a change of the household was about. `by` is absent when nobody was at the window. */
export interface HouseholdChangeFacts {
  readonly by?: string | undefined;
  /** The person it was about. */
  readonly name?: string | undefined;
  readonly role?: string | undefined;
}

type Sentence = (facts: { readonly by: string; readonly name: string; readonly role: string; readonly isOwn: boolean }) => string;

/** Changes of people, PINs and settings that are in the activity log and told to every adult, each with its sentence. */
const SENTENCES = {
  'person-added': ({ by, name, isOwn }) => (isOwn ? `${name} moved in.` : `${by} added ${name}.`),
  'person-removed': ({ by, name, isOwn }) => (isOwn ? `${name} moved out.` : `${by} removed ${name}.`),
  'role-changed': ({ by, name, role, isOwn }) => {
    const now = role === 'adult' ? 'an adult' : 'a child';
    return isOwn ? `${name} is ${now} from now on.` : `${by} made ${name} ${now}.`;
  },
  'limits-changed': ({ by, name, isOwn }) => (isOwn ? `${name} changed their own limits.` : `${by} changed ${name}’s limits.`),
  'pin-set': ({ by, name, isOwn }) => (isOwn ? `${name} set a new PIN.` : `${by} set a new PIN for ${name}.`),
  'pin-removed': ({ by, name, isOwn }) => (isOwn ? `${name} no longer has a PIN.` : `${by} removed ${name}’s PIN.`),
  'pin-recovered': ({ name }) => `${name} set a new PIN with the recovery code.`,
  'home-network-allowed': ({ by }) => `${by} allowed links into the home network.`,
  'library-folder-changed': ({ by }) => `${by} chose another library folder.`,
} as const satisfies Record<string, Sentence>;

export type HouseholdChange = keyof typeof SENTENCES;

export const HOUSEHOLD_CHANGES = Object.keys(SENTENCES) as readonly HouseholdChange[];

/** Says in a sentence what was changed, and by whom. */
export function householdChangeSentence(change: HouseholdChange, { by, name, role }: HouseholdChangeFacts): string {
  const sentence: Sentence = SENTENCES[change];
  return sentence({ by: by ?? 'Somebody', name: name ?? 'somebody', role: role ?? '', isOwn: by === undefined || by === name });
}

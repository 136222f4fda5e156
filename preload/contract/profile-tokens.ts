/** Colours a profile can have: tokens of the design system, in the order in which new profiles get them. */
export const PROFILE_COLOURS = ['violet', 'blue', 'teal', 'green', 'amber', 'orange', 'pink', 'slate'] as const;
export type ProfileColour = (typeof PROFILE_COLOURS)[number];

/** Drawn faces a profile can have. */
export const PROFILE_AVATARS = [
  'fox',
  'owl',
  'bear',
  'cat',
  'rabbit',
  'frog',
  'panda',
  'whale',
  'lion',
  'penguin',
  'unicorn',
  'robot',
] as const;
export type ProfileAvatar = (typeof PROFILE_AVATARS)[number];

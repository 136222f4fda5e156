/** The drawn faces a person can pick, by the token that the main process keeps. */
export const AVATARS = [
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
export type Avatar = (typeof AVATARS)[number];

/** The colours a person can pick; each has its tokens in `tokens.css`. */
export const COLOURS = ['violet', 'blue', 'teal', 'green', 'amber', 'orange', 'pink', 'slate'] as const;
export type Colour = (typeof COLOURS)[number];

/** The face for a token; one we do not draw (from a newer version) becomes the first. */
export function avatarOf(token: string): Avatar {
  return AVATARS.find((avatar) => avatar === token) ?? AVATARS[0];
}

/** The colour for a token; one we do not know becomes the first. */
export function colourOf(token: string): Colour {
  return COLOURS.find((colour) => colour === token) ?? COLOURS[0];
}

/** `fox` as a name to read: `Fox`. */
export function titleOf(token: string): string {
  return token.charAt(0).toUpperCase() + token.slice(1);
}

import {
  PROFILE_AVATARS,
  PROFILE_COLOURS,
  type ProfileAvatar,
  type ProfileColour,
} from '../../../preload/contract/profile-tokens.ts';

/** Finds the face of a token; one we do not draw (from a newer version) becomes the first. */
export function avatarOf(token: string): ProfileAvatar {
  return PROFILE_AVATARS.find((avatar) => avatar === token) ?? PROFILE_AVATARS[0];
}

/** Finds the colour of a token; one we do not know becomes the first. */
export function colourOf(token: string): ProfileColour {
  return PROFILE_COLOURS.find((colour) => colour === token) ?? PROFILE_COLOURS[0];
}

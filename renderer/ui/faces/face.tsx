import type { ComponentType } from 'react';
import type { ProfileAvatar } from '../../../preload/contract/profile-tokens.ts';
import { classNames } from '../class-names.ts';
import styles from './face.module.css';
import { Bear, Cat, Fox, Lion, Panda, Rabbit } from './furry.tsx';
import { avatarOf, colourOf } from './names.ts';
import { Frog, Owl, Penguin, Robot, Unicorn, Whale } from './others.tsx';

const DRAWINGS: Readonly<Record<ProfileAvatar, ComponentType>> = {
  fox: Fox,
  owl: Owl,
  bear: Bear,
  cat: Cat,
  rabbit: Rabbit,
  frog: Frog,
  panda: Panda,
  whale: Whale,
  lion: Lion,
  penguin: Penguin,
  unicorn: Unicorn,
  robot: Robot,
};

interface FaceProps {
  readonly avatar: string;
  readonly colour: string;
  /** `inherit` takes the `--face-size` of what is around it. */
  readonly size?: 'small' | 'medium' | 'large' | 'inherit';
  readonly shape?: 'round' | 'arch';
}

/** Draws a person's face on their colour. Decoration: the name always stands in words beside it. */
export function Face({ avatar, colour, size = 'medium', shape = 'round' }: FaceProps) {
  const Drawing = DRAWINGS[avatarOf(avatar)];
  return (
    <span
      aria-hidden
      data-colour={colourOf(colour)}
      className={classNames(styles['face'], styles[size], shape === 'arch' && styles['arch'])}
    >
      <svg viewBox="0 0 64 64" aria-hidden>
        <Drawing />
      </svg>
    </span>
  );
}

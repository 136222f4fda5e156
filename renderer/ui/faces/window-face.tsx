import { classNames } from '../class-names.ts';
import { Face } from './face.tsx';
import styles from './window-face.module.css';

interface WindowFaceProps {
  readonly avatar: string;
  readonly colour: string;
  readonly className?: string | undefined;
}

/** Draws a person looking out of their window of the house, with its sill. */
export function WindowFace({ avatar, colour, className }: WindowFaceProps) {
  return (
    <span className={classNames(styles['window'], className)}>
      <Face avatar={avatar} colour={colour} size="large" shape="arch" />
    </span>
  );
}

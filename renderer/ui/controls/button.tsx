import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from '../class-names.ts';
import { TIP_ATTRIBUTE } from '../overlays/tooltip.tsx';
import styles from './button.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  readonly variant?: 'primary' | 'soft' | 'plain' | 'quiet' | 'danger';
  readonly size?: 'medium' | 'large';
  readonly icon?: LucideIcon;
}

/** Draws a button with words; the variant says how much it matters. */
export function Button({
  variant = 'plain',
  size = 'medium',
  icon: Icon,
  className,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={classNames(styles.button, styles[variant], size === 'large' && styles.large, className)}
      {...rest}
    >
      {Icon && <Icon aria-hidden />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** The whole name for screen readers, with the thing it acts on: `Cancel Big Buck Bunny`. */
  readonly name: string;
  /** The short word of the tooltip: `Cancel`. */
  readonly tip: string;
  readonly icon: LucideIcon;
}

/** Draws a round button with an icon only; it always has a name and a tooltip. */
export function IconButton({ name, tip, icon: Icon, className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button type={type} aria-label={name} {...{ [TIP_ATTRIBUTE]: tip }} className={classNames(styles.icon, className)} {...rest}>
      <Icon aria-hidden />
    </button>
  );
}

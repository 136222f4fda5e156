import type { LucideIcon } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { classNames } from '../class-names.ts';
import { useLayer } from '../overlays/layer.tsx';
import buttonStyles from './button.module.css';
import styles from './menu.module.css';

interface MenuProps {
  /** The accessible name of the button that opens it. */
  readonly name: string;
  readonly icon: LucideIcon;
  readonly items: readonly { readonly label: string; readonly icon: LucideIcon; readonly run: () => void }[];
  readonly className?: string | undefined;
}

/** Opens a short list of things to do from a button. Not modal: a modal one would need the scroll lock that our policy refuses. */
export function Menu({ name, icon: Icon, items, className }: MenuProps) {
  const layer = useLayer();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={classNames(buttonStyles['icon'], className)} aria-label={name}>
        <Icon aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={layer}>
        <DropdownMenu.Content className={styles['menu']} align="end" sideOffset={4} collisionPadding={8}>
          {items.map(({ label, icon: ItemIcon, run }) => (
            <DropdownMenu.Item key={label} className={styles['item']} onSelect={run}>
              <ItemIcon aria-hidden />
              {label}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

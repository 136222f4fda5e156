import { Tooltip as Radix } from 'radix-ui';
import type { ReactElement } from 'react';
import { useLayer } from './layer.tsx';
import styles from './tooltip.module.css';

/** A short hint on hover and focus. The wrapped control carries its own accessible name. */
export function Tooltip({ text, children }: { readonly text: string; readonly children: ReactElement }) {
  const layer = useLayer();
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal container={layer}>
        <Radix.Content className={styles['tip']} sideOffset={6} collisionPadding={8}>
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Shares the hover delay between all tooltips below it. */
export const TooltipProvider = Radix.Provider;

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import styles from './tooltip.module.css';
import { tipPlace } from './tooltip-place.ts';

/** The attribute whose value is a control's short hint. The control carries its own accessible name besides. */
export const TIP_ATTRIBUTE = 'data-tip';

const HOVER_DELAY_MS = 500;

/**
 * Shows the hint of whatever is hovered or has the keyboard. There is one for the whole window: a tooltip component around every
 * button made up half of the work of scrolling the queue. A popover, so that it lies above dialogs and a player that fills the screen.
 */
export function TooltipHost() {
  const [target, setTarget] = useState<HTMLElement>();
  const tip = useRef<HTMLDivElement>(null);

  useEffect(() => watchTargets(setTarget), []);
  useLayoutEffect(() => {
    const element = tip.current;
    if (!target || !element) return;
    element.showPopover();
    const place = tipPlace(target.getBoundingClientRect(), element.getBoundingClientRect(), {
      width: window.innerWidth,
      height: window.innerHeight,
    });
    element.style.left = `${place.left}px`;
    element.style.top = `${place.top}px`;
    return () => element.hidePopover();
  }, [target]);

  return (
    <div ref={tip} popover="manual" className={styles['tip']} aria-hidden>
      {target?.getAttribute(TIP_ATTRIBUTE)}
    </div>
  );
}

/** Calls `show` with the control whose hint is wanted now; the returned function stops it. */
function watchTargets(show: (target: HTMLElement | undefined) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hovered: HTMLElement | undefined;
  const hide = () => {
    clearTimeout(timer);
    hovered = undefined;
    show(undefined);
  };
  const onOver = (event: PointerEvent) => {
    const control = controlAt(event.target);
    if (control === hovered || event.pointerType === 'touch') return;
    hide();
    hovered = control;
    if (control) timer = setTimeout(() => control.isConnected && show(control), HOVER_DELAY_MS);
  };
  const onFocus = (event: FocusEvent) => {
    const control = controlAt(event.target);
    hide();
    if (control?.matches(':focus-visible')) show(control);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Enter' || event.key === ' ') hide();
  };
  const watched = [
    ['pointerover', onOver],
    ['focusin', onFocus],
    ['focusout', hide],
    ['keydown', onKey],
    ['pointerdown', hide],
    ['scroll', hide],
  ] as const;
  for (const [event, listener] of watched) document.addEventListener(event, listener as EventListener, true);
  return () => {
    clearTimeout(timer);
    for (const [event, listener] of watched) document.removeEventListener(event, listener as EventListener, true);
  };
}

function controlAt(target: EventTarget | null): HTMLElement | undefined {
  return target instanceof Element ? (target.closest<HTMLElement>(`[${TIP_ATTRIBUTE}]`) ?? undefined) : undefined;
}

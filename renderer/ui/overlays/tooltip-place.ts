interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const GAP = 6;
const EDGE = 8;

/** Places a tooltip's top left corner, in pixels: above the middle of its control, below where there is no space, inside the window. */
export function tipPlace(control: Box, tip: Size, window: Size): { readonly left: number; readonly top: number } {
  const above = control.top - tip.height - GAP;
  const middle = control.left + control.width / 2 - tip.width / 2;
  return {
    left: Math.round(Math.max(EDGE, Math.min(middle, window.width - tip.width - EDGE))),
    top: Math.round(above >= EDGE ? above : control.top + control.height + GAP),
  };
}

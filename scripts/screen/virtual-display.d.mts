/** A running virtual X display. */
export interface VirtualDisplay {
  /** The value for the variable DISPLAY, e.g. `:99`. */
  readonly display: string;
  /** Ends it; resolves when it is gone. It also ends by itself when this process dies. */
  stop(): Promise<void>;
}

/** Starts a virtual X display on a free number. Rejects with a sentence when there is no Xvfb or it does not start within 15 s. */
export function startVirtualDisplay(size?: { widthPixels?: number; heightPixels?: number }): Promise<VirtualDisplay>;

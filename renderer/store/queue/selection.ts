import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** Rows of the queue that are selected, to do one thing with several. `ids` is undefined while nothing is being selected. */
interface SelectionState {
  readonly ids: ReadonlySet<string> | undefined;
  /** The row selected last: a click with Shift reaches from there. */
  readonly anchor: string | undefined;
}

const NOTHING: SelectionState = { ids: undefined, anchor: undefined };

export const selectionStore = createStore<SelectionState>(() => NOTHING);

export const useSelecting = (): boolean => useStore(selectionStore, ({ ids }) => ids !== undefined);
export const useIsSelected = (videoId: string): boolean => useStore(selectionStore, ({ ids }) => ids?.has(videoId) ?? false);
export const useSelection = (): ReadonlySet<string> | undefined => useStore(selectionStore, ({ ids }) => ids);

/** Shows a box on every row to select. */
export const startSelection = (): void => selectionStore.setState({ ids: new Set(), anchor: undefined });

/** Hides the boxes again and forgets what was selected. */
export const leaveSelection = (): void => selectionStore.setState(NOTHING);

/** Selects exactly these. */
export const selectAll = (ids: readonly string[]): void => selectionStore.setState({ ids: new Set(ids), anchor: undefined });

/** Selects or deselects a row; with `order`, all rows from the one selected last to this one become the same. */
export function toggleSelected(videoId: string, order?: readonly string[]): void {
  const { ids = new Set<string>(), anchor } = selectionStore.getState();
  const after = new Set(ids);
  const tick = !ids.has(videoId);
  for (const id of rangeOf(anchor, videoId, order)) {
    if (tick) after.add(id);
    else after.delete(id);
  }
  selectionStore.setState({ ids: after, anchor: videoId });
}

function rangeOf(from: string | undefined, to: string, order: readonly string[] | undefined): readonly string[] {
  if (from === undefined || order === undefined) return [to];
  const ends = [order.indexOf(from), order.indexOf(to)].sort((a, b) => a - b);
  const [first = -1, last = -1] = ends;
  return first < 0 ? [to] : order.slice(first, last + 1);
}

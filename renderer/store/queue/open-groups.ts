import { useCallback } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { FEW_ITEMS } from './queue-blocks.ts';
import { queueStore } from './queue-store.ts';

export type FoldingList = 'waiting' | 'done';

/** Groups that somebody opened or folded by hand, by list and group; the others go by their size. */
const openGroupsStore = createStore<{ readonly byHand: ReadonlyMap<string, boolean> }>(() => ({ byHand: new Map() }));

const keyOf = (list: FoldingList, groupId: string): string => `${list} ${groupId}`;

function isOpenNow(byHand: ReadonlyMap<string, boolean>, list: FoldingList, groupId: string): boolean {
  const total = queueStore.getState().mirror.groups.get(groupId)?.total ?? 0;
  return byHand.get(keyOf(list, groupId)) ?? total <= FEW_ITEMS;
}

/** Answers whether a group of a list shows its items; the function changes only when somebody opens or folds one. */
export function useIsGroupOpen(list: FoldingList): (groupId: string) => boolean {
  const byHand = useStore(openGroupsStore, (state) => state.byHand);
  return useCallback((groupId) => isOpenNow(byHand, list, groupId), [byHand, list]);
}

/** Opens a folded group, folds an open one. */
export function toggleGroup(list: FoldingList, groupId: string): void {
  const { byHand } = openGroupsStore.getState();
  openGroupsStore.setState({ byHand: new Map(byHand).set(keyOf(list, groupId), !isOpenNow(byHand, list, groupId)) });
}

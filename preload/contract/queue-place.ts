/** Where a waiting item stands: the waiting downloads that start before it, if those that run end in the order they began. */
export interface QueuePlace {
  /** 0: it is next. Counted to 50. */
  readonly ahead: number;
  /** There are more than `ahead`; whose they are is not counted then. */
  readonly more?: true;
  /** How many of them are in other people's turns. */
  readonly others?: number;
  /** Whose turns they are, most first, the own name included; never in a child's queue. */
  readonly byPerson?: readonly { readonly name: string; readonly count: number }[];
}

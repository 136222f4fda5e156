/** What must never happen, in the words of the summary. */
export type Fault =
  /** A reference, a pause, a row or a file that was promised is not there, or one that was given up came back. */
  | 'lost'
  /** A process outlived its app. */
  | 'orphans'
  /** Two trees worked at one video. */
  | 'doubled'
  /** A file that belongs to nothing. */
  | 'strays'
  /** A frozen or dead program held its video up, or the end never came. */
  | 'stuck'
  /** The app ended by itself, did not start, or wrote to stderr. */
  | 'crashes'
  /** The database is not sound. */
  | 'unsound';

/** Counts what went wrong and says it at once; what stays wrong round after round counts once. */
export interface Findings {
  readonly counts: Readonly<Record<Fault, number>>;
  add(fault: Fault, what: string): void;
  total(): number;
}

export function createFindings(say: (text: string) => void): Findings {
  const counts: Record<Fault, number> = { lost: 0, orphans: 0, doubled: 0, strays: 0, stuck: 0, crashes: 0, unsound: 0 };
  const said = new Set<string>();
  return {
    counts,
    add(fault, what) {
      if (said.has(`${fault} ${what}`)) return;
      said.add(`${fault} ${what}`);
      counts[fault] += 1;
      say(`${fault}: ${what}`);
    },
    total: () => Object.values(counts).reduce((sum, count) => sum + count, 0),
  };
}

/** One row of the table: a folder, or a file of that name, and what its files may import. */
export interface Room {
  /** Its name within the room around it; the first row that fits a file counts. `*`: all other files of the folder itself. */
  readonly room: string;
  /** Rooms of the same level; `*`: all. */
  readonly imports: readonly string[] | '*';
  /** A part may narrow what the room around it may use, never widen it. */
  readonly packages?: readonly string[] | { readonly allBut: readonly string[] };
  /** The reason as a sentence, shown with each arrow against the row. */
  readonly says: string;
  /** The rooms inside it; every file is in one of them. */
  readonly parts?: readonly Room[];
}

/** The rooms of the whole checkout, from the top down. */
export const rooms: readonly Room[];

import { selectAll, toggleSelected, useIsSelected, useSelecting, useSelection } from '../../../store/queue/selection.ts';
import { say } from '../../../words/say.ts';
import styles from './select-box.module.css';

interface SelectBoxProps {
  readonly videoId: string;
  readonly title: string;
  /** The rows of its list: with Shift, all from the one selected last become the same. */
  readonly order: readonly string[];
}

/** Shows the box of a row while several are being selected; nothing otherwise. */
export function SelectBox({ videoId, title, order }: SelectBoxProps) {
  const selecting = useSelecting();
  const selected = useIsSelected(videoId);
  if (!selecting) return null;
  return (
    <label className={styles['box']}>
      <input
        type="checkbox"
        aria-label={say('selection.select', { title })}
        checked={selected}
        onChange={(event) => {
          const shift = event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey;
          toggleSelected(videoId, shift ? order : undefined);
        }}
      />
    </label>
  );
}

interface SelectGroupBoxProps {
  readonly videoIds: readonly string[];
  readonly title: string;
}

/** Shows the box of a group's row, which selects all the items that the row stands for, or none of them. */
export function SelectGroupBox({ videoIds, title }: SelectGroupBoxProps) {
  const selection = useSelection();
  if (selection === undefined) return null;
  const count = videoIds.filter((videoId) => selection.has(videoId)).length;
  const all = count === videoIds.length;
  return (
    <label className={styles['box']}>
      <input
        type="checkbox"
        aria-label={say('selection.selectAllOf', { title })}
        checked={all}
        ref={(box) => {
          if (box) box.indeterminate = count > 0 && !all;
        }}
        onChange={() => {
          const own = new Set(videoIds);
          const others = [...selection].filter((videoId) => !own.has(videoId));
          selectAll(all ? others : [...others, ...videoIds]);
        }}
      />
    </label>
  );
}

import { toggleSelected, useIsSelected, useSelecting } from '../../store/selection.ts';
import styles from './selection.module.css';

interface SelectBoxProps {
  readonly videoId: string;
  readonly title: string;
  /** The rows of its list: with Shift, all from the one ticked last become the same. */
  readonly order: readonly string[];
}

/** The box of a row while several are being selected; nothing otherwise. */
export function SelectBox({ videoId, title, order }: SelectBoxProps) {
  const selecting = useSelecting();
  const selected = useIsSelected(videoId);
  if (!selecting) return null;
  return (
    <label className={styles['box']}>
      <input
        type="checkbox"
        aria-label={`Select ${title}`}
        checked={selected}
        onChange={(event) => {
          const shift = event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey;
          toggleSelected(videoId, shift ? order : undefined);
        }}
      />
    </label>
  );
}

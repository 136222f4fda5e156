import { ArrowDownToLine } from 'lucide-react';
import { useEffect, useState } from 'react';
import { linksInDrop } from '../../store/paste/links-in-text.ts';
import { takeText } from '../../store/paste/paste-field.ts';
import { say } from '../../words/say.ts';
import styles from './drop-target.module.css';
import { focusPasteField } from './paste-field-focus.ts';

/** Lets a link be pasted or dropped anywhere in the window; shows where it will go while something hovers. */
export function DropTarget() {
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    const stopPaste = takePastesAnywhere();
    const stopDrops = takeDropsAnywhere(setHovering);
    return () => {
      stopPaste();
      stopDrops();
    };
  }, []);
  return (
    hovering && (
      <div className={styles['veil']}>
        <ArrowDownToLine aria-hidden />
        <span>{say('paste.dropToAdd')}</span>
      </div>
    )
  );
}

function takePastesAnywhere(): () => void {
  const onPaste = (event: ClipboardEvent) => {
    const target = event.target;
    const writing =
      target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], [role="dialog"]');
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (writing || text.trim() === '') return;
    event.preventDefault();
    focusPasteField();
    takeText(text);
  };
  document.addEventListener('paste', onPaste);
  return () => document.removeEventListener('paste', onPaste);
}

function takeDropsAnywhere(setHovering: (hovering: boolean) => void): () => void {
  // Every element crossed sends a leave after the next one's enter; the window is left when they balance out.
  let depth = 0;
  const carriesText = (event: DragEvent) =>
    event.dataTransfer?.types.some((type) => type === 'text/uri-list' || type === 'text/plain') ?? false;
  const onEnter = (event: DragEvent) => {
    if (!carriesText(event)) return;
    depth += 1;
    setHovering(true);
  };
  const onLeave = (event: DragEvent) => {
    if (!carriesText(event)) return;
    depth = Math.max(0, depth - 1);
    if (depth === 0) setHovering(false);
  };
  const onOver = (event: DragEvent) => {
    if (event.defaultPrevented) return; // a row of the queue takes it
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = carriesText(event) ? 'copy' : 'none';
  };
  const onDrop = (event: DragEvent) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    depth = 0;
    setHovering(false);
    const data = event.dataTransfer;
    if (!data) return;
    const text = data.getData('text/plain');
    const links = linksInDrop({ uriList: data.getData('text/uri-list'), text });
    if (links.length > 0 || text.trim() !== '') takeText(links.length > 0 ? links.join('\n') : text);
    focusPasteField();
  };
  document.addEventListener('dragenter', onEnter);
  document.addEventListener('dragleave', onLeave);
  document.addEventListener('dragover', onOver);
  document.addEventListener('drop', onDrop);
  return () => {
    document.removeEventListener('dragenter', onEnter);
    document.removeEventListener('dragleave', onLeave);
    document.removeEventListener('dragover', onOver);
    document.removeEventListener('drop', onDrop);
  };
}

import { useState } from 'react';
import { addVideos } from '../../store/paste/add-videos.ts';
import { clearPasteField } from '../../store/paste/paste-field.ts';
import {
  bytesToFree,
  closeQuotaDialog,
  type QuotaExceeded,
  suggestionFor,
  useQuotaExceeded,
} from '../../store/paste/quota-exceeded.ts';
import { bulkRemove } from '../../store/queue/bulk-actions.ts';
import { showToast } from '../../store/window/messages.ts';
import { Button } from '../../ui/controls/button.tsx';
import { CheckLine } from '../../ui/controls/check-line.tsx';
import { Problem } from '../../ui/controls/field.tsx';
import { Dialog } from '../../ui/overlays/dialog.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { sentenceFor } from '../../words/error-sentences.ts';
import { formatBytes, formatCount } from '../../words/format.ts';
import styles from './quota-dialog.module.css';

/** Opens when somebody's part of the disk is full, and offers what they have watched. */
export function QuotaDialog() {
  const exceeded = useQuotaExceeded();
  return exceeded && <FreeSpace exceeded={exceeded} />;
}

function FreeSpace({ exceeded }: { readonly exceeded: QuotaExceeded }) {
  const { storage, entries, options } = exceeded;
  const missing = bytesToFree(storage);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set(suggestionFor(storage.safeToFree, missing)));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const chosen = storage.safeToFree.filter(({ videoId }) => ticked.has(videoId));
  const freed = chosen.reduce((sum, { bytes }) => sum + bytes, 0);
  const toggle = (videoId: string) =>
    setTicked((before) => {
      const after = new Set(before);
      if (!after.delete(videoId)) after.add(videoId);
      return after;
    });

  const removeAndGet = async () => {
    setBusy(true);
    await bulkRemove(chosen.map(({ videoId }) => videoId));
    const result = await addVideos(entries, options, () => true);
    setBusy(false);
    if (result.failure) return setProblem(sentenceFor(result.failure));
    clearPasteField();
    closeQuotaDialog();
    if (result.added > 0) showToast({ level: 'success', text: `${formatCount(result.added, 'video')} added to your queue.` });
  };

  return (
    <Dialog
      title="Your part of the disk is full"
      description={`${formatBytes(storage.usedBytes)} of ${formatBytes(storage.quotaBytes)} are used. Free up some space, then try again.`}
      onClose={closeQuotaDialog}
      foot={
        <>
          <Button variant="quiet" onClick={closeQuotaDialog}>
            Not now
          </Button>
          {storage.safeToFree.length > 0 && (
            <Button variant="primary" disabled={chosen.length === 0 || busy} onClick={() => void removeAndGet()}>
              {busy ? 'Freeing up space…' : `Remove ${formatCount(chosen.length, 'video')} and get it`}
            </Button>
          )}
        </>
      }
    >
      <div className={styles['body']}>
        <ProgressBar name="Your space used" percent={(storage.usedBytes / Math.max(1, storage.quotaBytes)) * 100} />
        {storage.safeToFree.length === 0 ? (
          <p>
            None of your videos are both watched and wanted by nobody else. Remove something from the library, or ask for more
            space.
          </p>
        ) : (
          <>
            <p>You have watched these, and nobody else wants them:</p>
            <ul className={styles['list']} aria-label="Watched videos">
              {storage.safeToFree.map(({ videoId, title, bytes }) => (
                <li key={videoId}>
                  <CheckLine ticked={ticked.has(videoId)} onChange={() => toggle(videoId)} fact={formatBytes(bytes)}>
                    <bdi title={title}>{title}</bdi>
                  </CheckLine>
                </li>
              ))}
            </ul>
            <p role="status">
              {freed >= missing
                ? `That frees up ${formatBytes(freed)}, which is enough.`
                : `Free up ${formatBytes(missing - freed)} more.`}{' '}
              You can put them back from the trash for a while.
            </p>
          </>
        )}
        {problem && <Problem>{problem}</Problem>}
      </div>
    </Dialog>
  );
}

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
import { formatBytes } from '../../words/format.ts';
import { say } from '../../words/say.ts';
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
    if (result.added > 0) showToast({ level: 'success', text: say('paste.addedVideos', { count: result.added }) });
  };

  return (
    <Dialog
      title={say('quota.full')}
      description={say('quota.explanation', { used: formatBytes(storage.usedBytes), quota: formatBytes(storage.quotaBytes) })}
      onClose={closeQuotaDialog}
      foot={
        <>
          <Button variant="quiet" onClick={closeQuotaDialog}>
            {say('button.notNow')}
          </Button>
          {storage.safeToFree.length > 0 && (
            <Button variant="primary" disabled={chosen.length === 0 || busy} onClick={() => void removeAndGet()}>
              {busy ? say('quota.freeing') : say('quota.removeAndGet', { count: chosen.length })}
            </Button>
          )}
        </>
      }
    >
      <div className={styles['body']}>
        <ProgressBar name={say('quota.used')} percent={(storage.usedBytes / Math.max(1, storage.quotaBytes)) * 100} />
        {storage.safeToFree.length === 0 ? (
          <p>{say('quota.nothingToFree')}</p>
        ) : (
          <>
            <p>{say('quota.watchedByYou')}</p>
            <ul className={styles['list']} aria-label={say('trash.watchedVideos')}>
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
                ? say('quota.enough', { size: formatBytes(freed) })
                : say('quota.more', { size: formatBytes(missing - freed) })}{' '}
              {say('quota.putBackForAWhile')}
            </p>
          </>
        )}
        {problem && <Problem>{problem}</Problem>}
      </div>
    </Dialog>
  );
}

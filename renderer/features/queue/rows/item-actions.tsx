import { CircleHelp, FolderOpen, Pause, Play, RotateCw, Trash2, X } from 'lucide-react';
import type { QueueItem } from '../../../../preload/contract/types.ts';
import { openActivity } from '../../../store/household/activity-subject.ts';
import { revealVideo } from '../../../store/library/library-pages.ts';
import { playById } from '../../../store/library/playing-video.ts';
import { cancelDownload, pauseDownload, removeDone, retryDownload, unpauseDownload } from '../../../store/queue/queue-actions.ts';
import { useActiveProfile } from '../../../store/window/acting-profile.ts';
import { IconButton } from '../../../ui/controls/button.tsx';
import { helpingStep } from './helping-step.ts';
import styles from './queue-row.module.css';

/** Offers what can be done with an item now. Every button's name holds the title, for people who use it by voice or by ear. */
export function ItemActions({ item }: { readonly item: QueueItem }) {
  const { videoId, title, status, held: isPaused } = item;
  const running = status === 'pending' || status === 'downloading';
  const role = useActiveProfile()?.role;
  const step = helpingStep(item, role);
  return (
    <div className={styles['actions']}>
      {status === 'complete' && (
        <>
          <IconButton name={`Play ${title}`} tip="Play" icon={Play} onClick={() => void playById(videoId, title)} />
          {/* The folder holds everybody's files. */}
          {role === 'adult' && (
            <IconButton
              name={`Show ${title} in folder`}
              tip="Show in folder"
              icon={FolderOpen}
              onClick={() => void revealVideo(videoId)}
            />
          )}
        </>
      )}
      {status === 'failed' && step !== 'retry' && (
        <IconButton name={`Try again ${title}`} tip="Try again" icon={RotateCw} onClick={() => void retryDownload(videoId)} />
      )}
      {running &&
        (isPaused ? (
          <IconButton name={`Resume ${title}`} tip="Resume" icon={Play} onClick={() => void unpauseDownload(videoId)} />
        ) : (
          <IconButton name={`Pause ${title}`} tip="Pause" icon={Pause} onClick={() => void pauseDownload(videoId)} />
        ))}
      <IconButton
        name={`What happened? ${title}`}
        tip="What happened?"
        icon={CircleHelp}
        onClick={() => openActivity({ videoId, title })}
      />
      {(running || (status === 'failed' && step !== 'remove')) && (
        <IconButton name={`Cancel ${title}`} tip="Cancel" icon={X} onClick={() => void cancelDownload(videoId)} />
      )}
      {status === 'complete' && (
        <IconButton name={`Remove ${title}`} tip="Remove" icon={Trash2} onClick={() => void removeDone(videoId)} />
      )}
    </div>
  );
}

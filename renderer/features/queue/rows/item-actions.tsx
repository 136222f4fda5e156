import { CircleHelp, FolderOpen, Pause, Play, RotateCw, Trash2, X } from 'lucide-react';
import type { QueueItem } from '../../../../preload/contract/types.ts';
import { openActivity } from '../../../store/household/activity-subject.ts';
import { revealVideo } from '../../../store/library/library-pages.ts';
import { playById } from '../../../store/library/playing-video.ts';
import { cancelDownload, pauseDownload, removeDone, retryDownload, unpauseDownload } from '../../../store/queue/queue-actions.ts';
import { useActiveProfile } from '../../../store/window/acting-profile.ts';
import { IconButton } from '../../../ui/controls/button.tsx';
import { say } from '../../../words/say.ts';
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
          <IconButton
            name={say('item.play', { title })}
            tip={say('button.play')}
            icon={Play}
            onClick={() => void playById(videoId, title)}
          />
          {/* The folder holds everybody's files. */}
          {role === 'adult' && (
            <IconButton
              name={say('item.showItInFolder', { title })}
              tip={say('item.showInFolder')}
              icon={FolderOpen}
              onClick={() => void revealVideo(videoId)}
            />
          )}
        </>
      )}
      {status === 'failed' && step !== 'retry' && (
        <IconButton
          name={say('item.tryAgain', { title })}
          tip={say('button.tryAgain')}
          icon={RotateCw}
          onClick={() => void retryDownload(videoId)}
        />
      )}
      {running &&
        (isPaused ? (
          <IconButton
            name={say('item.resume', { title })}
            tip={say('button.resume')}
            icon={Play}
            onClick={() => void unpauseDownload(videoId)}
          />
        ) : (
          <IconButton
            name={say('item.pause', { title })}
            tip={say('button.pause')}
            icon={Pause}
            onClick={() => void pauseDownload(videoId)}
          />
        ))}
      <IconButton
        name={say('item.whatHappenedTo', { title })}
        tip={say('item.whatHappened')}
        icon={CircleHelp}
        onClick={() => openActivity({ videoId, title })}
      />
      {(running || (status === 'failed' && step !== 'remove')) && (
        <IconButton
          name={say('item.cancel', { title })}
          tip={say('button.cancel')}
          icon={X}
          onClick={() => void cancelDownload(videoId)}
        />
      )}
      {status === 'complete' && (
        <IconButton
          name={say('item.remove', { title })}
          tip={say('button.remove')}
          icon={Trash2}
          onClick={() => void removeDone(videoId)}
        />
      )}
    </div>
  );
}

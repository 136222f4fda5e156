import { ClipboardCheck, ClipboardCopy } from 'lucide-react';
import { useRef, useState } from 'react';
import { call } from '../../store/border/main-process.ts';
import { useActivityFeed } from '../../store/household/activity-feed.ts';
import { closeActivity, useActivitySubject } from '../../store/household/activity-subject.ts';
import { actingProfileId } from '../../store/window/acting-profile.ts';
import { report } from '../../store/window/report-failure.ts';
import { Button } from '../../ui/controls/button.tsx';
import { Problem } from '../../ui/controls/field.tsx';
import { Dialog } from '../../ui/overlays/dialog.tsx';
import { sentenceFor } from '../../words/error-sentences.ts';
import { say } from '../../words/say.ts';
import styles from './activity-dialog.module.css';
import { ActivityList } from './activity-list.tsx';

/** Shows what happened to one video, and a report to hand to whoever helps. */
export function ActivityDialog() {
  const subject = useActivitySubject();
  return subject && <VideoActivity key={subject.videoId} {...subject} />;
}

function VideoActivity({ videoId, title }: { readonly videoId: string; readonly title: string }) {
  const { entries, failure, loadMore } = useActivityFeed(videoId);
  const [text, setText] = useState<string>();
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);

  const showReport = async () => {
    const answer = await call('activity:report', { profileId: actingProfileId(), videoId });
    report(answer);
    if (answer.ok) setText(answer.value.text);
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text ?? '');
      setCopied(true);
    } catch {
      field.current?.select(); // the clipboard is refused here: the text is marked, so that one key copies it
    }
  };

  return (
    <Dialog
      wide
      title={say('activity.whatHappened')}
      description={<bdi>{title}</bdi>}
      onClose={closeActivity}
      foot={
        <>
          {loadMore && (
            <Button variant="quiet" onClick={loadMore}>
              {say('button.showOlder')}
            </Button>
          )}
          {text === undefined ? (
            <Button variant="soft" onClick={() => void showReport()}>
              {say('activity.showReport')}
            </Button>
          ) : (
            <Button variant="soft" icon={copied ? ClipboardCheck : ClipboardCopy} onClick={() => void copy()}>
              {say(copied ? 'activity.copied' : 'activity.copyReport')}
            </Button>
          )}
        </>
      }
    >
      {failure && <Problem>{sentenceFor(failure)}</Problem>}
      {entries?.length === 0 && <p>{say('activity.nothingHappened')}</p>}
      {entries && <ActivityList entries={entries} nowMs={Date.now()} />}
      {text !== undefined && (
        <textarea ref={field} className={styles['report']} readOnly aria-label={say('activity.report')} value={text} />
      )}
    </Dialog>
  );
}

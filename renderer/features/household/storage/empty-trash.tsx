import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { purgeTrash } from '../../../store/queue/queue-actions.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Dialog } from '../../../ui/overlays/dialog.tsx';
import { formatBytes } from '../../../words/format.ts';
import { say } from '../../../words/say.ts';

/** What is about to be deleted for good: one video, or without an id all that this person may. */
export interface Purge {
  readonly videoId?: string;
  readonly items: number;
  readonly bytes: number;
}

interface EmptyTrashProps {
  /** Names the button that opens the question. */
  readonly label: string;
  /** Tells the button's video from the others to who cannot see its row. */
  readonly name?: string;
  readonly purge: Purge;
  /** Says whose videos it deletes, and what that frees. */
  readonly question: 'trash.askOne' | 'trash.askYours' | 'trash.askEverybodys';
  readonly onDone: () => void;
}

/** Offers to delete for good, and asks once before it does. */
export function EmptyTrash({ label, name, purge, question, onDone }: EmptyTrashProps) {
  const [isAsking, setAsking] = useState(false);
  const { videoId, items, bytes } = purge;
  const remove = async () => {
    setAsking(false);
    await purgeTrash(videoId);
    onDone();
  };
  return (
    <>
      <Button
        variant={videoId === undefined ? 'soft' : 'quiet'}
        icon={Trash2}
        onClick={() => setAsking(true)}
        {...(name !== undefined && { 'aria-label': name })}
      >
        {label}
      </Button>
      {isAsking && (
        <Dialog
          title={say('trash.deleteForGood')}
          onClose={() => setAsking(false)}
          foot={
            <>
              <Button variant="quiet" onClick={() => setAsking(false)}>
                {say('trash.keep')}
              </Button>
              <Button variant="danger" icon={Trash2} onClick={() => void remove()}>
                {say('trash.deleteVideos', { count: items })}
              </Button>
            </>
          }
        >
          <p>{say(question, { count: items, size: formatBytes(bytes) })}</p>
        </Dialog>
      )}
    </>
  );
}

import { type ReactNode, useEffect } from 'react';
import type { Profile } from '../../../preload/contract/types.ts';
import { closeActivity } from '../../store/household/activity-subject.ts';
import { mirrorRequests } from '../../store/household/requests.ts';
import { closePlayer } from '../../store/library/playing-video.ts';
import { forgetCopiedLink } from '../../store/paste/copied-link.ts';
import { resetPasteField } from '../../store/paste/paste-field.ts';
import { loadAddingChoices } from '../../store/paste/remembered-choices.ts';
import { mirrorQueue } from '../../store/queue/queue-store.ts';
import { leaveSelection } from '../../store/queue/selection.ts';
import { clearToasts } from '../../store/window/messages.ts';
import { usePage } from '../../store/window/page-address.ts';
import { loadSettings } from '../../store/window/settings-mirror.ts';
import { colourOf } from '../../ui/faces/names.ts';
import { HouseholdPage } from '../household/household-page.tsx';
import { LibraryPage } from '../library/library-page.tsx';
import { ChoiceDialog } from '../paste/choice/choice-dialog.tsx';
import { CopiedLinkOffer } from '../paste/copied-link-offer.tsx';
import { DropTarget } from '../paste/drop-target.tsx';
import { PasteBar } from '../paste/paste-bar.tsx';
import { QuotaDialog } from '../paste/quota-dialog.tsx';
import { PlayerHost } from '../player/player-host.tsx';
import { QueuePage } from '../queue/queue-page.tsx';
import { RequestsPage } from '../requests/requests-page.tsx';
import { SettingsPage } from '../settings/settings-page.tsx';
import styles from './app-frame.module.css';
import { Navigation } from './navigation.tsx';
import { takeOfferedLinks } from './offered-links.ts';

/** Draws the app around one person: who it is, where to go, the link field, and the page. */
export function AppFrame({ profile }: { readonly profile: Profile }) {
  useEffect(() => {
    void loadSettings();
    const stopQueue = mirrorQueue(profile.id);
    const stopRequests = mirrorRequests(profile.id);
    void loadAddingChoices(profile.id);
    takeOfferedLinks();
    return () => {
      stopQueue();
      stopRequests();
      leaveSelection();
      clearToasts();
      resetPasteField();
      forgetCopiedLink();
      closePlayer();
      closeActivity();
    };
  }, [profile.id]);
  // Dialogs and messages live outside this element, so the tint sits on the document's root.
  useEffect(() => {
    document.documentElement.dataset['colour'] = colourOf(profile.colour);
    return () => {
      delete document.documentElement.dataset['colour'];
    };
  }, [profile.colour]);

  return (
    <div className={styles['shell']}>
      <div className={styles['top']}>
        <div className={styles['topInner']}>
          <PasteBar />
          <CopiedLinkOffer />
        </div>
      </div>
      <Navigation profile={profile} />
      <div className={styles['page']}>
        <CurrentPage profile={profile} />
      </div>
      <ChoiceDialog />
      <QuotaDialog />
      <DropTarget />
      <PlayerHost />
    </div>
  );
}

/** Shows the page of the address; pages of another role lead to the queue. */
function CurrentPage({ profile }: { readonly profile: Profile }): ReactNode {
  const page = usePage();
  const adult = profile.role === 'adult';
  if (page === 'library') return <LibraryPage />;
  if (page === 'requests' && !adult) return <RequestsPage profile={profile} />;
  if (page === 'household' && adult) return <HouseholdPage />;
  if (page === 'settings' && adult) return <SettingsPage />;
  return <QueuePage />;
}

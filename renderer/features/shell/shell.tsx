import { type ReactNode, useEffect } from 'react';
import type { Profile } from '../../../preload/contract/types.ts';
import { closeActivity } from '../../store/activity.ts';
import { loadAddingChoices } from '../../store/adding-choices.ts';
import { forgetCopiedLink } from '../../store/copied-link.ts';
import { forgetLink, takeOfferedLinks } from '../../store/link.ts';
import { usePage } from '../../store/navigation.ts';
import { closePlayer } from '../../store/player.ts';
import { mirrorQueue } from '../../store/queue.ts';
import { mirrorRequests } from '../../store/requests.ts';
import { leaveSelection } from '../../store/selection.ts';
import { loadSettings } from '../../store/settings.ts';
import { clearToasts } from '../../store/toasts.ts';
import { colourOf } from '../../ui/faces/names.ts';
import { CopiedLinkOffer } from '../copied-link/copied-link-offer.tsx';
import { HouseholdPage } from '../household/household-page.tsx';
import { LibraryPage } from '../library/library-page.tsx';
import { ChoiceDialog } from '../paste/choice-dialog.tsx';
import { DropTarget } from '../paste/drop-target.tsx';
import { PasteBar } from '../paste/paste-bar.tsx';
import { QuotaDialog } from '../paste/quota-dialog.tsx';
import { PlayerHost } from '../player/player-host.tsx';
import { QueuePage } from '../queue/queue-page.tsx';
import { SettingsPage } from '../settings/settings-page.tsx';
import { WishesPage } from '../wishes/wishes-page.tsx';
import { Navigation } from './navigation.tsx';
import styles from './shell.module.css';

/** The app around one person: who it is, where to go, the link field, and the page. */
export function Shell({ profile }: { readonly profile: Profile }) {
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
      forgetLink();
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

/** The page of the address; somebody else's pages lead to the queue. */
function CurrentPage({ profile }: { readonly profile: Profile }): ReactNode {
  const page = usePage();
  const adult = profile.role === 'adult';
  if (page === 'library') return <LibraryPage />;
  if (page === 'wishes' && !adult) return <WishesPage profile={profile} />;
  if (page === 'household' && adult) return <HouseholdPage />;
  if (page === 'settings' && adult) return <SettingsPage />;
  return <QueuePage />;
}

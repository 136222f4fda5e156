import { useEffect } from 'react';
import { useActiveProfile } from '../../store/window/acting-profile.ts';
import { confirmPin, dropPinQuestion, useIsPinAsked } from '../../store/window/pin-request.ts';
import { say } from '../../words/say.ts';
import { PinDialog } from './pin-dialog.tsx';

/** Asks the person at the window for their PIN once more, when something they do needs it. */
export function PinQuestion() {
  const profile = useActiveProfile();
  const isAsked = useIsPinAsked();
  // Whoever comes next must not be asked for what somebody else was about to do.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person at the window ends the question.
  useEffect(() => dropPinQuestion, [profile?.id]);
  if (!isAsked || profile === undefined) return null;
  return (
    <PinDialog
      profile={profile}
      title={say('pin.please')}
      description={say('pin.pleaseHint')}
      check={(pin) => confirmPin(profile.id, pin)}
      onClose={dropPinQuestion}
    />
  );
}

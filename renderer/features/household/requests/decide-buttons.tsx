import { Check, X } from 'lucide-react';
import { useState } from 'react';
import type { Failure } from '../../../../preload/contract/errors.ts';
import type { HouseholdRequest } from '../../../../preload/contract/household.ts';
import { type Decision, decideRequest } from '../../../store/household/requests.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Problem } from '../../../ui/controls/field.tsx';
import { sentenceFor } from '../../../words/error-sentences.ts';
import { say } from '../../../words/say.ts';
import styles from './decide-buttons.module.css';

/** Answers a request: yes, no, or yes to this whole channel. A day's limit that says no can be overruled. */
export function DecideButtons({ request }: { readonly request: HouseholdRequest }) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const decide = async (decision: Decision) => {
    setBusy(true);
    const answer = await decideRequest(request, decision);
    setBusy(false);
    setFailure(answer.ok ? undefined : answer);
  };
  const overLimit = failure?.code === 'limit-reached';
  return (
    <>
      {failure && (overLimit || failure.code === 'quota-exceeded') && (
        <div className={styles['problem']}>
          <Problem>{sentenceFor(failure)}</Problem>
        </div>
      )}
      <Button
        variant="quiet"
        icon={X}
        disabled={busy}
        aria-label={say('request.declineIt', { title: request.title })}
        onClick={() => void decide({ decision: 'refuse' })}
      >
        {say('request.decline')}
      </Button>
      {request.channelCanBeAllowed === true && !overLimit && (
        <Button
          variant="soft"
          disabled={busy}
          aria-label={say('request.alwaysAllowIt', { channel: request.channel ?? request.title })}
          onClick={() => void decide({ decision: 'allow', alwaysThisChannel: true })}
        >
          {say('request.alwaysAllow')}
        </Button>
      )}
      <Button
        variant="primary"
        icon={Check}
        disabled={busy}
        aria-label={say(overLimit ? 'request.allowItAnyway' : 'request.allowIt', { title: request.title })}
        onClick={() => void decide({ decision: 'allow', ...(overLimit ? { overLimit: true } : {}) })}
      >
        {say(overLimit ? 'request.allowAnyway' : 'request.allow')}
      </Button>
    </>
  );
}

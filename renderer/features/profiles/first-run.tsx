import { useState } from 'react';
import { finishSettingUp, startSettingUp, unlock, useActiveProfile } from '../../store/window/acting-profile.ts';
import { classNames } from '../../ui/class-names.ts';
import { Button } from '../../ui/controls/button.tsx';
import { Problem } from '../../ui/controls/field.tsx';
import { sentenceFor } from '../../words/error-sentences.ts';
import { say } from '../../words/say.ts';
import { PasteBar } from '../paste/paste-bar.tsx';
import { LibraryFolder } from '../settings/library-folder.tsx';
import styles from './first-run.module.css';
import { House } from './house.tsx';
import { PersonForm } from './person-form.tsx';
import { ToolCheck } from './tool-lines.tsx';

const STEPS = ['welcome', 'person', 'folder', 'tools', 'ready'] as const;
type Step = (typeof STEPS)[number];

/** Leads through the first minutes: welcome, the first person, where videos are kept, the programs, the first link. */
export function FirstRun() {
  const [step, setStep] = useState<Step>('welcome');
  const [problem, setProblem] = useState<string>();
  const profile = useActiveProfile();
  const titles: Readonly<Record<Step, string>> = {
    welcome: say('firstRun.welcome'),
    person: say('firstRun.whoAreYou'),
    folder: say('firstRun.folder'),
    tools: say('firstRun.tools'),
    ready: profile ? say('firstRun.allSetFor', { name: profile.name }) : say('firstRun.allSet'),
  };

  return (
    <House title={<bdi>{titles[step]}</bdi>}>
      <div className={styles['step']}>
        <div className={styles['dots']} aria-hidden>
          {STEPS.map((name) => (
            <span key={name} className={classNames(name === step && styles['here'])} />
          ))}
        </div>
        {step === 'welcome' && <Welcome onNext={() => setStep('person')} />}
        {step === 'person' && (
          <PersonForm
            first
            peopleBefore={0}
            submitLabel={say('firstRun.continue')}
            onSubmitting={startSettingUp}
            onAdded={async (profileId, person) => {
              const answer = await unlock(profileId, person.pin);
              if (answer.ok) setStep('folder');
              else setProblem(sentenceFor(answer));
            }}
          />
        )}
        {problem && <Problem>{problem}</Problem>}
        {step === 'folder' && <Folder onNext={() => setStep('tools')} />}
        {step === 'tools' && <Tools onNext={() => setStep('ready')} />}
        {step === 'ready' && <FirstLink />}
      </div>
    </House>
  );
}

interface StepProps {
  readonly onNext: () => void;
}

function Welcome({ onNext }: StepProps) {
  return (
    <>
      <p className={styles['lead']}>{say('firstRun.welcomeHint')}</p>
      <Next label={say('firstRun.letsStart')} onNext={onNext} />
    </>
  );
}

function Folder({ onNext }: StepProps) {
  return (
    <>
      <p>{say('firstRun.folderHint')}</p>
      <LibraryFolder />
      <Next label={say('firstRun.continue')} onNext={onNext} />
    </>
  );
}

function Tools({ onNext }: StepProps) {
  return (
    <>
      <div className={styles['tools']}>
        <ToolCheck />
      </div>
      <Next label={say('firstRun.continue')} onNext={onNext} />
    </>
  );
}

function FirstLink() {
  return (
    <>
      <p className={styles['lead']}>{say('firstRun.copyAndPaste')}</p>
      <PasteBar onAdded={finishSettingUp} />
      <div className={styles['actions']}>
        <Button variant="plain" size="large" onClick={finishSettingUp}>
          {say('firstRun.goToQueue')}
        </Button>
      </div>
    </>
  );
}

function Next({ label, onNext }: StepProps & { readonly label: string }) {
  return (
    <div className={styles['actions']}>
      <Button variant="primary" size="large" onClick={onNext}>
        {label}
      </Button>
    </div>
  );
}

import { useState } from 'react';
import { finishSettingUp, startSettingUp, unlock, useActiveProfile } from '../../store/window/acting-profile.ts';
import { classNames } from '../../ui/class-names.ts';
import { Button } from '../../ui/controls/button.tsx';
import { Problem } from '../../ui/controls/field.tsx';
import { sentenceFor } from '../../words/error-sentences.ts';
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
    welcome: 'Welcome home',
    person: 'Who are you?',
    folder: 'Where should videos go?',
    tools: 'What Homereel needs',
    ready: profile ? `All set, ${profile.name}` : 'All set',
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
            submitLabel="Continue"
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
      <p className={styles['lead']}>
        Homereel keeps videos for everyone at home. Each person has a queue of their own, and a video that several people want is
        kept only once.
      </p>
      <Next label="Let’s start" onNext={onNext} />
    </>
  );
}

function Folder({ onNext }: StepProps) {
  return (
    <>
      <p>Everyone’s videos go into this folder. The suggested one is fine for most homes.</p>
      <LibraryFolder />
      <Next label="Continue" onNext={onNext} />
    </>
  );
}

function Tools({ onNext }: StepProps) {
  return (
    <>
      <div className={styles['tools']}>
        <ToolCheck />
      </div>
      <Next label="Continue" onNext={onNext} />
    </>
  );
}

function FirstLink() {
  return (
    <>
      <p className={styles['lead']}>Copy the link of a video you like and paste it here. That’s all.</p>
      <PasteBar onAdded={finishSettingUp} />
      <div className={styles['actions']}>
        <Button variant="plain" size="large" onClick={finishSettingUp}>
          Go to my queue
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

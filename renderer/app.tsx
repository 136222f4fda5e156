import { useEffect } from 'react';
import styles from './app.module.css';
import { AppFrame } from './features/frame/app-frame.tsx';
import { startNotices } from './features/frame/follow-notices.ts';
import { startMenuCommands } from './features/frame/menu-commands.ts';
import { MessageHost } from './features/frame/message-host.tsx';
import { startOfferedLinks } from './features/frame/offered-links.ts';
import { FirstRun } from './features/profiles/first-run.tsx';
import { PinQuestion } from './features/profiles/pin-question.tsx';
import { WhoIsThisFor } from './features/profiles/who-is-this-for.tsx';
import { startCopiedLinks } from './store/paste/copied-link.ts';
import { loadProfiles, startSession, useActiveProfile, useSession } from './store/window/acting-profile.ts';
import { startPinQuestions } from './store/window/pin-request.ts';
import { startSettings } from './store/window/settings-mirror.ts';
import { startSpeaking, useSpokenLanguage } from './store/window/spoken-language.ts';
import { Button } from './ui/controls/button.tsx';
import { Logo } from './ui/logo.tsx';
import { TooltipHost } from './ui/overlays/tooltip.tsx';
import { sentenceFor } from './words/error-sentences.ts';
import { say } from './words/say.ts';

/** Draws the whole window. */
export function App() {
  useSpokenLanguage();
  useEffect(() => {
    const stops = [
      startSession(),
      startSpeaking(),
      startPinQuestions(),
      startSettings(),
      startNotices(),
      startOfferedLinks(),
      startCopiedLinks(),
      startMenuCommands(),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <>
      <div className={styles['app']}>
        <Screen />
      </div>
      <PinQuestion />
      <MessageHost />
      <TooltipHost />
    </>
  );
}

/** Shows the first run, the picking of a person, or the app of the person who was picked. */
function Screen() {
  const profiles = useSession((session) => session.profiles);
  const settingUp = useSession((session) => session.settingUp);
  const active = useActiveProfile();
  if (profiles === undefined) return <Waiting />;
  if (profiles.length === 0 || settingUp) return <FirstRun />;
  if (active === undefined) return <WhoIsThisFor />;
  return <AppFrame key={active.id} profile={active} />;
}

function Waiting() {
  const failure = useSession((session) => session.loadFailure);
  return (
    <main className={styles['waiting']} aria-busy={failure === undefined}>
      <Logo />
      <h1>Homereel</h1>
      {failure && (
        <>
          <p role="alert">{sentenceFor(failure)}</p>
          <Button variant="primary" onClick={() => void loadProfiles()}>
            {say('button.tryAgain')}
          </Button>
        </>
      )}
    </main>
  );
}

import { useEffect } from 'react';
import styles from './app.module.css';
import { FirstRun } from './features/profiles/first-run.tsx';
import { WhoIsThisFor } from './features/profiles/who-is-this-for.tsx';
import { Shell } from './features/shell/shell.tsx';
import { startCopiedLinks } from './store/copied-link.ts';
import { startOfferedLinks } from './store/link.ts';
import { startMenuCommands } from './store/menu-commands.ts';
import { startNotices } from './store/notices.ts';
import { loadProfiles, startSession, useActiveProfile, useSession } from './store/session.ts';
import { startSettings } from './store/settings.ts';
import { Button } from './ui/button.tsx';
import { Logo } from './ui/logo.tsx';
import { sentenceFor } from './ui/sentences.ts';
import { Toasts } from './ui/toasts.tsx';
import { TooltipHost } from './ui/tooltip.tsx';

/** The whole window. */
export function App() {
  useEffect(() => {
    const stops = [startSession(), startSettings(), startNotices(), startOfferedLinks(), startCopiedLinks(), startMenuCommands()];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <>
      <div className={styles['app']}>
        <Screen />
      </div>
      <Toasts />
      <TooltipHost />
    </>
  );
}

/** The first run, the picking of a person, or the app of the person that was picked. */
function Screen() {
  const profiles = useSession((session) => session.profiles);
  const settingUp = useSession((session) => session.settingUp);
  const active = useActiveProfile();
  if (profiles === undefined) return <Waiting />;
  if (profiles.length === 0 || settingUp) return <FirstRun />;
  if (active === undefined) return <WhoIsThisFor />;
  return <Shell key={active.id} profile={active} />;
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
          <Button look="primary" onClick={() => void loadProfiles()}>
            Try again
          </Button>
        </>
      )}
    </main>
  );
}

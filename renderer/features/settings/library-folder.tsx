import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { useHealth } from '../../store/household/health.ts';
import { chooseLibraryFolder, useSettings } from '../../store/window/settings-mirror.ts';
import { Button } from '../../ui/controls/button.tsx';
import { Problem } from '../../ui/controls/field.tsx';
import { sentenceFor } from '../../words/error-sentences.ts';
import { formatBytes } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import styles from './library-folder.module.css';

/** Shows where the videos are kept and how much space is there, and lets another folder be chosen. */
export function LibraryFolder() {
  const settings = useSettings();
  const { health } = useHealth();
  const [problem, setProblem] = useState<string>();
  const [isChoosing, setChoosing] = useState(false);
  const choose = async () => {
    setChoosing(true);
    const answer = await chooseLibraryFolder();
    setChoosing(false);
    setProblem(answer.ok ? undefined : sentenceFor(answer));
  };
  return (
    <div className={styles['place']}>
      <bdi className={styles['folder']}>{settings?.libraryFolder}</bdi>
      {health && health.disk.totalBytes > 0 && (
        <p className={styles['space']}>
          {say('storage.freeOf', { free: formatBytes(health.disk.freeBytes), total: formatBytes(health.disk.totalBytes) })}
        </p>
      )}
      {problem && <Problem>{problem}</Problem>}
      <Button icon={FolderOpen} disabled={isChoosing} onClick={() => void choose()}>
        {say('settings.chooseFolder')}
      </Button>
    </div>
  );
}

import { useEffect, useState } from 'react';
import type { Failure } from '../../../preload/contract/errors.ts';
import type { SystemHealth } from '../../../preload/contract/types.ts';
import { call } from '../border/main-process.ts';

const REFRESH_MS = 3000;

export interface HealthView {
  /** Undefined until the first answer. */
  readonly health: SystemHealth | undefined;
  readonly failure: Failure | undefined;
}

/** Polls the state of programs, disk and runs every few seconds while it is on screen. */
export function useHealth(): HealthView {
  const [view, setView] = useState<HealthView>({ health: undefined, failure: undefined });
  useEffect(() => {
    let current = true;
    const refresh = async () => {
      const answer = await call('system:health');
      if (!current) return;
      setView((before) => (answer.ok ? { health: answer.value, failure: undefined } : { ...before, failure: answer }));
    };
    void refresh();
    const timer = setInterval(() => void refresh(), REFRESH_MS);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, []);
  return view;
}

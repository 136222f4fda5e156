import { createFakeBridge } from './bridge.ts';

// What to show is in the address, such as `?waiting=10000&theme=dark#/library`.
const asked = new URLSearchParams(window.location.search);
const theme = asked.get('theme');

Object.defineProperty(window, 'homereel', {
  value: createFakeBridge({
    waiting: asked.has('empty') ? undefined : Number(asked.get('waiting') ?? 8),
    libraryCount: asked.has('empty') ? 0 : Number(asked.get('library') ?? 40),
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    toolsMissing: asked.has('tools-missing'),
    moving: asked.has('moving'),
    ...(asked.has('first-run') ? { profiles: [] } : {}),
  }),
});

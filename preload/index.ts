import { contextBridge, ipcRenderer } from 'electron';
import { EVENT_CHANNEL, type HomereelBridge, INVOKE_CHANNEL } from './contract/bridge.ts';

const bridge: HomereelBridge = {
  invoke: (channel, request) => ipcRenderer.invoke(INVOKE_CHANNEL, channel, request),
  on: (event, listener) => {
    const forward = (_event: unknown, name: unknown, payload: unknown): void => {
      if (name === event) listener(payload as never);
    };
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => ipcRenderer.removeListener(EVENT_CHANNEL, forward);
  },
};

contextBridge.exposeInMainWorld('homereel', Object.freeze(bridge));

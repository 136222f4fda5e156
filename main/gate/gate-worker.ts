import { lookup } from 'node:dns/promises';
import { chmodSync, rmSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../platform/clock.ts';
import { readHouseholdProxy } from './dial/household-proxy.ts';
import { hasNetwork } from './dial/network.ts';
import type { GateCommand, GateReport, GateStart } from './gate-messages.ts';
import { createGateServer, type GateServer } from './proxy/gate-server.ts';

/** The entry of the gate's thread: the proxy with the system's names and sockets, and messages in place of calls. */
const report = (message: GateReport): void => parentPort?.postMessage(message);

function obey(server: GateServer, command: GateCommand): void {
  if (command.type === 'open') {
    server.openPass(command);
    report({ type: 'opened', id: command.id });
  } else if (command.type === 'close') server.closePass(command.id);
  else if (command.type === 'policy') server.setPolicy(command);
  else if (command.type === 'stop') void server.close().then(() => process.exit(0));
  else
    void server.checkReachability().then((state) => {
      report({ type: 'checked', question: command.question, state });
    });
}

/** Listens on the port of the thread before, if it is still free, else on any. */
async function listen(server: GateServer, { port, socketPath }: GateStart): Promise<number> {
  const opened = await server.listen(port).catch(() => server.listen(0));
  if (socketPath !== undefined) {
    // That of a thread that died; the folder is this app's alone.
    rmSync(socketPath, { force: true });
    await server.listenAt(socketPath);
    chmodSync(socketPath, 0o600);
  }
  return opened;
}

async function run(start: GateStart): Promise<void> {
  const server = createGateServer({
    clock: systemClock,
    lookup: (host) => lookup(host, { all: true }),
    hasNetwork,
    householdProxy: readHouseholdProxy(process.env),
    tell: {
      bytes: (counts) => report({ type: 'bytes', counts }),
      refused: (id, host) => report({ type: 'refused', id, host }),
      reach: (state) => report({ type: 'reach', state }),
    },
  });
  server.setPolicy(start.policy);
  parentPort?.on('message', (command: GateCommand) => obey(server, command));
  try {
    report({ type: 'listening', port: await listen(server, start) });
  } catch (error) {
    report({ type: 'failed', message: String(error) });
  }
}

void run(workerData as GateStart);

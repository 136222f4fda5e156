// usage: npm run bench -- engine [--json] [--only single,batch,cancel,heal,refetch,load]
//        npm run bench -- renderer [--json]
//        npm run bench -- gate [--json]
import { benchGate } from './bench/gate.ts';
import { benchCancel, benchHeal, benchLoad, benchRefetch } from './bench/latency.ts';
import { benchRenderer } from './bench/renderer.ts';
import { startServerProcess } from './bench/server-process.ts';
import { benchBatch, benchSingle } from './bench/throughput.ts';

const args = process.argv.slice(2);
const json = args.includes('--json');
const only = args[args.indexOf('--only') + 1]?.split(',');
const [suite] = args;
const wanted = (name: string): boolean => suite === 'engine' && (!args.includes('--only') || only?.includes(name) === true);
const say = (text: string): void => void (json ? process.stderr : process.stdout).write(`${text}\n`);

if (suite !== 'engine' && suite !== 'renderer' && suite !== 'gate') {
  process.stderr.write('usage: npm run bench -- engine [--json] [--only single,batch,cancel,heal,refetch,load]\n');
  process.stderr.write('       npm run bench -- renderer [--json]\n');
  process.stderr.write('       npm run bench -- gate [--json]\n');
  process.exit(2);
}

const server = await startServerProcess();
const figures: Record<string, number> = {};
try {
  if (wanted('single')) {
    const { wallRatio, cpuRatio, ...times } = await benchSingle(server);
    Object.assign(figures, { wallRatio, cpuRatio });
    say(`one 500 MB file, engine / bare yt-dlp: wall ${wallRatio}, CPU ${cpuRatio} (medians in ms: ${JSON.stringify(times)})`);
  }
  if (wanted('batch')) {
    const { wallRatio, cpuRatio, ...times } = await benchBatch(server);
    figures['batchRatio'] = wallRatio;
    say(`40 files of 2 MB, engine / xargs -P4: wall ${wallRatio}, CPU ${cpuRatio} (medians in ms: ${JSON.stringify(times)})`);
  }
  if (wanted('cancel')) {
    const { cancels, ...times } = await benchCancel(server);
    Object.assign(figures, times);
    say(`cancel to whole tree dead, ${cancels} hung downloads: p50 ${times.cancelP50Ms} ms, p99 ${times.cancelP99Ms} ms`);
  }
  if (wanted('heal')) {
    const times = await benchHeal(server);
    Object.assign(figures, times);
    say(
      `start to healed and running: 1 row ${times.heal1Ms} ms, 100 rows ${times.heal100Ms} ms, 10,000 rows ${times.heal10000Ms} ms`,
    );
  }
  if (wanted('refetch')) {
    const { refetchedFraction } = await benchRefetch();
    figures['refetchedFraction'] = refetchedFraction;
    say(`bytes sent twice after a crash at half: ${(refetchedFraction * 100).toFixed(2)} % of the file`);
  }
  if (wanted('load')) {
    const load = await benchLoad(server);
    Object.assign(figures, load);
    say(`8 downloads at full speed: main process ${load.cpuPercent} % of a core, event loop delay p99 ${load.loopP99Ms} ms`);
  }
  if (suite === 'renderer') {
    const frames = await benchRenderer(server);
    Object.assign(figures, frames);
    say(
      `${frames.rows.toLocaleString('en')} queue rows, scrolling while four downloads report progress: ` +
        `renderer work per frame p50 ${frames.frameP50Ms} ms, p99 ${frames.frameP99Ms} ms`,
    );
  }
  if (suite === 'gate') {
    const costs = await benchGate(server);
    Object.assign(figures, costs);
    say(`through the gate: ${costs.cpuSecondsPerGB} s of CPU per GB in a tunnel, ${costs.cpuSecondsPerGBPlain} s by plain HTTP`);
    say(
      `one 500 MB file by yt-dlp, with the gate / without: wall ${costs.wallRatio} (${costs.wallWithMs} / ${costs.wallWithoutMs} ms)`,
    );
    say(
      `speed limit with 1, 2, 8 runs, after a change: off by ${costs.limitError1Percent}, ${costs.limitError2Percent}, ` +
        `${costs.limitError8Percent}, ${costs.limitChangeErrorPercent} %; one connection beside sixteen: ${costs.fairnessErrorPercent} %`,
    );
    say(`the app knows of a byte of a slow run after ${costs.lifeSignMs} ms at most`);
  }
} finally {
  await server.close();
}
if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);

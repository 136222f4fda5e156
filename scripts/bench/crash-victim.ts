// usage: node crash-victim.ts ROOT URL: downloads into ROOT and prints the percent as it grows, until somebody kills it.
import path from 'node:path';
import { openBenchHome } from './home.ts';

const [root = '', url = ''] = process.argv.slice(2);
const home = await openBenchHome({
  parallel: 1,
  folders: { root, library: path.join(root, 'library'), userData: path.join(root, 'user-data') },
});
const videoId = await home.trigger(url);
home.core.services.on('video-changed', () => {
  const [item] = home.core.services.downloads.queueItems(home.profileId, [videoId]);
  if (item?.percent !== undefined) process.stdout.write(`${item.percent}\n`);
});

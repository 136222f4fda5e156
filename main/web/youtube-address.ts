const HOSTS = /^(?:(?:www|m|music|gaming)\.)?(?:youtube\.com|youtube-nocookie\.com)$/;
const VIDEO_PATH = /^\/(?:shorts|embed|live|v|e)\/([\w-]{11})\/?$/;
const VIDEO_ID = /^[\w-]{11}$/;
const LIST_ID = /^[\w-]{10,64}$/;

/**
 * One name for all the addresses of one YouTube video (`youtu.be/…`, `/shorts/…`, `/embed/…`, the mobile and music sites, inside a list or at a
 * certain second) or of one list. Undefined for other sites and other pages.
 */
export function canonicalVideoKey(parsed: URL): string | undefined {
  const host = parsed.hostname.toLowerCase().replace(/\.$/, '');
  const isShort = host === 'youtu.be';
  if ((!isShort && !HOSTS.test(host)) || parsed.port !== '') return undefined;
  const path = parsed.pathname;
  const id = isShort
    ? path.split('/')[1]
    : path === '/watch' || path === '/watch/'
      ? parsed.searchParams.get('v')
      : VIDEO_PATH.exec(path)?.[1];
  if (id && VIDEO_ID.test(id) && id !== 'videoseries') return `youtube.com/watch?v=${id}`;
  const list = parsed.searchParams.get('list');
  const isList = path === '/playlist' || path === '/embed/videoseries' || path === '/watch';
  return isList && list !== null && LIST_ID.test(list) ? `youtube.com/playlist?list=${list}` : undefined;
}

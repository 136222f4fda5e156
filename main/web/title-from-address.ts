/** Names an item until the site has told its title: by the last part of the path, or the host. Pure. */
export function titleFromAddress(url: string): string {
  const { hostname, pathname } = new URL(url);
  const last = pathname.split('/').filter(Boolean).at(-1) ?? '';
  let name = last;
  try {
    name = decodeURIComponent(last);
  } catch {
    // A stray percent sign: the raw text is as good a name.
  }
  name = name
    .replace(/\.[a-z0-9]{2,5}$/i, '')
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  return (name || hostname).slice(0, 200);
}

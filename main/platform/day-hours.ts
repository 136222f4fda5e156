/** Tells whether a moment lies within hours of the day (local time, `HH:MM`), which may go over midnight. From and to the same time, or null, mean always. Pure. */
export function isWithinHours(hours: { readonly from: string; readonly to: string } | null, at: Date): boolean {
  if (hours === null || hours.from === hours.to) return true;
  const now = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
  return hours.from < hours.to ? now >= hours.from && now < hours.to : now >= hours.from || now < hours.to;
}

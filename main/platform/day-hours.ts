/** A part of each day in local time, from `HH:MM` until before `HH:MM`; it may reach over midnight, and equal ends are the whole day. */
export interface HoursOfDay {
  readonly from: string;
  readonly to: string;
}

/** Tells whether a moment lies in a part of the day; null is the whole day. */
export function isWithinHours(hours: HoursOfDay | null, at: Date): boolean {
  if (hours === null || hours.from === hours.to) return true;
  const now = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
  return hours.from < hours.to ? now >= hours.from && now < hours.to : now >= hours.from || now < hours.to;
}

/** Finds the next time, today or tomorrow, at which the clock on the wall shows the hours' beginning. */
export function nextBeginning({ from }: HoursOfDay, after: Date): Date {
  const [hour = 0, minute = 0] = from.split(':').map(Number);
  const today = new Date(after);
  today.setHours(hour, minute, 0, 0);
  if (today > after) return today;
  const tomorrow = new Date(after);
  tomorrow.setDate(tomorrow.getDate() + 1);
  tomorrow.setHours(hour, minute, 0, 0);
  return tomorrow;
}

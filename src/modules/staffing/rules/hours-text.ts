/** Minutes as hours, *33 h*, *2 h 30 min*, *45 min*: the same in both languages. */
export function hoursText(minutes: number): string {
  const sign = minutes < 0 ? '−' : '';
  const all = Math.abs(minutes);
  const hours = Math.floor(all / 60);
  const rest = all % 60;
  if (hours === 0) return `${sign}${rest} min`;
  return rest === 0 ? `${sign}${hours} h` : `${sign}${hours} h ${rest} min`;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const english = () => document.documentElement.lang === 'en';

/** The words of the server: `pages/due.tsx` of the service desk. */
function remaining(due: number, now: number): string {
  const span = Math.abs(due - now);
  const en = english();
  const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;
  const said =
    span < hour
      ? `${Math.round(span / minute)} min`
      : span < 2 * day
        ? many(Math.round(span / hour), en ? 'hour' : 'ora', en ? 'hours' : 'ore')
        : many(Math.round(span / day), en ? 'day' : 'giorno', en ? 'days' : 'giorni');
  if (due < now) return en ? `late by ${said}` : `scaduta da ${said}`;
  return en ? `in ${said}` : `fra ${said}`;
}

const dayInRome = (at: number) => new Date(at).toLocaleDateString('sv', { timeZone: 'Europe/Rome' });

/** What was written *today* is *yesterday* after midnight, and later a day of its own. */
function moment(at: number, now: number): string {
  const en = english();
  const zone = { timeZone: 'Europe/Rome' } as const;
  const time = new Date(at).toLocaleTimeString('it', { ...zone, hour: '2-digit', minute: '2-digit' });
  const on = dayInRome(at);
  if (on === dayInRome(now)) return `${en ? 'today' : 'oggi'}, ${time}`;
  if (on === dayInRome(now - day)) return `${en ? 'yesterday' : 'ieri'}, ${time}`;
  const whole = { ...zone, day: 'numeric', month: 'long', year: 'numeric' } as const;
  const date = new Date(at).toLocaleDateString(en ? 'en-GB' : 'it', whole);
  return `${en ? date : date.replace(/^1 /, '1º ')}, ${time}`;
}

let said = '';
let since = 0;

/** The server's clock now: what it said last, and what went by since. */
function serverNow(): number | undefined {
  const places = [...document.querySelectorAll<HTMLElement>('[data-now]')];
  if (places.length === 0) return undefined;
  const latest = places.map((one) => one.dataset.now!).reduce((a, b) => (Number(a) > Number(b) ? a : b));
  if (latest !== said) [said, since] = [latest, Date.now()];
  return Number(said) + Date.now() - since;
}

/** Says the times of the page (`data-due`, `data-moment`) again, those whose words are others by now. */
function tell(): void {
  const now = serverNow();
  if (now === undefined || document.hidden) return;
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-due]')) {
    const due = Date.parse(time.dateTime);
    const chip = time.querySelector('.status-chip') ?? time;
    const text = remaining(due, now);
    if (chip.textContent === text) continue;
    chip.textContent = text;
    const tone = due < now ? 'bad' : due - now < 4 * hour ? 'attention' : 'neutral';
    if (chip !== time) chip.className = chip.className.replace(/\bstatus-(bad|attention|neutral)\b/, `status-${tone}`);
  }
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-moment]')) {
    const text = moment(Date.parse(time.dateTime), now);
    if (time.textContent !== text) time.textContent = text;
  }
}

/** Times that are said from now stay true while the page stands open. */
export function keepTimesTrue(): void {
  setInterval(tell, 15_000);
  document.addEventListener('visibilitychange', tell);
  document.addEventListener('htmx:after:swap', () => void serverNow());
  serverNow();
}

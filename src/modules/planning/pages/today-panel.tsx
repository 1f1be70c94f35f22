import { addDays, yearOf } from '../../../kernel/day.ts';
import type { TodayPanel } from '../../../platform/page.ts';
import { DayText } from '../../../platform/pages/day-text.tsx';
import type { ObligationView } from '../actions/shapes.ts';
import { showCalendar } from '../actions/show-calendar.ts';
import { messages } from '../messages.ts';

const ahead = 60;
const most = 6;

/** What the agreement makes due in the next sixty days, on the association's first page. */
export const deadlinesPanel: TodayPanel = {
  needs: showCalendar,
  order: 10,
  panel: async (request) => {
    const { today } = request.now;
    const last = addDays(today, ahead);
    const years = [...new Set([yearOf(today), yearOf(last)])];
    const found: ObligationView[] = [];
    for (const year of years) {
      const asked = await request.attempt(showCalendar, { year });
      if (!asked.ok) return null;
      found.push(...asked.value.obligations);
    }
    const soon = found.filter(({ due }) => due >= today && due <= last);
    const m = messages[request.language];
    const base = `/${request.association!.id}/convenzione`;
    return (
      <section class="panel" aria-labelledby="oggi-scadenze">
        <h2 id="oggi-scadenze">{m.panel}</h2>
        {soon.length === 0 && <p>{m.panelNone}</p>}
        <ul class="plain-list">
          {soon.slice(0, most).map(({ id, due, title, clause, article }) => (
            <li key={id}>
              <DayText day={due} /> — {title[request.language]}, <a href={`${base}/${clause}`}>{article}</a>
            </li>
          ))}
        </ul>
        <p>
          <a href={`${base}/calendario`}>{m.panelAll}</a>
        </p>
      </section>
    );
  },
};

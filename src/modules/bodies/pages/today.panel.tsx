import { type Day, showDay } from '../../../kernel/day.ts';
import type { TodayPanel } from '../../../platform/page.ts';
import { fillSeat } from '../actions/fill-seat.ts';
import { listBodies } from '../actions/list-bodies.ts';
import { listEndings } from '../actions/list-endings.ts';
import { messages } from '../messages.ts';
import { bodiesAddress } from './bodies-frame.tsx';

/** For who keeps the bodies: empty seats, and what ends within thirty days. */
export const bodiesPanel: TodayPanel = {
  needs: fillSeat,
  order: 12,
  panel: async (request) => {
    const { language } = request;
    const m = messages[language];
    const { items } = await request.perform(listBodies, {});
    const { items: endings } = await request.perform(listEndings, { days: 30 });
    const short = items.filter(({ filled, seats }) => filled < seats);
    if (short.length === 0 && endings.length === 0) return null;
    return (
      <section class="panel" aria-labelledby="oggi-organi">
        <h2 id="oggi-organi">{m.panelTitle}</h2>
        <ul>
          {short.map(({ id, name, seats, filled }) => (
            <li key={id}>
              <a href={bodiesAddress(request, id)}>{m.panelVacant(name[language], seats - filled)}</a>
            </li>
          ))}
          {endings.slice(0, 5).map(({ kind, id, what, holder, due }) => (
            <li key={`${kind}-${id}`}>
              <a href={bodiesAddress(request, 'scadenze')}>
                {m.panelEnds(what[language], holder.name, showDay(due as Day, language))}
              </a>
            </li>
          ))}
        </ul>
      </section>
    );
  },
};

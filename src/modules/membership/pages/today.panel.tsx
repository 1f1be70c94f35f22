import { dayOf, showDay, yearOf } from '../../../kernel/day.ts';
import type { TodayPanel } from '../../../platform/page.ts';
import { recordFigure } from '../actions/record-figure.ts';
import { showFigures } from '../actions/show-figures.ts';
import { messages } from '../messages.ts';
import { registerTitle } from '../vocabulary.ts';
import { entitiesAddress } from './entities-frame.tsx';

/** For who keeps the figures: what is missing at the end of last year, from which costs are shared. */
export const figuresPanel: TodayPanel = {
  needs: recordFigure,
  order: 30,
  panel: async (request) => {
    const on = dayOf(yearOf(request.now.today) - 1, 12, 31);
    const registers = ['population', 'workstations'] as const;
    const { rows } = await request.perform(showFigures, { on, registers: [...registers] });
    if (rows.length === 0) return null;
    const { language } = request;
    const m = messages[language];
    const day = showDay(on, language);
    const gaps = registers
      .map((register) => ({
        register,
        count: rows.filter(({ figures, gaps }) => gaps.includes(register) || figures[register]?.exact === false).length,
      }))
      .filter(({ count }) => count > 0);
    const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
    return (
      <section class="panel" aria-labelledby="oggi-dati">
        <h2 id="oggi-dati">{m.today}</h2>
        {gaps.length === 0 ? (
          <p>{m.todayComplete(day)}</p>
        ) : (
          <ul>
            {gaps.map(({ register, count }) => (
              <li key={register}>{m.todayMissing(capital(registerTitle(register)[language]), count, day)}</li>
            ))}
          </ul>
        )}
        <p>
          <a href={`${entitiesAddress(request, 'dati')}?al=${on}`}>{m.figures}</a>
        </p>
      </section>
    );
  },
};

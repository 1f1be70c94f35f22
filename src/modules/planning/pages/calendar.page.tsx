import type { z } from 'zod';
import { type Day, showDay, yearOf } from '../../../kernel/day.ts';
import type { Language } from '../../../kernel/text.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { Explained } from '../../../platform/pages/explained.tsx';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { AgreementTabs, agreementCrumbs } from '../../agreement/pages/index.ts';
import { explainObligation } from '../actions/explain-obligation.ts';
import type { ObligationView } from '../actions/shapes.ts';
import { showCalendar } from '../actions/show-calendar.ts';
import { messages } from '../messages.ts';

export type CalendarShown = z.output<(typeof showCalendar)['output']>;

const base = '/:association/convenzione/calendario';

/** What falls due in a year, month by month. */
export const calendarPage: PageRoute = {
  method: 'GET',
  path: base,
  open: true,
  answer: async (request) => {
    const calendar = await request.perform(showCalendar, yearIn(request));
    return {
      kind: 'page',
      title: messages[request.language].title(calendar.year),
      crumbs: agreementCrumbs(request.association!, request.language),
      scope: 'association',
      body: <CalendarPage calendar={calendar} />,
    };
  },
};

/** Why an obligation falls on its day. */
export const obligationFragment: PageRoute = {
  method: 'GET',
  path: `${base}/spiegazione`,
  open: true,
  example: { '?': 'anno=2027&adempimento=integration-plan:2027-01-15' },
  answer: async (request) => {
    const { anno = '', adempimento = '' } = request.query;
    const { title, trace } = await request.perform(explainObligation, {
      year: anno,
      obligation: adempimento,
    } as never);
    return {
      kind: 'fragment',
      title: title[request.language],
      crumbs: agreementCrumbs(request.association!, request.language),
      body: <TraceView trace={trace} open={3} />,
    };
  },
};

export function yearIn({ query }: PageRequest): { year?: number } {
  return typeof query.anno === 'string' && query.anno !== '' ? { year: query.anno as unknown as number } : {};
}

export function CalendarPage({ calendar }: { calendar: CalendarShown }) {
  const { association, language } = useFrame();
  const m = messages[language];
  const here = `/${association?.id}/convenzione/calendario`;
  const { year, on, obligations } = calendar;
  const next = obligations.find(({ due }) => due >= on)?.due;
  const months = Map.groupBy(obligations, ({ due }) => due.slice(0, 7));
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{m.title(year)}</h1>
          <p class="lead">{m.lead}</p>
        </div>
        <p class="page-actions">
          <a
            class="btn btn-outline-primary btn-xs"
            href={`${here}/calendario.ics?anno=${year}`}
            hx-boost="false"
            download
          >
            <Icon name="download" size="small" /> {m.ics}
          </a>
        </p>
      </div>
      <AgreementTabs current="calendar" />
      <nav class="pager" aria-label={m.year}>
        <a rel="prev" href={`${here}?anno=${year - 1}`}>
          {m.previousYear(year - 1)}
        </a>
        <a rel="next" href={`${here}?anno=${year + 1}`}>
          {m.nextYear(year + 1)}
        </a>
      </nav>
      {obligations.length === 0 && <EmptyState title={m.none} />}
      {[...months].map(([month, due]) => (
        <section class="month" key={month} aria-labelledby={`m-${month}`}>
          <h2 id={`m-${month}`}>{monthName(month, language)}</h2>
          <ol class="obligations">
            {due.map((obligation) => (
              <Obligation
                key={obligation.id}
                obligation={obligation}
                year={year}
                today={on}
                isNext={obligation.due === next && year === yearOf(on)}
              />
            ))}
          </ol>
        </section>
      ))}
      {calendar.unknownEvents.length > 0 && (
        <p class="muted">
          {m.noneEvents} {calendar.unknownEvents.map(({ title }) => title[language]).join(', ')}.
        </p>
      )}
    </>
  );
}

function Obligation({
  obligation,
  year,
  today,
  isNext,
}: {
  obligation: ObligationView;
  year: number;
  today: Day;
  isNext: boolean;
}) {
  const { association, language } = useFrame();
  const m = messages[language];
  const { due, title, who, clause, article, hard, id } = obligation;
  const explain = `/${association?.id}/convenzione/calendario/spiegazione?anno=${year}&adempimento=${encodeURIComponent(id)}`;
  const when = due < today ? 'past' : isNext ? 'next' : 'later';
  return (
    <li class={`obligation obligation-${when}`}>
      <div class="obligation-day">
        <Explained href={explain}>
          <time dateTime={due}>{shortDay(due, language)}</time>
        </Explained>
      </div>
      <div>
        <p class="obligation-title">
          <strong>{title[language]}</strong> {when === 'past' && <span class="muted">({m.past})</span>}
          {when === 'next' && <StatusChip tone="attention">{due === today ? m.today : m.next}</StatusChip>}
        </p>
        <p class="muted">
          <a href={`/${association?.id}/convenzione/${clause}`}>{article}</a> · {who[language]} ·{' '}
          {hard ? m.hard : m.soft}
        </p>
      </div>
    </li>
  );
}

/** *30 giugno* of `2027-06-30`. */
export function shortDay(day: Day, language: Language): string {
  return showDay(day, language).replace(/,? \d{4}$/, '');
}

function monthName(month: string, language: Language): string {
  const name = showDay(`${month}-01` as Day, language)
    .replace(/\d{4}$/, '')
    .replace(/^\D*\d+\D?\s/, '')
    .trim();
  return name.charAt(0).toUpperCase() + name.slice(1);
}

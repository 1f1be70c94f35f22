import { yearOf } from '../../../kernel/day.ts';
import type { PagePart } from '../../../platform/page.ts';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { Notice } from '../../../platform/pages/notice.tsx';
import { createMeeting } from '../../meetings/index.ts';
import { listDuties } from '../actions/list-duties.ts';
import type { DutyView } from '../actions/shapes.ts';
import { messages } from '../messages.ts';

/** The bodies that should have met by now, as their cadence says, beside the bodies themselves. */
export const lateSittingsPart: PagePart = {
  page: 'bodies',
  order: 10,
  part: async (request) => {
    if (!request.may(listDuties)) return null;
    const { today } = request.now;
    /** By body: the last sitting that was expected before today. */
    const expected = new Map<string, DutyView>();
    for (const year of [yearOf(today) - 1, yearOf(today)]) {
      const asked = await request.attempt(listDuties, { year, of: 'association', limit: 500 });
      if (!asked.ok) continue;
      for (const duty of asked.value.items) {
        const known = duty.sittingOf === null ? undefined : expected.get(duty.sittingOf);
        if (duty.sittingOf !== null && duty.due < today && (!known || known.due < duty.due))
          expected.set(duty.sittingOf, duty);
      }
    }
    const late = [...expected.values()].filter(({ state }) => state === 'overdue');
    if (late.length === 0) return null;
    const { language } = request;
    const m = messages[language];
    const base = `/${request.association!.id}`;
    return (
      <Notice tone="warning" title={m.lateSittings}>
        <ul class="plain-list">
          {late.map(({ id, title, due, clause, article, hard }) => (
            <li key={id}>
              {title[language]}: {m.expectedBy} <DayText day={due} /> (
              <a href={`${base}/convenzione/${clause}`}>{article}</a>
              {!hard && `, ${m.ruleOfThumb}`})
            </li>
          ))}
        </ul>
        <p>
          {request.may(createMeeting) && (
            <>
              <a href={`${base}/organi/sedute/nuova`}>{m.prepareSitting}</a> ·{' '}
            </>
          )}
          <a href={`${base}/convenzione/adempimenti?stato=overdue`}>{m.allLate}</a>
        </p>
      </Notice>
    );
  },
};

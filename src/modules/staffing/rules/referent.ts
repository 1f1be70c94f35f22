import { addDays, type Day } from '../../../kernel/day.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { fact, onDay, stated, step, type Trace, words } from '../../../kernel/trace.ts';
import { type InForce, readingTraces } from '../../agreement/rules/index.ts';
import { covers, isStaffed, type Spell, type StaffedPeriod, unstaffedSpells } from './site.ts';

/** Where an entity stands with its referent: none needed, one in office, some days left to appoint one, none where one is needed. */
export const referentStates = ['not-needed', 'in-office', 'grace', 'missing'] as const;
export type ReferentState = (typeof referentStates)[number];

export type ReferentDuty = {
  readonly state: ReferentState;
  /** The first day without staff at the entity's sites; null while they are staffed. */
  readonly unstaffedSince: Day | null;
  /** The day from which a referent is needed; null while none is. */
  readonly due: Day | null;
  readonly explain: () => Trace;
};

/**
 * Whether an entity must have a referent on a day: it must while none of its sites is staffed, from the day after the last
 * staffed one and the days of grace.
 *
 * @param within the days in which the entity takes part
 * @param appointments to the office of the clause, deputies left out
 * Source: clause kind `site-referent` (Valdarno e Valdisieve: art. 5 c. 3, art. 9 c. 1 and 3).
 */
export function referentDuty(
  facts: {
    readonly on: Day;
    readonly within: Spell;
    readonly periods: readonly StaffedPeriod[];
    readonly appointments: readonly Spell[];
  },
  clause: InForce<'site-referent'>,
): ReferentDuty {
  const { on, within, periods, appointments } = facts;
  const { staffedDays, grace } = clause.terms;
  const spell = unstaffedSpells(periods, within, staffedDays).find((one) => covers(one, on));
  const holder = appointments.find((one) => covers(one, on));
  const due = spell ? addDays(spell.since, grace) : null;
  const state: ReferentState = !due ? 'not-needed' : holder ? 'in-office' : on < due ? 'grace' : 'missing';
  return {
    state,
    unstaffedSince: spell?.since ?? null,
    due,
    explain: () =>
      step(text('referente', 'referent'), words(stateNames[state]), sentences[state], [
        stated(text('regola', 'rule'), words(clause.title), clause.source),
        ...readingTraces(clause, 'staffedDays'),
        isStaffed(periods, on, staffedDays)
          ? fact(text('presidio', 'staff at the site'), words(text('presente', 'present')), 'staffing', on)
          : fact(
              text('ultimo giorno di presidio', 'last day with staff'),
              spell && spell.since > within.since
                ? onDay(addDays(spell.since, -1))
                : words(text('mai presidiata', 'never staffed')),
              'staffing',
              on,
            ),
        ...(due
          ? [step(text('serve dal', 'needed from'), onDay(due), graceWords(grace), readingTraces(clause, 'grace'))]
          : []),
        ...(holder ? [fact(text('in carica dal', 'in office since'), onDay(holder.since), 'bodies', on)] : []),
      ]),
  };
}

export const stateNames: Readonly<Record<ReferentState, Text>> = {
  'not-needed': text('non serve', 'not needed'),
  'in-office': text('in carica', 'in office'),
  grace: text('da nominare', 'to be appointed'),
  missing: text('manca', 'missing'),
};

const sentences: Readonly<Record<ReferentState, Text>> = {
  'not-needed': text('la sede è presidiata dall’ufficio', 'the site is staffed by the office'),
  'in-office': text('la sede non è presidiata e il referente c’è', 'the site is not staffed and there is a referent'),
  grace: text(
    'la sede non è presidiata, il termine per nominare corre',
    'the site is not staffed, there is still time to appoint',
  ),
  missing: text('la sede non è presidiata e nessuno è referente', 'the site is not staffed and nobody is referent'),
};

function graceWords(grace: number): Text {
  return grace === 0
    ? text('il giorno dopo l’ultimo di presidio', 'the day after the last with staff')
    : text(
        `il giorno dopo l’ultimo di presidio, e ${grace} giorni`,
        `the day after the last with staff, and ${grace} days`,
      );
}

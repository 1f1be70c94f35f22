import { showDay } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { organisationTexts, recordOrganisationDecision } from '../../bodies/index.ts';
import type { Matter } from './matter.ts';

/** A text on the organisation of the office: the decision is the first of the two acts that it needs. */
export const organisationMatter: Matter = {
  id: 'organisation',
  title: text('organizzazione dell’ufficio', 'organisation of the office'),
  subjects: async ({ tx, association }) =>
    (await organisationTexts(tx, association)).map(({ number, title, first, discarded }) => ({
      subject: String(number),
      title: text(`testo n. ${number}, ${title}`, `text no. ${number}, ${title}`),
      waits: first === null && discarded === null,
    })),
  byAct: { action: recordOrganisationDecision, subjectIn: 'number' },
  adopt: ({ also, now }, { subject, act }) =>
    also(recordOrganisationDecision, {
      number: Number(subject),
      act: act.replace(` del ${showDay(now.today)}`, ''),
      actDay: now.today,
    }),
};

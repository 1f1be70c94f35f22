import { addDays } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { adoptDocument, documentsOf } from '../../agreement/index.ts';
import type { Matter } from './matter.ts';

/** A text of the agreement: a draft comes to hold from the day after the decision. */
export const agreementVersionMatter: Matter = {
  id: 'agreement-version',
  title: text('testo della convenzione', 'text of the agreement'),
  subjects: async ({ tx, association }) =>
    (await documentsOf(tx, association)).map(({ number, adopted }) => ({
      subject: String(number),
      title:
        adopted === null
          ? text(`testo n. ${number}, in bozza`, `text no. ${number}, a draft`)
          : text(`testo n. ${number}`, `text no. ${number}`),
      waits: adopted === null,
    })),
  byAct: { action: adoptDocument, subjectIn: 'number', sinceIn: 'since' },
  adopt: ({ also, now }, { subject, act }) =>
    also(adoptDocument, { number: Number(subject), since: addDays(now.today, 1), act }),
};

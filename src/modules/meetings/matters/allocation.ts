import { text } from '../../../kernel/text.ts';
import { adoptAllocation, allocationsOf } from '../../cost-sharing/index.ts';
import type { Matter } from './matter.ts';

/** A year's split of costs: a draft becomes the split that holds. */
export const allocationMatter: Matter = {
  id: 'allocation',
  title: text('riparto delle spese', 'split of costs'),
  waiting: async ({ tx, association }) =>
    (await allocationsOf(tx, association))
      .filter(({ adopted }) => adopted === null)
      .map(({ number, year, title }) => ({
        subject: String(number),
        title: text(
          `riparto ${year}, n. ${number}${title ? ` · ${title}` : ''}`,
          `split ${year}, no. ${number}${title ? ` · ${title}` : ''}`,
        ),
      })),
  byAct: { action: adoptAllocation, subjectIn: 'allocation' },
  adopt: ({ also }, { subject, act }) => also(adoptAllocation, { allocation: Number(subject), act }),
};

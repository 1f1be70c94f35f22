import { text } from '../../../kernel/text.ts';
import { adoptAllocation, allocationsOf } from '../../cost-sharing/index.ts';
import type { Matter } from './matter.ts';

/** A year's split of costs: a draft becomes the split that holds. */
export const allocationMatter: Matter = {
  id: 'allocation',
  title: text('riparto delle spese', 'split of costs'),
  subjects: async ({ tx, association }) =>
    (await allocationsOf(tx, association)).map(({ number, year, title, adopted }) => ({
      subject: String(number),
      title: text(
        `riparto ${year}, n. ${number}${title ? ` · ${title}` : ''}`,
        `split ${year}, no. ${number}${title ? ` · ${title}` : ''}`,
      ),
      waits: adopted === null,
    })),
  byAct: { action: adoptAllocation, subjectIn: 'allocation' },
  adopt: ({ also }, { subject, act }) => also(adoptAllocation, { allocation: Number(subject), act }),
};

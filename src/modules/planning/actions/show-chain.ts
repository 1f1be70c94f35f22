import { z } from 'zod';
import { type Day, yearOf } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, textShape, yearShape } from '../../../platform/shape.ts';
import { clausesInForce } from '../../agreement/rules/index.ts';
import { dutiesOfYear } from '../duties-of-year.ts';
import { chainLinks, chainOfYear } from '../rules/index.ts';
import { entitiesSeen, seesDrafts } from './reach.ts';

const linkShape = z.enum(chainLinks);

export const showChain = defineAction({
  name: 'planning/show-chain',
  title: text('consultare la catena del piano', 'read the chain of the plan'),
  about: text(
    'Dalla proposta all’invio del piano approvato: l’ultimo giorno utile di ogni passo, contato all’indietro, che cosa è fatto, che cosa è diventato impossibile e perché.',
    'From the proposal to the sending of the approved plan: the last useful day of each step, counted backwards, what is done, what has become impossible and why.',
  ),
  reads: true,
  permission: { capability: 'planning', letter: 'r' },
  http: { method: 'GET', path: '/chain' },
  input: z.object({ year: z.coerce.number().pipe(yearShape).optional() }),
  example: { year: 2027 },
  output: z.object({
    year: yearShape,
    on: dayShape,
    /** Null where the agreement asks for no such chain. */
    chain: z
      .object({
        clause: z.string().max(200),
        article: z.string().max(200),
        links: z.array(
          z.object({
            link: linkShape,
            by: dayShape,
            done: dayShape.nullable(),
            state: z.enum(['done', 'late', 'open', 'missed', 'spared']),
            /** The broken link before it that leaves it no time. */
            blockedBy: linkShape.nullable(),
            /** The obligation to say it was done of, where it is one. */
            obligation: z.string().max(300).nullable(),
            title: textShape.nullable(),
          }),
        ),
        next: linkShape.nullable(),
        meeting: z.object({ number: z.int(), title: z.string().max(400), on: dayShape }).nullable(),
      })
      .nullable(),
  }),
  async run(context) {
    const { tx, association, now, input } = context;
    const year = input.year ?? yearOf(now.today);
    const { calendar, duties } = await dutiesOfYear(tx, {
      association,
      year,
      today: now.today,
      drafts: seesDrafts(context),
      entities: entitiesSeen(context),
    });
    const { obligations, agreement, document, meetings } = calendar;
    const transmission = obligations.find(({ link }) => link === 'transmission');
    const on: Day = transmission?.due ?? now.today;
    const notice = clausesInForce(agreement, 'notice', on)[0];
    const chain = chainOfYear(obligations, notice, {
      on: now.today,
      doneOf: ({ id }) => duties.find(({ obligation }) => obligation.id === id)?.done?.on ?? null,
      meetings: meetings.filter(({ body }) => body === notice?.terms.body),
    });
    if (!chain || !transmission) return { year, on: now.today, chain: null };
    const obligationOf = (link: string) => {
      const found = obligations.filter((one) => one.link === link);
      return found.at(-1) ?? null;
    };
    return {
      year,
      on: now.today,
      chain: {
        clause: transmission.clause,
        article: document.clauses.find(({ id }) => id === transmission.clause)?.article ?? transmission.clause,
        links: chain.links.map((link) => ({
          ...link,
          obligation: obligationOf(link.link)?.id ?? null,
          title: obligationOf(link.link)?.title ?? null,
        })),
        next: chain.next,
        meeting: chain.meeting && {
          number: chain.meeting.number,
          on: chain.meeting.on,
          title: meetings.find(({ number }) => number === chain.meeting?.number)?.title ?? '',
        },
      },
    };
  },
});

import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { letterTimes, storeSubscription, subscriptionOf } from '../storage/subscriptions.ts';
import { readers } from './shapes.ts';

const time = z.enum(letterTimes);
const chosen = z.object({ problems: time, planned: time });

/** By letter or not, and when, one hears of problems and planned work. */
export const showSubscription = defineAction({
  name: 'knowledge/show-subscription',
  title: text('vedere quali avvisi sui servizi si ricevono', 'see which announcements come by letter'),
  reads: true,
  permission: readers,
  http: { method: 'GET', path: '/status/subscription' },
  input: z.object({}),
  output: chosen,
  example: {},
  async run({ tx, association, actor }) {
    if (actor.person === null) return { problems: 'never' as const, planned: 'never' as const };
    return subscriptionOf(tx, association, actor.person);
  },
});

/** Chooses it, for oneself alone: letters go to the address of the own account. */
export const chooseSubscription = defineAction({
  name: 'knowledge/choose-subscription',
  title: text('scegliere quali avvisi sui servizi ricevere', 'choose which announcements come by letter'),
  permission: readers,
  http: { method: 'PUT', path: '/status/subscription' },
  input: chosen,
  output: chosen,
  example: { problems: 'at-once', planned: 'daily' },
  async run({ tx, association, actor, input, tell }) {
    if (actor.person === null) return { problems: 'never' as const, planned: 'never' as const };
    const before = await subscriptionOf(tx, association, actor.person);
    await storeSubscription(tx, association, actor.person, input);
    tell({ before, after: input });
    return input;
  },
});

import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { noticeTimes } from '../storage/mail-tables.ts';
import { choicesOf, storeChoices, usualChoices } from '../storage/notices.ts';

const time = z.enum(noticeTimes);
const choices = z.object({ own: time, assigned: time, followed: time, tasks: time });

/** When one hears oneself of requests: of the own ones, those in hand, those followed, tasks on site. */
export const showNoticeChoices = defineAction({
  name: 'service-desk/show-notice-choices',
  title: text('vedere quando si ricevono gli avvisi', 'see when notices come'),
  reads: true,
  permission: { capability: 'service-desk', letter: 'r' },
  http: { method: 'GET', path: '/service-desk/notice-choices' },
  input: z.object({}),
  output: choices,
  example: {},
  async run({ tx, association, actor }) {
    return actor.person === null ? usualChoices : choicesOf(tx, association, actor.person);
  },
});

export const chooseNotices = defineAction({
  name: 'service-desk/choose-notices',
  title: text('scegliere quando ricevere gli avvisi', 'choose when notices come'),
  permission: { capability: 'service-desk', letter: 'r' },
  http: { method: 'PUT', path: '/service-desk/notice-choices' },
  input: choices.partial(),
  output: choices,
  example: { own: 'at-once', followed: 'daily' },
  async run({ tx, association, actor, input, tell }) {
    if (actor.person === null) return usualChoices;
    const before = await choicesOf(tx, association, actor.person);
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    const after = { ...before, ...given };
    await storeChoices(tx, association, actor.person, after);
    tell({ before, after });
    return after;
  },
});

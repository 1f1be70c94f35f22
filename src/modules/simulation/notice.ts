import { dayOfTime, type LocalTime } from '../../kernel/day.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';
import { clausesInForce, theClause } from '../agreement/rules/index.ts';
import { type MeetingKind, meetingKinds, noticeOf, refusals } from '../meetings/rules/index.ts';
import { readFacts } from './read-facts.ts';
import type { Simulation } from './simulation.ts';
import { readBody } from './voters.ts';

type NoticeFacts = {
  readonly body: string;
  readonly kind: MeetingKind;
  readonly meeting: LocalTime;
  readonly sent?: LocalTime | undefined;
};

/** By when a meeting is convened, and whether a notice was sent in time (R-LC-8). */
export const noticeTerm: Simulation<NoticeFacts> = {
  rule: 'notice',
  title: text('preavviso di convocazione', 'notice of a meeting'),
  check: (raw, agreement) =>
    readFacts<NoticeFacts>(raw, ['body', 'kind', 'meeting', 'sent'], (fields) => ({
      body: readBody(fields, agreement.document, ['notice']),
      kind: fields.choice('kind', meetingKinds, { mandatory: true }),
      meeting: fields.time('meeting', { mandatory: true }),
      sent: fields.time('sent'),
    })),
  run: ({ body, kind, meeting, sent }, agreement) => {
    const on = dayOfTime(meeting);
    const clause = theClause(agreement, 'notice', on);
    if (!clause.ok) return clause;
    const ofBody = clausesInForce(agreement, 'notice', on).find(({ terms }) => terms.body === body);
    if (!ofBody) return refuse(refusals.notRegulated(body, 'notice', agreement.document));
    const notice = noticeOf({ kind, meeting, sent }, ofBody);
    if (!notice.ok) return notice;
    const { sendBy, sent: timely, explain } = notice.value;
    return ok({
      result: { sendBy, ...(timely ? { regular: timely.regular, lateBy: timely.lateBy } : {}) },
      explain: () => ({ '': explain() }),
    });
  },
};

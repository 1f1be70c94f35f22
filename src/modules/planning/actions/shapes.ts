import { z } from 'zod';
import { type Role, roleCodes } from '../../../platform/role.ts';
import { dayShape, textShape } from '../../../platform/shape.ts';

export const obligationView = z.object({
  /** Stable within a year's calendar. */
  id: z.string().max(300),
  title: textShape,
  due: dayShape,
  who: textShape,
  /** The entity whose event it hangs on. */
  entity: z.string().max(200).nullable(),
  clause: z.string().max(200),
  article: z.string().max(200),
  requirement: z.string().max(40),
  kind: z.enum(['deadline', 'cadence']),
  /** Hard: past the day the rule is violated. Soft: a reminder. */
  hard: z.boolean(),
});
export type ObligationView = z.output<typeof obligationView>;

/** To do, past its day, done in time, done late; `gone`: a right whose day has passed, with which nobody is late. */
export const dutyStateShape = z.enum(['open', 'overdue', 'done', 'late', 'gone']);

const doneView = z.object({
  on: dayShape,
  /** `recorded`: somebody said so, with a proof; `register`: the registers show it by themselves. */
  how: z.enum(['recorded', 'register']),
  what: z.string().max(300).or(textShape),
  /** Below the association's address. */
  link: z.string().max(300).nullable(),
  fulfilment: z.uuid().nullable(),
  note: z.string().max(2000),
  document: z.object({ id: z.uuid(), name: z.string().max(200) }).nullable(),
  by: z.string().max(300).nullable(),
});

/** An obligation of one bearer, and where it stands. */
export const dutyView = obligationView.extend({
  year: z.int(),
  /** The body whose sitting fulfils it, where it is one. */
  sittingOf: z.string().max(40).nullable(),
  /** Whose it is; null: of the association. */
  bearer: z.object({ code: z.string().max(40), name: z.string().max(200) }).nullable(),
  state: dutyStateShape,
  /** Negative after the day. */
  daysLeft: z.int(),
  done: doneView.nullable(),
  /** What sittings still have to approve. */
  lacking: z.array(textShape).max(20),
  roles: z.array(z.enum(roleCodes as [Role, ...Role[]])).max(20),
  reminders: z.array(z.object({ daysBefore: z.int(), on: dayShape, recipients: z.int().min(0) })).max(20),
  /** Whether the post one acts from may say that it was done. */
  mayRecord: z.boolean(),
});
export type DutyView = z.output<typeof dutyView>;

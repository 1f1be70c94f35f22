import { z } from 'zod';
import { type LocalTime, localTimeAt, parseLocalTime } from '../../../kernel/day.ts';
import type { Refusal } from '../../../kernel/result.ts';
import { say } from '../../../platform/problem.ts';
import { dayShape, sourceShape, textShape } from '../../../platform/shape.ts';
import { capacities, itemKinds, meetingKinds, meetingStates, passageKinds } from '../rules/index.ts';

const whole = z.int().min(1).meta({ format: 'int32' });
export const meetingNumber = whole.meta({ description: 'Il numero della seduta.' });
export const itemNumber = whole;
export const ballotNumber = whole;
export const fileNumber = whole;
export const bodyName = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9-]*$/, say('Serve il nome di un organo.', 'It must be the name of a body.'));
export const seatName = z.string().min(1).max(120);
export const sentence = z.string().trim().max(4000);
export const reasonText = z.string().trim().min(1, say('Serve un motivo.', 'A reason is needed.')).max(2000);

/** A local time of Europe/Rome, `2027-10-28T17:00`. */
export const localTimeShape = z
  .string(
    say(
      'Serve un giorno con l’ora, come 2027-10-28T17:00.',
      'It must be a day with its time, such as 2027-10-28T17:00.',
    ),
  )
  .refine(
    (written): written is LocalTime => parseLocalTime(written) !== undefined,
    say(
      'Serve un giorno con l’ora, come 2027-10-28T17:00.',
      'It must be a day with its time, such as 2027-10-28T17:00.',
    ),
  )
  .meta({ jsonSchema: { type: 'string', maxLength: 16, examples: ['2027-10-28T17:00'] } }) as unknown as z.ZodType<
  LocalTime,
  string
>;

export function shownTime(at: Date | null): LocalTime | null {
  return at && localTimeAt(at.getTime());
}

/** A file in an action's input: at most five megabytes, in base64. */
export const largestAttachment = 5 * 1024 * 1024;
export const fileContent = z
  .string()
  .min(1, say('Il file è vuoto.', 'The file is empty.'))
  .max(Math.ceil((largestAttachment * 4) / 3) + 4, say('Il file supera 5 MB.', 'The file is over 5 MB.'))
  .meta({ format: 'byte' });
export const fileName = z.string().trim().min(1).max(200);

export const meetingFields = {
  body: bodyName,
  kind: z.enum(meetingKinds),
  /** Why it is urgent. */
  reason: sentence.default(''),
  title: z.string().trim().max(300).default(''),
  place: z.string().trim().max(300).default(''),
  remote: z.boolean().default(false),
  remoteLink: z.string().trim().max(500).default(''),
  firstCall: localTimeShape.optional(),
  secondCall: localTimeShape.optional(),
};

export const itemFields = {
  title: z.string().trim().min(1).max(500),
  body: z.string().trim().max(20_000).default(''),
  kind: z.enum(itemKinds),
  /** Its name in the register of matters (`list-matters`). */
  matter: z.string().max(64).default(''),
  /** Which one: the number of a split or of a text, a year. */
  subject: z.string().max(200).default(''),
  secret: z.boolean().default(false),
};

/** What a body decides, or the opinion of an advisory body. */
export const decisionKind = z.enum(['decision', 'opinion']);

export const meetingHead = z.object({
  number: whole,
  body: z.string().max(64),
  bodyName: textShape,
  /** An advisory body: what it votes is an opinion. */
  advises: z.boolean(),
  kind: z.enum(meetingKinds),
  title: z.string().max(300),
  state: z.enum(meetingStates),
  place: z.string().max(300),
  remote: z.boolean(),
  firstCall: localTimeShape.nullable(),
  secondCall: localTimeShape.nullable(),
});

export const itemView = z.object({
  number: whole,
  position: z.int(),
  title: z.string().max(500),
  body: z.string().max(20_000),
  kind: z.enum(itemKinds),
  matter: z.string().max(64),
  matterTitle: textShape.nullable(),
  subject: z.string().max(200),
  secret: z.boolean(),
});

export const attachmentView = z.object({
  number: whole,
  item: whole.nullable(),
  name: z.string().max(200),
  type: z.string().max(200),
  size: z.int(),
  sha256: z.string().max(64),
});

export const noticeView = z.object({
  entity: z.string().max(64),
  name: z.string().max(300),
  way: z.string().max(20),
  sent: localTimeShape.nullable(),
  delivered: localTimeShape.nullable(),
  address: z.string().max(320),
  proof: z.string().max(1000),
  /** Who wrote it down. */
  recordedBy: z.string().max(300),
  /** Sent from here by certified mail, so that receipts say when; else the dates are what was written down. */
  receipts: z.boolean(),
});

export const passageView = z.object({
  number: whole,
  seat: z.string().max(120),
  title: textShape,
  what: z.enum(passageKinds),
  at: localTimeShape,
  name: z.string().max(300),
  capacity: z.enum(capacities),
  remote: z.boolean(),
  struck: z.boolean(),
});

export const refusedView = z.object({
  code: z.string().max(200),
  says: textShape,
  remedy: textShape.nullable(),
  source: sourceShape.nullable(),
});

export function refusedViewOf({ code, says, remedy, source }: Refusal): z.input<typeof refusedView> {
  return { code, says, remedy: remedy ?? null, source: source ?? null };
}

export { dayShape, textShape };

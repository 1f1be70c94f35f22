import { z } from 'zod';
import { instantOf, type LocalTime, parseLocalTime } from '../../../kernel/day.ts';
import type { Text } from '../../../kernel/text.ts';
import { say } from '../../../platform/problem.ts';
import { textShape } from '../../../platform/shape.ts';
import { announcementKinds, impacts, outcomes, serviceStates, stages, standingAt, standings } from '../rules/index.ts';
import type { StoredAnnouncement, StoredUpdate } from '../storage/announcements.ts';
import { idShape } from './shapes.ts';

const wanted = say(
  'Serve un giorno con l’ora, come 2027-10-28T17:00.',
  'It must be a day with its time, such as 2027-10-28T17:00.',
);
/** A local time of Europe/Rome, `2027-10-28T17:00`. */
export const localTimeShape = z
  .string(wanted)
  .refine((written): written is LocalTime => parseLocalTime(written) !== undefined, wanted)
  .meta({ jsonSchema: { type: 'string', maxLength: 16, examples: ['2027-10-28T17:00'] } }) as unknown as z.ZodType<
  LocalTime,
  string
>;

export function atTime(time: LocalTime): Date {
  return new Date(instantOf(time));
}

export const updateBody = z.string().trim().min(1, say('Serve che cosa si sa.', 'What is known is needed.')).max(5000);

const named = z.object({ code: z.string().max(100), name: textShape });

export const announcementLine = z.object({
  id: idShape,
  kind: z.enum(announcementKinds),
  title: z.string().max(200),
  /** None: all of them. */
  services: z.array(named).max(100),
  impact: z.enum(impacts),
  starts: z.iso.datetime(),
  /** When it is expected to be over. */
  ends: z.iso.datetime().nullable(),
  closed: z.iso.datetime().nullable(),
  outcome: z.enum(outcomes).nullable(),
  standing: z.enum(standings),
  updates: z
    .array(
      z.object({
        number: z.int().min(1).meta({ format: 'int32' }),
        at: z.iso.datetime(),
        stage: z.enum(stages),
        body: z.string().max(5000),
        by: z.string().max(300).nullable().meta({ description: 'Non detto a chi non ha accesso.' }),
      }),
    )
    .max(10_000),
});

export const serviceLine = named.extend({ state: z.enum(serviceStates) });

/** An announcement as it is read; names of people only where they are asked for. */
export function announcementView(
  announcement: StoredAnnouncement,
  updates: readonly StoredUpdate[],
  {
    names,
    now,
    withPeople,
  }: { readonly names: ReadonlyMap<string, Text>; readonly now: Date; readonly withPeople: boolean },
): z.input<typeof announcementLine> {
  const { id, kind, title, services, impact, startsAt, endsAt, closedAt, outcome } = announcement;
  return {
    ...{ id, kind, title, impact, outcome },
    services: services.map((code) => ({ code, name: names.get(code) ?? { it: code, en: code } })),
    starts: startsAt.toISOString(),
    ends: endsAt?.toISOString() ?? null,
    closed: closedAt?.toISOString() ?? null,
    standing: standingAt(announcement, now),
    updates: updates.map(({ number, at, stage, body, byName }) => ({
      ...{ number, stage, body },
      at: at.toISOString(),
      by: withPeople ? byName : null,
    })),
  };
}

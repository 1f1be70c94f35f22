import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { orRefuse } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { BadInput, say } from '../../../platform/problem.ts';
import { tellRequests } from '../../service-desk/index.ts';
import { announcementKinds, impacts, mayUpdate, outcomeOf, outcomes, type Stage, stages } from '../rules/index.ts';
import {
  changeAnnouncement,
  insertAnnouncement,
  insertUpdate,
  requestsOf,
  updatesOf,
} from '../storage/announcements.ts';
import { leaveUntold } from '../storage/subscriptions.ts';
import { atTime, localTimeShape, updateBody } from './announcement-shapes.ts';
import { serviceNames } from './service-names.ts';
import { announcers, idShape, serviceCode } from './shapes.ts';
import { announcementSeen } from './show-announcement.ts';

/** Makes known a problem, or work that is planned: everybody reads it. */
export const announce = defineAction({
  name: 'knowledge/announce',
  title: text('pubblicare un avviso sui servizi', 'publish an announcement on the services'),
  permission: announcers,
  http: { method: 'POST', path: '/announcements' },
  input: z.object({
    kind: z.enum(announcementKinds),
    title: z
      .string()
      .trim()
      .min(5, say('Serve un titolo di almeno cinque lettere.', 'A title of at least five letters is needed.'))
      .max(200),
    services: z
      .array(serviceCode)
      .max(100)
      .default([])
      .meta({ description: 'I codici dei servizi toccati; nessuno: tutti.' }),
    impact: z.enum(impacts),
    starts: localTimeShape.optional().meta({ description: 'Adesso, dove non è detto.' }),
    ends: localTimeShape.nullable().default(null).meta({ description: 'Quando si pensa che finisca.' }),
    body: updateBody,
  }),
  output: z.object({ id: idShape }),
  example: { kind: 'problem', title: 'Posta elettronica ferma', impact: 'down', body: 'Stiamo cercando la causa.' },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const { kind, title, impact, body } = input;
    const startsAt = input.starts === undefined ? now.instant : atTime(input.starts);
    const endsAt = input.ends === null ? null : atTime(input.ends);
    const services = [...new Set(input.services)];
    const problems = [];
    const known = await serviceNames(context);
    if (!services.every((code) => known.has(code)))
      problems.push({
        path: 'services',
        says: text('Nel catalogo non c’è questo servizio.', 'There is no such service in the catalogue.'),
      });
    if (kind === 'planned' && endsAt === null)
      problems.push({
        path: 'ends',
        says: text('Di un lavoro programmato si dice quando finisce.', 'Planned work says when it ends.'),
      });
    if (endsAt !== null && endsAt <= startsAt) problems.push({ path: 'ends', says: endsBefore });
    if (problems.length > 0) throw new BadInput(problems);
    const id = randomUUID();
    const at = now.instant;
    await insertAnnouncement(tx, { association, id, at }, { kind, title, services, impact, startsAt, endsAt });
    const stage: Stage = kind === 'problem' ? 'found' : 'announced';
    await insertUpdate(tx, { association, announcement: id }, { number: 1, at, byName: actor.name, stage, body });
    await leaveUntold(tx, association, [{ announcement: id, number: 1 }]);
    tell({ before: null, after: { id, kind, title, services, impact } });
    return { id };
  },
});

const endsBefore = text('Finisce prima di cominciare.', 'It ends before it begins.');

/**
 * Says how it goes on; the last word closes it, and can be told in the requests linked to it.
 * Refuses `knowledge/no-such-announcement`, `knowledge/announcement-closed`, `knowledge/stage-of-others`.
 */
export const updateAnnouncement = defineAction({
  name: 'knowledge/update-announcement',
  title: text('aggiornare un avviso sui servizi', 'update an announcement on the services'),
  permission: announcers,
  http: { method: 'POST', path: '/announcements/:announcement/updates' },
  input: z.object({
    announcement: idShape,
    stage: z.enum(stages),
    body: updateBody,
    impact: z.enum(impacts).optional(),
    ends: localTimeShape.optional(),
    tells: z.stringbool().or(z.boolean()).default(false).meta({
      description: 'Scrive lo stesso in tutte le richieste collegate che non sono chiuse.',
    }),
  }),
  output: z.object({
    outcome: z.enum(outcomes).nullable(),
    /** The requests in which it was written. */
    told: z.int().min(0).meta({ format: 'int32' }),
  }),
  example: { announcement: '00000000-0000-4000-8000-000000000000', stage: 'solved', body: 'La posta è tornata.' },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const { stage, body } = input;
    const announcement = await announcementSeen(context, input.announcement, { keeps: true });
    orRefuse(mayUpdate(announcement, stage));
    const { id } = announcement;
    const at = now.instant;
    const outcome = outcomeOf(stage);
    const endsAt = input.ends === undefined ? undefined : atTime(input.ends);
    if (endsAt !== undefined && endsAt <= announcement.startsAt)
      throw new BadInput([{ path: 'ends', says: endsBefore }]);
    await changeAnnouncement(
      tx,
      { association, id },
      {
        ...(input.impact ? { impact: input.impact } : {}),
        ...(endsAt ? { ends_at: endsAt } : {}),
        ...(outcome ? { outcome, closed_at: at } : {}),
      },
    );
    const number = ((await updatesOf(tx, association, [id])).get(id)?.length ?? 0) + 1;
    await insertUpdate(tx, { association, announcement: id }, { number, at, byName: actor.name, stage, body });
    await leaveUntold(tx, association, [{ announcement: id, number }]);
    const told = input.tells ? await tellLinked(context, id, body) : 0;
    tell({ before: { impact: announcement.impact }, after: { stage, outcome, told }, actingFor: null });
    return { outcome, told };
  },
});

async function tellLinked(context: ActionContext<unknown>, announcement: string, body: string): Promise<number> {
  const requests = await requestsOf(context.tx, context.association, announcement);
  return tellRequests({ ...context, tell: () => {} }, requests, body);
}

import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { offsetCursor } from '../../../platform/shape.ts';
import { bodiesNamed } from '../body-names.ts';
import { refusals } from '../doors-refusals.ts';
import { matterNamed } from '../matters/index.ts';
import { countDecisions, type Decision, decisionNumbered, decisionsLike } from '../storage/decisions.ts';
import { meetingNumbered } from '../storage/meetings.ts';
import { minutesState } from '../storage/minutes.ts';
import { subjectTitles } from './meeting-view.ts';
import { mayRead, seesConvened } from './permission.ts';
import { bodyName, dayShape, decisionKind, textShape } from './shapes.ts';

const decisionView = z.object({
  body: z.string(),
  bodyName: textShape,
  year: z.int(),
  number: z.int(),
  title: z.string(),
  kind: decisionKind,
  /** Of an opinion: in favour, or against. */
  favourable: z.boolean(),
  on: dayShape,
  meeting: z.int(),
  ballot: z.int(),
  matter: z.string(),
  matterTitle: textShape.nullable(),
  subject: z.string(),
  /** Whether something else has come to hold by it. */
  adopts: z.boolean(),
  sha256: z.string(),
});

type Context = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now' | 'reach'>;

async function viewsOf({ tx, association, now }: Context, decisions: readonly Decision[]) {
  const names = await bodiesNamed(tx, association, now.today);
  return decisions.map(({ recorded: _, item: __, adopted, ...decision }) => ({
    ...decision,
    bodyName: names.get(decision.body)?.name ?? text(decision.body, decision.body),
    matterTitle: matterNamed(decision.matter)?.title ?? null,
    adopts: adopted !== null,
  }));
}

export const listDecisions = defineAction({
  name: 'meetings/list-decisions',
  title: text('elencare le decisioni degli organi', 'list the decisions of bodies'),
  about: text(
    'Numerate per organo e anno, senza vuoti; degli organi consultivi i pareri. Chi è fuori dall’associazione vede quelle delle sedute con il verbale pubblicato.',
    'Numbered by body and year, without gaps; of advisory bodies their opinions. The public sees those of sittings whose minutes are published.',
  ),
  reads: true,
  permission: mayRead,
  http: { method: 'GET', path: '/decisions' },
  input: z.object({
    body: bodyName.optional(),
    year: z.int().min(1990).max(2200).optional().meta({ format: 'int32' }),
    matter: z.string().max(64).optional(),
    kind: decisionKind.optional(),
    cursor: offsetCursor.optional(),
    limit: z.int().min(1).max(500).default(50).meta({ format: 'int32' }),
  }),
  example: { body: 'assembly', year: 2027 },
  output: z.object({
    count: z.int(),
    items: z.array(decisionView),
    next: z.string().nullable(),
    bodies: z.array(z.object({ id: z.string(), name: textShape })),
  }),
  async run(context) {
    const { tx, association, now, input } = context;
    const { body, year, matter, kind, limit } = input;
    const filter = { body, year, matter, kind, published: !seesConvened(context) };
    const offset = Number(input.cursor ?? 0);
    const rows = await decisionsLike(tx, association, { ...filter, limit: limit + 1, offset });
    const names = await bodiesNamed(tx, association, now.today);
    return {
      count: await countDecisions(tx, association, filter),
      items: await viewsOf(context, rows.slice(0, limit)),
      next: rows.length > limit ? String(offset + limit) : null,
      bodies: [...names.values()].map(({ id, name }) => ({ id, name })),
    };
  },
});

export const showDecision = defineAction({
  name: 'meetings/show-decision',
  title: text('consultare una decisione', 'read a decision'),
  reads: true,
  permission: mayRead,
  http: { method: 'GET', path: '/decisions/:body/:year/:number' },
  input: z.object({
    body: bodyName,
    year: z.int().min(1990).max(2200).meta({ format: 'int32' }),
    number: z.int().min(1).meta({ format: 'int32' }),
  }),
  example: { body: 'assembly', year: 2027, number: 1 },
  /** What its subject is called; null where it has none, and outside the association. */
  output: decisionView.extend({ subjectTitle: textShape.nullable() }),
  async run(context) {
    const { tx, association, input } = context;
    const decision = await decisionNumbered(tx, association, input);
    const seen =
      decision &&
      (seesConvened(context) || (await minutesState(tx, association, decision.meeting)) === 'published') &&
      (await meetingNumbered(tx, association, decision.meeting));
    if (!seen) throw new Refused(refusals.unknownDecision());
    const inside = seesConvened(context) ? { tx, association } : null;
    return { ...(await viewsOf(context, [decision]))[0]!, subjectTitle: (await subjectTitles(inside, [decision]))[0]! };
  },
});

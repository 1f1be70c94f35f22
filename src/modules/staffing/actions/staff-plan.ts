import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { areas, fillings, fullTime, planOn, refusals } from '../rules/index.ts';
import { holdStaffing } from '../storage/sites.ts';
import { staffOf } from '../storage/staff.ts';
import { approvePlan, type PlanRow, putDraftPlan, staffPlans } from '../storage/staff-plans.ts';
import { works } from './found.ts';
import { count, keeps, readsOfEntities } from './shapes.ts';

const post = z.object({
  title: z.string().trim().min(1).max(120),
  category: z.string().trim().max(20).default('').meta({ description: 'Com’era detta prima del 2022: D1.' }),
  area: z
    .enum(areas)
    .nullish()
    .transform((area) => area ?? null),
  percentage: z.coerce.number().pipe(z.int().min(1).max(100)).default(100).meta({ format: 'int32' }),
  filling: z.enum(fillings),
  note: z.string().trim().max(300).default(''),
});
const postView = z.object({
  title: z.string().max(120),
  category: z.string().max(20),
  area: z.enum(areas).nullable(),
  percentage: count,
  filling: z.enum(fillings),
  note: z.string().max(300),
});
const planView = z.object({
  number: z.int().min(1).meta({ format: 'int32' }),
  since: dayShape,
  posts: z.array(postView).max(200),
  /** Full-time equivalents, in hundredths. */
  fullTime: count,
  draftedBy: z.string().max(300),
  approvedBy: z.string().max(300).nullable(),
  actNumber: z.string().max(60).nullable(),
  actDay: dayShape.nullable(),
});

/**
 * The posts of the service by the plan in force, beside who works for it; the plans before, and for who writes it the draft.
 * Source: Valdarno e Valdisieve, art. 6 c. 1; Calatino, art. 7, 1st paragraph.
 */
export const showStaffPlan = defineAction({
  name: 'staffing/show-staff-plan',
  title: text('vedere la dotazione di personale', 'see the plan of the staff'),
  about: text(
    'I posti, come si coprono e l’atto che li approva, accanto a chi c’è.',
    'The posts, how they are filled and the act that approves them, beside who is there.',
  ),
  reads: true,
  permission: readsOfEntities,
  http: { method: 'GET', path: '/staff-plan' },
  input: z.object({ on: dayShape.optional() }),
  output: z.object({
    on: dayShape,
    inForce: planView.nullable(),
    draft: planView.nullable(),
    /** Full-time equivalents of who works on that day, in hundredths, and how many they are. */
    working: z.object({ fullTime: count, people: count }),
    approved: z.array(planView).max(1000),
  }),
  example: { on: '2027-06-30' },
  async run({ tx, association, actor, now, input }) {
    const on = input.on ?? now.today;
    const all = await staffPlans(tx, association);
    const approved = all.filter(({ approved_at }) => approved_at !== null);
    const writes = actor.kind === 'console' || actor.role === 'RES' || actor.role === 'ADM';
    const draft = writes ? all.find(({ approved_at }) => approved_at === null) : undefined;
    const inForce = planOn(approved, on);
    const staff = (await staffOf(tx, association)).filter((row) => works(row, on));
    return {
      on,
      inForce: inForce ? viewOf(inForce) : null,
      draft: draft ? viewOf(draft) : null,
      working: { fullTime: fullTime(staff), people: staff.length },
      approved: approved.map(viewOf),
    };
  },
});

/** Writes the posts that are proposed, in the place of the draft there is; what is approved stays. */
export const draftStaffPlan = defineAction({
  name: 'staffing/draft-staff-plan',
  title: text('scrivere la dotazione di personale', 'write the plan of the staff'),
  permission: keeps,
  http: { method: 'PUT', path: '/staff-plan/draft' },
  input: z.object({ since: dayShape, posts: z.array(post).min(1).max(200) }),
  output: planView,
  example: {
    since: '2027-01-01',
    posts: [
      { title: 'Tecnico di sistemi', category: 'D1', area: 'funzionari-eq', percentage: 50, filling: 'seconded' },
    ],
  },
  async run({ tx, association, actor, now, input, tell }) {
    const unnamed = input.posts.flatMap(({ category, area }, place) =>
      category === '' && area === null
        ? [
            {
              path: `posts[${place}].area`,
              says: text('Serve l’area, o la categoria di prima.', 'The area, or the category of before, is needed.'),
            },
          ]
        : [],
    );
    if (unnamed.length > 0) throw new BadInput(unnamed);
    await holdStaffing(tx, association);
    const all = await staffPlans(tx, association);
    const before = all.find(({ approved_at }) => approved_at === null);
    const number = before?.number ?? (all[0]?.number ?? 0) + 1;
    const { since, posts } = input;
    await putDraftPlan(tx, association, { number, since, posts, at: now.instant, by: actor.name });
    tell({
      before: before ? said(before) : null,
      after: { number, since, posts: posts.length, fullTime: fullTime(posts) },
    });
    return {
      ...{ number, since, posts: [...posts], fullTime: fullTime(posts), draftedBy: actor.name },
      ...{ approvedBy: null, actNumber: null, actDay: null },
    };
  },
});

/** Records the act by which the plan was approved: it holds from its day and does not change. Refuses `staffing/no-draft-plan`. */
export const approveStaffPlan = defineAction({
  name: 'staffing/approve-staff-plan',
  title: text('registrare l’atto che approva la dotazione', 'record the act that approves the plan of the staff'),
  about: text(
    'Numero e giorno della deliberazione di Giunta: da lì la dotazione non cambia più.',
    'Number and day of the resolution of the executive: from there the plan does not change any more.',
  ),
  permission: { capability: 'staffing', letter: 'a', roles: ['RES'] },
  http: { method: 'POST', path: '/staff-plan/approval' },
  input: z.object({ actNumber: z.string().trim().min(1).max(60), actDay: dayShape }),
  output: planView,
  example: { actNumber: '14', actDay: '2027-01-12' },
  async run({ tx, association, actor, now, input, tell }) {
    const { actNumber, actDay } = input;
    if (actDay > now.today) {
      const says = text('È un giorno che deve ancora venire.', 'That day is still to come.');
      throw new BadInput([{ path: 'actDay', says }]);
    }
    await holdStaffing(tx, association);
    const draft = (await staffPlans(tx, association)).find(({ approved_at }) => approved_at === null);
    if (!draft) throw new Refused(refusals.noDraftPlan());
    const { number } = draft;
    await approvePlan(tx, association, { number, at: now.instant, by: actor.name, actNumber, actDay });
    tell({ before: said(draft), after: { number, actNumber, actDay } });
    return { ...viewOf(draft), approvedBy: actor.name, actNumber, actDay };
  },
});

const said = ({ number, since, posts }: PlanRow) => ({ number, since, posts: posts.length, fullTime: fullTime(posts) });

function viewOf(row: PlanRow): z.input<typeof planView> {
  return {
    number: row.number,
    since: row.since,
    posts: row.posts.map((each) => ({ ...each })),
    fullTime: fullTime(row.posts),
    draftedBy: row.drafted_by,
    approvedBy: row.approved_by,
    actNumber: row.act_number,
    actDay: row.act_day,
  };
}

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { cents } from '../../../kernel/money.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape, moneyAnswer, moneyInput, moneyOutput } from '../../../platform/shape.ts';
import { claimedFor, claimStates, lentKinds, mayBecome, refusals } from '../rules/index.ts';
import { holdStaffing } from '../storage/sites.ts';
import { staffOf } from '../storage/staff.ts';
import { type ClaimRow, claimsOf, insertClaim } from '../storage/staff-requests.ts';
import { entityNames } from './found.ts';
import { count, entityView, keeps, onSite, personName, readsOfEntities } from './shapes.ts';

const ofClaim = { claim: z.uuid() };
const yearShape = z.coerce.number().pipe(z.int().min(2000).max(2199)).meta({ format: 'int32' });
const whyShape = z.string().trim().max(500).default('');
const claimView = z.object({
  id: z.uuid(),
  entity: entityView,
  person: personName,
  year: yearShape,
  cost: moneyOutput,
  percentage: count,
  amount: moneyOutput,
  note: z.string().max(300),
  state: z.enum(claimStates),
  act: z.string().max(300),
  why: z.string().max(500),
  paidOn: dayShape.nullable(),
  by: z.string().max(300),
});

/** What entities have back for the staff that they lend, apart from what they pay. Refuses, asked for one, `staffing/no-such-entry`. */
export const listClaims = defineAction({
  name: 'staffing/list-reimbursement-claims',
  title: text('elencare i rimborsi del personale prestato', 'list the reimbursements of lent staff'),
  about: text(
    'Persona per persona e anno per anno: costo, parte dedicata al servizio, importo, approvazione e pagamento. Le quote degli enti sono nel riparto.',
    'Person by person and year by year: cost, part for the service, amount, approval and payment. Entities’ shares are in the split.',
  ),
  reads: true,
  permission: readsOfEntities,
  http: { method: 'GET', path: '/reimbursement-claims' },
  input: z.object({ year: yearShape.optional(), state: z.enum(claimStates).optional(), claim: z.uuid().optional() }),
  output: z.object({
    count,
    /** Of those not refused, and of those paid. */
    total: moneyOutput,
    paid: moneyOutput,
    years: z.array(yearShape).max(200),
    items: z.array(claimView).max(10_000),
  }),
  example: { year: 2027 },
  async run(context) {
    const { tx, association, input } = context;
    const all = await claimsOf(tx, association, input.claim);
    if (input.claim !== undefined && all.length === 0) throw new Refused(refusals.noSuchEntry());
    const rows = all
      .filter(({ year }) => input.year === undefined || year === input.year)
      .filter(({ state }) => input.state === undefined || state === input.state);
    const sum = (some: readonly ClaimRow[]) =>
      moneyAnswer(cents(some.reduce((total, { amount }) => total + amount, 0n)));
    return {
      count: rows.length,
      total: sum(rows.filter(({ state }) => state !== 'refused')),
      paid: sum(rows.filter(({ state }) => state === 'paid')),
      years: [...new Set(all.map(({ year }) => year))],
      items: await viewsOf(context, rows),
    };
  },
});

/**
 * An entity asks back what it bears in a year for somebody it lends: the cost for the part that works for the service. Refuses
 * `staffing/no-such-staff`, `staffing/not-lent`, `staffing/already-claimed`.
 * Source: Valdarno e Valdisieve, art. 13 c. 5 (rule R-VV-5).
 */
export const claimReimbursement = defineAction({
  name: 'staffing/claim-reimbursement',
  title: text('chiedere il rimborso del personale prestato', 'claim the reimbursement of lent staff'),
  permission: onSite,
  http: { method: 'POST', path: '/reimbursement-claims' },
  input: z.object({
    staff: z.uuid(),
    year: yearShape,
    cost: moneyInput.meta({ description: 'La spesa dell’anno: retribuzione, oneri, accessorie.' }),
    note: z.string().trim().max(300).default(''),
  }),
  output: claimView,
  example: { staff: '00000000-0000-4000-8000-000000000000', year: 2027, cost: '36500.00' },
  async run(context) {
    const { tx, association, actor, reach, input, tell } = context;
    const { year, cost, note } = input;
    await holdStaffing(tx, association);
    const found = (await staffOf(tx, association)).find(({ id }) => id === input.staff);
    if (!found || (reach !== 'g' && found.employer !== actor.entity)) throw new Refused(refusals.noSuchStaff());
    if (found.employer === null || !lentKinds.some((kind) => kind === found.kind))
      throw new Refused(refusals.notLent(found.name));
    const worked = found.since <= `${year}-12-31` && (found.until === null || found.until >= `${year}-01-01`);
    const problems = [
      ...(worked
        ? []
        : [
            {
              path: 'year',
              says: text(
                'In quell’anno non lavorava per il servizio.',
                'In that year it did not work for the service.',
              ),
            },
          ]),
      ...(cost > 0n ? [] : [{ path: 'cost', says: text('Serve una spesa.', 'An expense is needed.') }]),
    ];
    if (problems.length > 0) throw new BadInput(problems);
    const twice = (await claimsOf(tx, association)).some(
      (one) => one.staff === found.id && one.year === year && one.state !== 'refused',
    );
    if (twice) throw new Refused(refusals.alreadyClaimed(found.name, year));
    const row: ClaimRow = {
      ...{ association, id: randomUUID(), revision: 1, entity: found.employer, staff: found.id, year, cost, note },
      ...{ percentage: found.percentage, amount: claimedFor(cost, found.percentage) },
      ...{ state: 'claimed', act: '', why: '', paid_on: null },
      ...signed(context),
    };
    await insertClaim(tx, row);
    tell({ after: said(row), actingFor: row.entity });
    return (await viewsOf(context, [row]))[0]!;
  },
});

/** The head approves what an entity asks back, or says why not. Refuses `staffing/no-such-entry`, `staffing/not-now`. */
export const decideClaim = defineAction({
  name: 'staffing/decide-reimbursement-claim',
  title: text('decidere su un rimborso del personale', 'decide on a reimbursement of staff'),
  permission: { ...keeps, letter: 'a', roles: ['RES'] },
  http: { method: 'POST', path: '/reimbursement-claims/:claim/decision' },
  input: z.object({
    ...ofClaim,
    approves: z.stringbool().or(z.boolean()),
    act: z.string().trim().max(300).default(''),
    why: whyShape,
  }),
  output: claimView,
  example: { claim: '00000000-0000-4000-8000-000000000000', approves: true, act: 'determina 40/2027' },
  async run(context) {
    const { approves, act, why } = context.input;
    if (!approves && why === '')
      throw new BadInput([{ path: 'why', says: text('Va detto perché no.', 'Why not has to be said.') }]);
    return changed(context, { state: approves ? 'approved' : 'refused', act, why });
  },
});

/** The accounting office of the lead records that it was paid. Refuses `staffing/no-such-entry`, `staffing/not-now`. */
export const payClaim = defineAction({
  name: 'staffing/pay-reimbursement-claim',
  title: text('registrare il pagamento di un rimborso', 'record the payment of a reimbursement'),
  permission: { capability: 'budget', letter: 'x' },
  http: { method: 'POST', path: '/reimbursement-claims/:claim/payment' },
  input: z.object({
    ...ofClaim,
    paidOn: dayShape,
    act: z.string().trim().min(1).max(300).meta({ description: 'Il mandato.' }),
  }),
  output: claimView,
  example: { claim: '00000000-0000-4000-8000-000000000000', paidOn: '2027-12-10', act: 'mandato 812' },
  async run(context) {
    const { paidOn, act } = context.input;
    if (paidOn > context.now.today)
      throw new BadInput([
        { path: 'paidOn', says: text('È un giorno che deve ancora venire.', 'That day is still to come.') },
      ]);
    return changed(context, { state: 'paid', paid_on: paidOn, act });
  },
});

async function changed(context: ActionContext<{ readonly claim: string }>, change: Partial<ClaimRow>) {
  const { tx, association, input, tell } = context;
  await holdStaffing(tx, association);
  const [before] = await claimsOf(tx, association, input.claim);
  if (!before) throw new Refused(refusals.noSuchEntry());
  const may = mayBecome(before.state, change.state!);
  if (!may.ok) throw new Refused(...may.refusals);
  const after: ClaimRow = { ...before, ...change, revision: before.revision + 1, ...signed(context) };
  await insertClaim(tx, after);
  tell({ before: said(before), after: said(after), actingFor: after.entity });
  return (await viewsOf(context, [after]))[0]!;
}

const signed = ({ actor, now }: Pick<ActionContext<unknown>, 'actor' | 'now'>) => ({
  at: now.instant,
  by_person: actor.person,
  by_name: actor.name,
});
const said = ({ id, year, cost, percentage, amount, state, act, why, paid_on: paidOn }: ClaimRow) => ({
  ...{ claim: id, year, percentage, state, act, why, paidOn },
  ...{ cost: moneyAnswer(cents(cost)), amount: moneyAnswer(cents(amount)) },
});

async function viewsOf(
  context: ActionContext<unknown>,
  rows: readonly ClaimRow[],
): Promise<z.input<typeof claimView>[]> {
  const names = await entityNames(context);
  const people = new Map((await staffOf(context.tx, context.association)).map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    ...{ id: row.id, year: row.year, percentage: row.percentage, note: row.note },
    ...{ state: row.state, act: row.act, why: row.why, paidOn: row.paid_on, by: row.by_name },
    entity: { code: row.entity, name: names.get(row.entity) ?? row.entity },
    person: { id: row.staff, name: people.get(row.staff) ?? '' },
    cost: moneyAnswer(cents(row.cost)),
    amount: moneyAnswer(cents(row.amount)),
  }));
}

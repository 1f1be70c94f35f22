import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { showDay } from '../../../kernel/day.ts';
import { cents } from '../../../kernel/money.ts';
import { Refused } from '../../../kernel/result.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { sendLater } from '../../../platform/mail/send-later.ts';
import { BadInput } from '../../../platform/problem.ts';
import type { Role } from '../../../platform/role.ts';
import { dayShape, moneyAnswer, moneyInput, moneyOutput } from '../../../platform/shape.ts';
import { contactsOf, postsBegunBy, seeingColleagues } from '../../identity/index.ts';
import { mayAnswer, refusals, requestForms, requestStates } from '../rules/index.ts';
import { insertStaffRequest, type RequestRow, staffRequests } from '../storage/staff-requests.ts';
import { requestFormNames } from '../vocabulary.ts';
import { entityNames } from './found.ts';
import { count, durationShape, entityShape, entityView, keeps, onSite, ownIdShape, readsOfEntities } from './shapes.ts';

const ofRequest = { request: z.uuid() };
const whyShape = z.string().trim().max(500).default('');
const requestView = z.object({
  id: z.uuid(),
  entity: entityView,
  form: z.enum(requestForms),
  what: z.string().max(1000),
  /** Of a week, or altogether for the time of an intervention. */
  minutes: count,
  since: dayShape,
  until: dayShape.nullable(),
  state: z.enum(requestStates),
  who: z.string().max(200),
  yearlyCost: moneyOutput.nullable(),
  act: z.string().max(300),
  why: z.string().max(500),
  by: z.string().max(300),
});

/** What entities were asked for of their staff, and what they answered. Refuses, asked for one, `staffing/no-such-entry`. */
export const listStaffRequests = defineAction({
  name: 'staffing/list-staff-requests',
  title: text('elencare il personale chiesto agli enti', 'list the staff asked of entities'),
  about: text(
    'Comandi, distacchi, utilizzi congiunti, ore oltre l’orario e tempo per un intervento, con la risposta dell’ente.',
    'Secondments, detachments, shared use, hours beyond the ordinary and time for an intervention, with the answer.',
  ),
  reads: true,
  permission: readsOfEntities,
  http: { method: 'GET', path: '/staff-requests' },
  input: z.object({ state: z.enum(requestStates).optional(), request: z.uuid().optional() }),
  output: z.object({ count, items: z.array(requestView).max(10_000) }),
  example: { state: 'asked' },
  async run(context) {
    const { tx, association, input } = context;
    const names = await entityNames(context);
    const rows = await staffRequests(tx, association, input.request);
    if (input.request !== undefined && rows.length === 0) throw new Refused(refusals.noSuchEntry());
    const items = rows
      .filter(({ state }) => input.state === undefined || state === input.state)
      .map((row) => viewOf(row, names));
    return { count: items.length, items };
  },
});

/**
 * Asks an entity for staff: somebody in one of the four ways of the law, or for the time that an intervention takes. Its referents are
 * told by mail. Refuses `staffing/no-such-entity`.
 * Source: Calatino, art. 7, 3rd paragraph; Lecco, art. 3, 4th point.
 */
export const askStaff = defineAction({
  name: 'staffing/ask-staff',
  title: text('chiedere personale a un ente', 'ask an entity for staff'),
  permission: keeps,
  http: { method: 'POST', path: '/staff-requests' },
  input: z.object({
    id: ownIdShape,
    entity: entityShape,
    form: z.enum(requestForms),
    what: z.string().trim().min(1).max(1000),
    hours: durationShape(15, 59_940).meta({ description: 'A settimana; in tutto, per il tempo di un intervento.' }),
    since: dayShape,
    until: dayShape.optional(),
  }),
  output: requestView,
  example: {
    entity: 'c_e507',
    form: 'time',
    what: 'Due persone dell’anagrafe per la prova del nuovo programma',
    hours: '12',
    since: '2027-03-01',
    until: '2027-03-05',
  },
  async run(context) {
    const { tx, association, input, tell } = context;
    const { entity, form, what, hours, since, until } = input;
    const names = await entityNames(context);
    if (!names.has(entity)) throw new Refused(refusals.noSuchEntity(entity));
    const problems = [
      ...(until && until < since
        ? [{ path: 'until', says: text('La fine viene prima dell’inizio.', 'The end comes before the beginning.') }]
        : []),
      ...(form === 'time' && !until
        ? [
            {
              path: 'until',
              says: text('Il tempo di un intervento ha una fine.', 'The time of an intervention has an end.'),
            },
          ]
        : []),
    ];
    if (problems.length > 0) throw new BadInput(problems);
    const id = input.id ?? randomUUID();
    if ((await staffRequests(tx, association, id)).length > 0) throw new Refused(refusals.idTaken());
    const row: RequestRow = {
      ...{ association, id, revision: 1, entity, form, what, minutes: hours, since, until: until ?? null },
      ...{ state: 'asked', who: '', yearly_cost: null, act: '', why: '' },
      ...signed(context),
    };
    await insertStaffRequest(tx, row);
    const asked = text(
      `L’ufficio chiede personale (${requestFormNames[form].it}) dal ${showDay(since, 'it')}: ${what}`,
      `The office asks for staff (${requestFormNames[form].en}) from ${showDay(since, 'en')} on: ${what}`,
    );
    await tellPosts(context, { roles: ['REF'], entity }, asked);
    tell({ after: said(row), actingFor: entity });
    return viewOf(row, names);
  },
});

/**
 * The entity accepts, with who it is, by which act and at what cost; or says why not. The head is told by mail. Refuses
 * `staffing/no-such-entry`, `staffing/already-answered`.
 */
export const answerStaffRequest = defineAction({
  name: 'staffing/answer-staff-request',
  title: text('rispondere a una richiesta di personale', 'answer a request for staff'),
  permission: onSite,
  http: { method: 'POST', path: '/staff-requests/:request/answer' },
  input: z.object({
    ...ofRequest,
    accepts: z.stringbool().or(z.boolean()),
    who: z.string().trim().max(200).default(''),
    yearlyCost: moneyInput.optional(),
    act: z.string().trim().max(300).default(''),
    why: whyShape,
  }),
  output: requestView,
  example: {
    request: '00000000-0000-4000-8000-000000000000',
    accepts: true,
    who: 'Rosa Neri',
    yearlyCost: '36500.00',
    act: 'determina 12/2027',
  },
  async run(context) {
    const { accepts, who, act, why, yearlyCost } = context.input;
    const needed = (path: string, given: string, says: Text) => (given === '' ? [{ path, says }] : []);
    const problems = accepts
      ? [
          ...needed('who', who, text('Va detto chi.', 'Who has to be said.')),
          ...needed('act', act, text('Serve l’atto dell’ente.', 'The act of the entity is needed.')),
          ...(yearlyCost !== undefined && yearlyCost < 0n
            ? [{ path: 'yearlyCost', says: text('Non può essere meno di zero.', 'It cannot be below zero.') }]
            : []),
        ]
      : needed('why', why, text('Va detto perché no.', 'Why not has to be said.'));
    if (problems.length > 0) throw new BadInput(problems);
    const after = await changed(context, {
      state: accepts ? 'accepted' : 'declined',
      ...{ who: accepts ? who : '', act, why },
      yearly_cost: accepts && yearlyCost !== undefined ? yearlyCost : null,
    });
    const names = await entityNames(context);
    const name = names.get(after.entity) ?? after.entity;
    const says = accepts
      ? text(
          `${name} accoglie la richiesta di personale: ${who} (${act}).`,
          `${name} accepts the request for staff: ${who} (${act}).`,
        )
      : text(
          `${name} non accoglie la richiesta di personale: ${why}`,
          `${name} declines the request for staff: ${why}`,
        );
    await tellPosts(context, { roles: ['RES'] }, says);
    return viewOf(after, names);
  },
});

/** The office needs it no more. Refuses `staffing/no-such-entry`, `staffing/already-answered`. */
export const withdrawStaffRequest = defineAction({
  name: 'staffing/withdraw-staff-request',
  title: text('ritirare una richiesta di personale', 'withdraw a request for staff'),
  permission: keeps,
  http: { method: 'POST', path: '/staff-requests/:request/withdrawal' },
  input: z.object({ ...ofRequest, why: whyShape }),
  output: requestView,
  example: { request: '00000000-0000-4000-8000-000000000000' },
  run: async (context) =>
    viewOf(await changed(context, { state: 'withdrawn', why: context.input.why }), await entityNames(context)),
});

type Acting = ActionContext<{ readonly request: string }>;

async function changed(context: Acting, change: Partial<RequestRow>): Promise<RequestRow> {
  const { tx, association, input, tell } = context;
  const [before] = await staffRequests(tx, association, input.request);
  if (!before) throw new Refused(refusals.noSuchEntry());
  const may = mayAnswer(before);
  if (!may.ok) throw new Refused(...may.refusals);
  const after: RequestRow = { ...before, ...change, revision: before.revision + 1, ...signed(context) };
  await insertStaffRequest(tx, after);
  tell({ before: said(before), after: said(after), actingFor: after.entity });
  return after;
}

const signed = ({ actor, now }: Pick<ActionContext<unknown>, 'actor' | 'now'>) => ({
  at: now.instant,
  by_person: actor.person,
  by_name: actor.name,
});
const said = ({ id, form, what, minutes, since, until, state, who, act, why }: RequestRow) => ({
  ...{ request: id, form, what, minutes, since, until, state, who, act, why },
});

function viewOf(row: RequestRow, names: ReadonlyMap<string, string>): z.input<typeof requestView> {
  const { id, entity, form, what, minutes, since, until, state, who, act, why } = row;
  return {
    ...{ id, form, what, minutes, since, until, state, who, act, why },
    entity: { code: entity, name: names.get(entity) ?? entity },
    yearlyCost: row.yearly_cost === null ? null : moneyAnswer(cents(row.yearly_cost)),
    by: row.by_name,
  };
}

async function tellPosts(
  { tx, association, now, call }: Pick<ActionContext<unknown>, 'tx' | 'association' | 'now' | 'call'>,
  whom: { readonly roles: readonly Role[]; readonly entity?: string },
  says: Text,
): Promise<void> {
  // who answers for an entity sees the posts of his own alone
  const contacts = await seeingColleagues(tx, async () => {
    const posts = (await postsBegunBy(tx, association, { on: now.today, roles: [...whom.roles] })).filter(
      ({ until, entity }) => (until === null || until >= now.today) && (!whom.entity || entity === whom.entity),
    );
    return contactsOf(tx, [...new Set(posts.map(({ person }) => person))]);
  });
  const address = call.site ? `\n\n${call.site}/${association}/assistenza/persone/richieste` : '';
  for (const { email, name, language } of contacts)
    await sendLater(tx, {
      association,
      to: { address: email, name },
      language,
      subject: text('Personale per il servizio', 'Staff for the service')[language],
      text: `${says[language]}${address}`,
      kind: 'staffing/staff-request',
    });
}

import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { BadInput, type Problem, say } from '../../../platform/problem.ts';
import { dayShape, offsetCursor } from '../../../platform/shape.ts';
import { allEntities } from '../../membership/index.ts';
import { catalogueOfDay } from '../../service-catalogue/index.ts';
import { contractStandings, freeCode, refusals, standingOn } from '../rules/index.ts';
import { contractsStored, holdContracts, type StoredContract, storeContract } from '../storage/supply-contracts.ts';

const readers = {
  capability: 'contracts',
  letter: 'r',
  roles: ['REF', 'MAY', 'ASS', 'PRE', 'TEC', 'L1', 'L2', 'SYS', 'RES', 'ADM', 'FIN', 'ACC', 'AUD'],
} as const;
const keepers = { capability: 'contracts', letter: 'w' } as const;

const codeShape = z
  .string()
  .trim()
  .max(40)
  .regex(
    /^([A-Za-z0-9]+([._-][A-Za-z0-9]+)*)?$/,
    say(
      'Servono lettere, cifre, punti o trattini, come «CT-12».',
      'It takes letters, digits, dots or hyphens, such as “CT-12”.',
    ),
  );
/** The last part of the address of the form. */
const notACode = 'nuovo';
const oneOrMany = (given: unknown) => (typeof given === 'string' ? [given] : given);

const terms = {
  supplier: z.string().trim().min(1).max(200),
  subject: z.string().trim().min(1).max(500).meta({ description: 'Che cosa fornisce.' }),
  cig: z
    .string()
    .trim()
    .toUpperCase()
    .regex(
      /^([A-Z0-9]{10})?$/,
      say('Il CIG ha dieci lettere e cifre, o si lascia vuoto.', 'A CIG has ten letters and digits, or is left empty.'),
    )
    .default(''),
  from: dayShape,
  until: dayShape.optional().meta({ description: 'L’ultimo giorno, compreso; assente: finché non si dice.' }),
  entity: z
    .string()
    .trim()
    .max(40)
    .default('')
    .meta({ description: 'L’ente per cui è; assente: tutta l’associazione.' }),
  services: z.preprocess(oneOrMany, z.array(z.string().trim().min(1).max(60)).max(200)).default([]),
  machines: z.string().max(10_000).default('').meta({ description: 'Macchine e programmi che copre, uno per riga.' }),
};
const name = z.string().max(300);
export const contractView = z.object({
  code: z.string().max(40),
  supplier: z.string().max(200),
  subject: z.string().max(500),
  cig: z.string().max(10),
  from: dayShape,
  until: dayShape.nullable(),
  standing: z.enum(contractStandings),
  /** Null: the whole association. */
  entity: z.string().max(40).nullable(),
  entityName: name.nullable(),
  services: z.array(z.object({ code: z.string().max(60), name })).max(200),
  machines: z.array(z.string().max(200)).max(500),
  changedAt: z.iso.datetime(),
  changedBy: name,
});
type View = z.input<typeof contractView>;
const example = {
  supplier: 'Rete Srl',
  subject: 'Manutenzione delle stampanti',
  from: '2026-01-01',
  until: '2028-12-31',
};

/** Puts a contract into the register; without a code it has the next one. Refuses `contracts/same-code`. */
export const recordContract = defineAction({
  name: 'contracts/record-contract',
  title: text('registrare un contratto di fornitura', 'record a contract of supply'),
  permission: keepers,
  http: { method: 'POST', path: '/supply-contracts' },
  input: z.object({ code: codeShape.default(''), ...terms }),
  output: z.object({ code: z.string().max(40) }),
  example,
  async run(context) {
    const { tx, association, input, tell } = context;
    if (input.code.toLowerCase() === notACode)
      throw new BadInput([{ path: 'code', says: text('Serve un altro codice.', 'Another code is needed.') }]);
    await holdContracts(tx, association);
    const taken = (await contractsStored(tx, association)).map(({ code }) => code);
    if (taken.some((code) => code.toLowerCase() === input.code.toLowerCase()))
      throw new Refused(refusals.sameCode(input.code));
    const contract = await checked(context, input.code === '' ? freeCode(taken) : input.code);
    await storeContract(tx, association, contract);
    tell({ before: null, after: said(contract), ...forEntity(contract) });
    return { code: contract.code };
  },
});

/** Corrects a contract, or writes its last day; its code stays. Refuses `contracts/no-such-contract`. */
export const changeContract = defineAction({
  name: 'contracts/change-contract',
  title: text('correggere un contratto di fornitura', 'correct a contract of supply'),
  permission: keepers,
  http: { method: 'PUT', path: '/supply-contracts/:contract' },
  input: z.object({ contract: z.string().max(40), ...terms }),
  output: z.object({ code: z.string().max(40) }),
  example: { contract: 'C1', ...example },
  async run(context) {
    const { tx, association, input, tell } = context;
    await holdContracts(tx, association);
    const [before] = await contractsStored(tx, association, { code: input.contract });
    if (!before) throw new Refused(refusals.noSuchContract());
    const contract = await checked(context, before.code);
    await storeContract(tx, association, contract);
    tell({ before: said(before), after: said(contract), ...forEntity(contract) });
    return { code: contract.code };
  },
});

/** The register: whole for who sees the association, for the others what concerns their entity. */
export const listContracts = defineAction({
  name: 'contracts/list-contracts',
  title: text('elencare i contratti di fornitura', 'list the contracts of supply'),
  reads: true,
  permission: readers,
  http: { method: 'GET', path: '/supply-contracts' },
  input: z.object({
    q: z.string().trim().max(200).optional(),
    entity: z.string().trim().max(40).optional(),
    standing: z.enum(contractStandings).optional(),
    cursor: offsetCursor.optional(),
    limit: z.coerce.number().pipe(z.int().min(1).max(1000)).default(50).meta({ format: 'int32' }),
  }),
  output: z.object({
    count: z.int().min(0).meta({ format: 'int32' }),
    items: z.array(contractView).max(1000),
    next: z.string().max(10).nullable(),
  }),
  example: { standing: 'running' },
  async run(context) {
    const { input } = context;
    const words = (input.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const all = (await seen(context)).filter(
      (one) =>
        (input.entity === undefined || one.entity === input.entity) &&
        (input.standing === undefined || one.standing === input.standing) &&
        words.every((word) => written(one).includes(word)),
    );
    const first = Number(input.cursor ?? 0);
    const items = all.slice(first, first + input.limit);
    return { count: all.length, items, next: first + items.length < all.length ? String(first + items.length) : null };
  },
});

/** One contract. Refuses `contracts/no-such-contract`. */
export const showContract = defineAction({
  name: 'contracts/show-contract',
  title: text('leggere un contratto di fornitura', 'read a contract of supply'),
  reads: true,
  permission: readers,
  http: { method: 'GET', path: '/supply-contracts/:contract' },
  input: z.object({ contract: z.string().max(40) }),
  output: contractView,
  example: { contract: 'C1' },
  async run(context) {
    const wanted = context.input.contract.toLowerCase();
    const found = (await seen(context)).find(({ code }) => code.toLowerCase() === wanted);
    if (!found) throw new Refused(refusals.noSuchContract());
    return found;
  },
});

type Acting = Pick<ActionContext<unknown>, 'tx' | 'association' | 'actor' | 'reach' | 'now'>;

async function seen({ tx, association, actor, reach, now }: Acting): Promise<View[]> {
  const stored = await contractsStored(tx, association, reach === 'g' ? {} : { entity: actor.entity ?? '' });
  const entities = new Map<string, string>((await allEntities(tx, association)).map(({ code, name }) => [code, name]));
  const { contentOf } = await catalogueOfDay(tx, association, { on: now.today });
  return stored.map((one) => ({
    ...{ code: one.code, supplier: one.supplier, subject: one.subject, cig: one.cig, machines: one.machines },
    ...{ from: one.from_day, until: one.until_day },
    standing: standingOn({ from: one.from_day, until: one.until_day }, now.today),
    entity: one.entity || null,
    entityName: one.entity === '' ? null : (entities.get(one.entity) ?? one.entity),
    services: one.services.map((code) => ({ code, name: contentOf(code)?.name.it ?? code })),
    ...{ changedAt: one.changed_at.toISOString(), changedBy: one.changed_by },
  }));
}

function written({ code, supplier, subject, cig, entityName, services, machines }: View): string {
  return [code, supplier, subject, cig, entityName ?? '', ...services.map(({ name }) => name), ...machines]
    .join('\n')
    .toLowerCase();
}

type Terms = z.output<z.ZodObject<typeof terms>>;

/** The contract as it is to be stored; everything wrong with it at once. */
async function checked(
  { tx, association, actor, now, input }: ActionContext<Terms>,
  code: string,
): Promise<StoredContract> {
  const problems: Problem[] = [];
  const wrong = (path: string, says: Text) => problems.push({ path, says });
  const { supplier, subject, cig, from, entity } = input;
  if (input.until !== undefined && input.until < from)
    wrong('until', text('L’ultimo giorno viene prima del primo.', 'The last day comes before the first.'));
  if (entity !== '' && !(await allEntities(tx, association)).some((one) => one.code === entity))
    wrong('entity', text('Nel registro non c’è questo ente.', 'There is no such entity in the register.'));
  const services = [...new Set(input.services)];
  const { contentOf } = await catalogueOfDay(tx, association, { on: now.today });
  const unknown = services.filter((service) => contentOf(service) === undefined);
  if (unknown.length > 0) {
    const named = unknown.join(', ');
    wrong('services', text(`Non sono nel catalogo: ${named}.`, `Not in the catalogue: ${named}.`));
  }
  const machines = [...new Set(input.machines.split(/\r?\n/).map((line) => line.trim()))].filter(Boolean);
  if (machines.length > 500 || machines.some((machine) => machine.length > 200))
    wrong('machines', text('Al massimo 500 righe, di 200 lettere ognuna.', 'At most 500 lines, of 200 letters each.'));
  if (problems.length > 0) throw new BadInput(problems);
  return {
    ...{ code, supplier, subject, cig, from_day: from, until_day: input.until ?? null, entity, services, machines },
    ...{ changed_at: now.instant, changed_by: actor.name },
  };
}

const said = ({ changed_at: _, changed_by: __, ...contract }: StoredContract) => contract;
const forEntity = ({ entity }: StoredContract) => (entity === '' ? {} : { actingFor: entity });

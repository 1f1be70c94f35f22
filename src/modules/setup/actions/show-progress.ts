import { z } from 'zod';
import { type Day, dayOf, yearOf } from '../../../kernel/day.ts';
import { formatMoney } from '../../../kernel/money.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { dayShape, moneyOutput, textShape, yearShape } from '../../../platform/shape.ts';
import { documentOn } from '../../agreement/index.ts';
import {
  agreementOfYear,
  allocationNumbered,
  allocationsOf,
  referenceDay,
  showAllocation,
} from '../../cost-sharing/index.ts';
import { allEntities, figuresOn, membershipsOf } from '../../membership/index.ts';
import { isRegister, registerTitle } from '../../membership/rules/index.ts';
import { costChoices } from '../rules/cost-choices.ts';

const steps = ['municipalities', 'lead', 'figures', 'costs', 'split'] as const;
export type SetUpStep = (typeof steps)[number];

const entity = z.object({
  code: z.string().max(62),
  name: z.string().max(200),
  kind: z.string().max(30),
  relation: z.string().max(10),
  province: z.string().max(2).nullable(),
  joined: dayShape.nullable(),
});
const register = z.object({
  register: z.string().max(67),
  title: textShape,
  /** The agreement counts it to share its items, or a cost has it for its key. */
  counted: z.boolean(),
});

/** How far a new association has come: what is stored, what is missing, and which step is next. */
export const showProgress = defineAction({
  name: 'setup/show-progress',
  title: text('vedere a che punto è l’avvio', 'see how far the set-up has come'),
  about: text(
    'Chi partecipa, il capofila, i dati e quelli mancanti, le spese e il primo riparto: ciò che è registrato e il passo che viene dopo.',
    'Who takes part, the lead, figures and those missing, costs and the first split: what is stored and which step comes next.',
  ),
  reads: true,
  permission: { capability: 'membership', letter: 'w' },
  http: { method: 'GET', path: '/setup' },
  input: z.object({
    /** The year of the first split; that of its draft, or this year, where left out. */
    year: z.coerce.number().pipe(yearShape).optional(),
    /** The day of the figures; 31 December of the year before, where left out. */
    on: dayShape.optional(),
  }),
  example: { year: 2027 },
  output: z.object({
    agreement: z.object({
      name: textShape,
      lead: z.object({ name: z.string(), kind: z.string().max(30), code: z.string().nullable() }),
    }),
    entities: z.array(entity).max(10_000),
    lead: z.object({ code: z.string().max(62), name: z.string().max(200) }).nullable(),
    on: dayShape,
    registers: z.array(register).max(100),
    figures: z
      .array(
        z.object({
          entity: z.string().max(62),
          register: z.string().max(67),
          value: z.string().max(30),
          on: dayShape,
          source: z.string().max(200),
        }),
      )
      .max(1_000_000),
    /** Counted figures that nobody stated, by register: what the agreement or the key of a cost counts. */
    missing: z.array(z.object({ register: z.string().max(67), title: textShape, entities: z.array(z.string()) })),
    year: yearShape,
    items: z.array(
      z.object({ id: z.string().max(100), name: textShape, article: z.string().max(200), byEntity: z.boolean() }),
    ),
    /** Each cost brings its own key. */
    open: z.boolean(),
    allocation: z.int().meta({ format: 'int32' }).nullable(),
    adopted: z.boolean(),
    costs: z
      .array(
        z.object({
          id: z.string().max(60),
          item: z.string().max(100).nullable(),
          key: z.string().max(100).nullable(),
          description: z.string().max(400),
          amount: moneyOutput,
        }),
      )
      .max(10_000),
    /** Whether there is a table of shares. */
    shared: z.boolean(),
    done: z.array(z.enum(steps)),
    next: z.enum(steps).nullable(),
  }),
  async run(context) {
    const { tx, association, now, input, also } = context;
    const allocations = await allocationsOf(tx, association);
    const first = allocations
      .filter(({ year, corrects }) => corrects === null && (input.year === undefined || input.year === year))
      .sort((a, b) => a.number - b.number)[0];
    const year = input.year ?? first?.year ?? yearOf(now.today);
    const on = input.on ?? referenceDay(year);
    const { document, choices } = await choicesOf(context, year);
    const memberships = await membershipsOf(tx, association);
    const joined = new Map<string, Day>();
    for (const one of memberships) {
      const before = joined.get(one.entity);
      if (before === undefined || one.joined < before) joined.set(one.entity, one.joined);
    }
    const entities = (await allEntities(tx, association))
      .map(({ code, name, kind, relation, province }) => ({
        code: code as string,
        name,
        kind: kind as string,
        relation: relation as string,
        province,
        joined: joined.get(code) ?? null,
      }))
      .sort((a, b) => a.name.localeCompare(b.name, 'it'));
    const allocation = first && (await allocationNumbered(tx, association, first.number));
    const costs = (allocation?.costs ?? []).map(({ id, item, key, description, amount }) => ({
      id,
      item,
      key,
      description,
      amount: formatMoney(amount),
    }));
    const byKey = costs.flatMap(({ key }) => (key !== null && isRegister(key) ? [key as string] : []));
    const counted = [...new Set([...choices.registers, ...byKey])];
    const sharing = entities.filter((one) => one.relation !== 'partner' && one.joined !== null);
    const registers = [...new Set(['population', 'workstations', ...counted])].filter(isRegister);
    const figures = (await figuresOn(tx, { association, registers, on })).map((figure) => ({
      entity: figure.entity as string,
      register: figure.register as string,
      value: String(figure.value),
      on: figure.on,
      source: figure.source,
    }));
    const known = new Set(figures.map((figure) => `${figure.entity} ${figure.register}`));
    const missing = counted.flatMap((register) => {
      const without = sharing.filter(
        ({ code, kind, relation }) =>
          !known.has(`${code} ${register}`) &&
          (register !== 'population' || kind === 'comune') &&
          (relation !== 'lead' ||
            choices.lead === 'all' ||
            (choices.lead === 'without-inhabitants' && register !== 'population')),
      );
      return without.length > 0
        ? [{ register, title: registerTitle(register), entities: without.map(({ name }) => name) }]
        : [];
    });
    const shown = first && costs.length > 0 ? await also(showAllocation, { allocation: first.number }) : undefined;
    const shared = (shown?.result?.shares.length ?? 0) > 0;
    const lead = entities.find(({ relation }) => relation === 'lead') ?? null;
    const state: Readonly<Record<SetUpStep, boolean>> = {
      municipalities: entities.some(({ relation, joined }) => relation === 'member' && joined !== null),
      lead: lead !== null,
      figures: figures.length > 0 && missing.length === 0,
      costs: costs.length > 0,
      split: shared,
    };
    return {
      agreement: {
        name: document.name,
        lead: { name: document.lead.name, kind: document.lead.kind, code: document.lead.code ?? null },
      },
      entities,
      lead: lead && { code: lead.code, name: lead.name },
      on,
      registers: registers.map((register) => ({
        register: register as string,
        title: registerTitle(register),
        counted: counted.includes(register),
      })),
      figures,
      missing,
      year,
      items: choices.items.map((item) => ({ ...item })),
      open: choices.open,
      allocation: first?.number ?? null,
      adopted: first ? first.adopted !== null : false,
      costs,
      shared,
      done: steps.filter((step) => state[step]),
      next: shared ? null : (steps.find((step) => !state[step]) ?? null),
    };
  },
});

async function choicesOf({ tx, association, now }: ActionContext<unknown>, year: number) {
  const { document, agreement } = await agreementOfYear(tx, association, year).catch(async (error: unknown) => {
    const today = await documentOn(tx, association, now.today);
    if (!today) throw error;
    return agreementOfYear(tx, association, yearOf(now.today));
  });
  return { document, choices: costChoices(agreement, dayOf(year, 12, 31)) };
}

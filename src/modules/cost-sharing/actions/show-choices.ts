import { z } from 'zod';
import type { Day } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, textShape, yearShape } from '../../../platform/shape.ts';
import { type Agreement, clausesInForce } from '../../agreement/rules/index.ts';
import { registersOf } from '../../membership/index.ts';
import { registerTitle } from '../../membership/rules/index.ts';
import { countedUnits } from '../../service-catalogue/index.ts';
import { refusals } from '../doors-refusals.ts';
import { adheredTo, gather, referenceDay } from '../gathering.ts';
import { clausesForChecks } from '../rules/index.ts';
import { supposing } from '../scenario.ts';
import { theAllocation } from './draft.ts';
import { allocationNumber } from './shapes.ts';

const sharingKinds = [
  'allocation',
  'capital',
  'contributions',
  'corrective',
  'staff-reimbursement',
  'requester-pays',
  'conventions',
] as const;

const choice = z.object({ value: z.unknown(), says: textShape.nullable() });

export const showChoices = defineAction({
  name: 'cost-sharing/show-choices',
  title: { it: 'vedere che cosa si può scrivere in un riparto', en: 'see what may be written in a split' },
  about: {
    it: 'Le voci di costo della convenzione, le chiavi, gli enti dell’anno, le letture che valgono per il riparto.',
    en: 'The cost items of the agreement, the keys, the entities of the year, the readings that hold for the split.',
  },
  reads: true,
  permission: { capability: 'cost-sharing', letter: 'r' },
  http: { method: 'GET', path: '/allocations/:allocation/choices' },
  input: z.object({ allocation: allocationNumber }),
  example: { allocation: 1 },
  output: z.object({
    year: yearShape,
    items: z.array(
      z.object({
        id: z.string().max(100),
        name: textShape,
        clause: z.string().max(200),
        article: z.string().max(200),
        /**
         * `key`: by the key of the clause; `direct`: the actual cost of each entity is needed; `capital`: for some; `adhesion`: among
         * who adhered, by the key of the proposal.
         */
        by: z.enum(['key', 'direct', 'capital', 'adhesion']),
        /** Of a service had by adhesion alone: by which key, null where nobody has said, and who adhered, by which act. */
        adhesion: z
          .object({
            key: z.enum(['equal', 'inhabitants', 'pcs', 'custom']).nullable(),
            adherents: z.array(
              z.object({
                name: z.string().max(300),
                from: dayShape,
                until: dayShape.nullable(),
                act: z.string().max(300),
              }),
            ),
          })
          .optional(),
      }),
    ),
    /** Whether costs name their own key, and which there are. */
    open: z.boolean(),
    keys: z.array(z.object({ key: z.string().max(100), title: textShape })),
    entities: z.array(z.object({ code: z.string().max(64), name: z.string().max(200) })),
    /** The clauses of seconded staff and of special projects, where there are. */
    staff: z.string().max(200).nullable(),
    projects: z.string().max(200).nullable(),
    readings: z.array(
      z.object({
        key: z.string().max(200),
        clause: z.string().max(200),
        article: z.string().max(200),
        nature: z.string().max(40),
        question: textShape,
        /** `choice`: one of the choices; `corrective`: none, or a method with its numbers; `text`: typed. */
        kind: z.enum(['choice', 'corrective', 'text']),
        choices: z.array(choice),
        value: z.unknown(),
        chosenByAgreement: z.unknown(),
      }),
    ),
  }),
  async run({ tx, association, reach, input }) {
    if (reach !== 'g') throw new Refused(refusals.unknownAllocation(input.allocation));
    const allocation = await theAllocation(tx, association, input.allocation);
    const { without, joining, year } = allocation;
    const asked = supposing(await gather(tx, association, { ...allocation, costs: [], secondments: [] }), {
      readings: {},
      without,
      joining,
    });
    const { agreement, on } = asked;
    const adhered = await adheredTo(tx, association, { year, document: asked.document });
    const names = new Map<string, string>(asked.entities.map(({ code, name }) => [code, name ?? code]));
    const last = `${year}-12-31` as Day;
    const allocations = clausesForChecks(agreement, 'allocation', last);
    const capital = clausesForChecks(agreement, 'capital', last);
    const day = allocation.figuresOn ?? referenceDay(year);
    const activated = (await countedUnits(tx, association, { on: day })).map(({ unit }) => `units:${unit}` as const);
    const registers = [...new Set([...(await registersOf(tx, association, day)), ...activated])].sort();
    return {
      year,
      items: [
        ...allocations.flatMap(({ id: clause, article, terms }) =>
          terms.items === 'any'
            ? []
            : terms.items.map(({ id, name, method }) => ({
                id,
                name,
                clause,
                article,
                by: method.by === 'direct' ? ('direct' as const) : ('key' as const),
              })),
        ),
        ...capital.flatMap(({ id: clause, article, terms }) =>
          terms.items.map(({ id, name }) => ({ id, name, clause, article, by: 'capital' as const })),
        ),
        ...[...adhered.values()].map(({ code, name, clause, article, key, adherents }) => ({
          ...{ id: code, name, clause, article, by: 'adhesion' as const },
          adhesion: {
            key,
            adherents: adherents.map(({ entity, from, until, act }) => ({
              ...{ name: names.get(entity) ?? entity, from, until, act },
            })),
          },
        })),
      ],
      open: allocations.some(({ terms }) => terms.items === 'any'),
      keys: [
        { key: 'workstations', title: { it: 'Personal computer in uso', en: 'Personal computers in use' } },
        { key: 'population', title: { it: 'Abitanti', en: 'Inhabitants' } },
        { key: 'equal', title: { it: 'Parti uguali', en: 'Equal parts' } },
        { key: 'weights', title: { it: 'Pesi indicati per ogni ente', en: 'Weights given for each entity' } },
        ...registers
          .filter((register) => register.startsWith('units:'))
          .map((key) => ({ key, title: capitalised(registerTitle(key)) })),
      ],
      entities: asked.entities.map(({ code, name }) => ({ code: code as string, name: name ?? code })),
      staff: clausesInForce(agreement, 'staff-reimbursement', on)[0]?.article ?? null,
      projects: clausesInForce(agreement, 'requester-pays', on)[0]?.article ?? null,
      readings: sharingReadings(agreement, on),
    };
  },
});

function capitalised(title: { it: string; en: string }) {
  const raise = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  return { it: raise(title.it), en: raise(title.en) };
}

/** Values of clauses that decide nothing of who pays what. */
const elsewhere = ['holidayShift', 'percentDecimals', 'netting'];

/** The readings that change who pays what, as a form offers them: those that the clauses in force of a split use. */
function sharingReadings(agreement: Agreement, on: Day) {
  const inForce = sharingKinds.flatMap((kind) => clausesInForce(agreement, kind, on));
  const using = new Map(
    inForce.flatMap((clause) =>
      clause.readings.filter(({ path }) => !elsewhere.includes(path)).map(({ key }) => [key, clause]),
    ),
  );
  return [...agreement.readings.values()].flatMap((reading) => {
    const clause = using.get(reading.key);
    if (!clause) return [];
    const { allowed } = reading;
    const says = (value: unknown) => {
      const shown = String(value);
      return reading.says && Object.hasOwn(reading.says, shown) ? reading.says[shown]! : null;
    };
    const isCorrective = clause.kind === 'corrective' && allowed === 'terms';
    const isChoice = typeof allowed === 'object' && 'choice' in allowed;
    if (!isCorrective && !isChoice && (allowed === 'terms' || allowed === 'any')) return [];
    return [
      {
        key: reading.key,
        clause: clause.id,
        article: clause.article,
        nature: reading.nature,
        question: reading.question,
        kind: isCorrective ? ('corrective' as const) : isChoice ? ('choice' as const) : ('text' as const),
        choices: isChoice ? allowed.choice.map((value) => ({ value, says: says(value) })) : [],
        value: reading.value,
        chosenByAgreement: reading.chosen,
      },
    ];
  });
}

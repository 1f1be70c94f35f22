import { z } from 'zod';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, moneyOutput, textShape } from '../../../platform/shape.ts';
import { registerTitle } from '../../membership/rules/index.ts';
import { type Table, tableOf } from '../computation.ts';
import { fingerprintOf } from '../frozen.ts';
import { provisionalEvidence, referenceDay } from '../gathering.ts';
import { adoptedOfYear } from '../storage/allocations.ts';
import { unitsChanged } from '../units-changed.ts';
import { readAllocation, theAllocation } from './draft.ts';
import { ownEntries, ownPart } from './own-part.ts';
import { allocationHead, allocationNumber, costView, joiningInput, resultView, secondmentView } from './shapes.ts';
import { costViewOf, headView, secondmentViewOf } from './views.ts';

export const showAllocation = defineAction({
  name: 'cost-sharing/show-allocation',
  title: { it: 'consultare un riparto', en: 'read a split' },
  about: {
    it: 'Le spese e la tabella delle quote: come congelata se adottato, come calcolata ora se bozza. Se non si può calcolare, dice perché. Chi legge per il proprio ente vede la sua riga.',
    en: 'The costs and the table of shares: as frozen if adopted, as computed now if a draft. Where it cannot be computed, it says why. Who reads for its own entity sees its row.',
  },
  reads: true,
  permission: { capability: 'cost-sharing', letter: 'r' },
  http: { method: 'GET', path: '/allocations/:allocation' },
  input: z.object({ allocation: allocationNumber }),
  example: { allocation: 1 },
  output: allocationHead.extend({
    readings: z.record(z.string(), z.unknown()),
    without: z.array(z.string().max(64)),
    joining: z.array(joiningInput),
    figuresOn: dayShape,
    costs: z.array(costView),
    secondments: z.array(secondmentView),
    result: resultView.nullable(),
    /** What the result is known by, for `adopt-allocation`. */
    fingerprint: z.string().max(64).nullable(),
    /** Which figures the keys count: by register, day and standing, of how many entities. */
    figures: z.array(
      z.object({
        register: z.string().max(100),
        title: textShape,
        on: z.string().max(20),
        provisional: z.boolean(),
        entities: z.int().meta({ format: 'int32' }),
      }),
    ),
    /** Of what was adopted: units of services that activations, recorded or corrected since, now say otherwise. */
    unitsChanged: z.array(
      z.object({
        entity: z.string().max(64),
        name: z.string().max(200),
        title: textShape,
        counted: z.int().meta({ format: 'int32' }),
        now: z.int().meta({ format: 'int32' }),
        why: z.string().max(10_000),
      }),
    ),
    /** Whether `result` holds every entity, or the reader's own alone. */
    whole: z.boolean(),
    /** What it is compared with: the split it corrects, else the one of the year before that holds. */
    previous: z
      .object({
        number: z.int().meta({ format: 'int32' }),
        year: z.int().meta({ format: 'int32' }),
        net: moneyOutput,
        shares: z.array(z.object({ entity: z.string().max(64), name: z.string().max(200), amount: moneyOutput })),
      })
      .nullable(),
    refused: z.array(
      z.object({
        code: z.string().max(200),
        says: textShape,
        remedy: textShape.nullable(),
        clause: z.string().max(200),
        article: z.string().max(200),
      }),
    ),
  }),
  async run(context) {
    const { tx, association, reach, input } = context;
    const allocation = await readAllocation(context, input.allocation);
    const isEmpty = allocation.costs.length === 0 && allocation.secondments.length === 0 && allocation.frozen === null;
    const table = isEmpty ? undefined : await tableOf(tx, association, allocation);
    const before = allocation.corrects ?? (await adoptedOfYear(tx, association, allocation.year - 1));
    const last = before === undefined ? undefined : await theAllocation(tx, association, before);
    const lastTable = last && (await tableOf(tx, association, last));
    const result = table?.ok ? table.value.result : null;
    return {
      ...headView(allocation),
      readings: { ...allocation.readings },
      without: [...allocation.without],
      joining: allocation.joining.map((each) => ({
        ...each,
        figures: { ...each.figures },
        kind: each.kind as 'comune',
      })),
      figuresOn: allocation.figuresOn ?? referenceDay(allocation.year),
      costs: allocation.costs.map(costViewOf).map((cost) => ({
        ...cost,
        direct: ownEntries(cost.direct, context),
        weights: ownEntries(cost.weights, context),
      })),
      secondments: ownPart(allocation.secondments.map(secondmentViewOf), context),
      result: result && ({ ...result, shares: ownPart(result.shares, context) } as z.infer<typeof resultView>),
      fingerprint: result && reach === 'g' ? fingerprintOf(result) : null,
      figures: table?.ok ? figuresCounted(table.value) : [],
      unitsChanged: ownPart(await unitsChanged(tx, association, allocation), context),
      whole: reach === 'g',
      previous:
        last && lastTable?.ok
          ? {
              number: last.number,
              year: last.year,
              net: lastTable.value.result.net,
              shares: ownPart(lastTable.value.result.shares, context).map(({ entity, name, amount }) => ({
                entity,
                name,
                amount,
              })),
            }
          : null,
      refused:
        table && !table.ok
          ? table.refusals.map(({ code, says, remedy, source }) => ({
              code,
              says,
              remedy: remedy ?? null,
              clause: source?.clause ?? '',
              article: source?.article ?? '',
            }))
          : [],
    };
  },
});

/** The figures that the keys of an allocation count, those of one register, day and standing together. */
function figuresCounted({ splits, figures }: Table) {
  const drivers = new Set(splits.flatMap(({ terms }) => terms.map(({ driver }) => driver)));
  const isCounted = (register: string) =>
    drivers.has('sum') ||
    [register, `bands:${register}`, register.replace(/^units:/, 'having:')].some((driver) => drivers.has(driver));
  const groups = new Map<string, { register: string; on: string; provisional: boolean; entities: number }>();
  for (const { register, on, evidence } of figures) {
    if (!isCounted(register)) continue;
    const provisional = evidence.endsWith(provisionalEvidence);
    const key = `${register} ${on} ${provisional}`;
    const group = groups.get(key) ?? { register, on, provisional, entities: 0 };
    groups.set(key, { ...group, entities: group.entities + 1 });
  }
  return [...groups.values()]
    .map((group) => ({ ...group, title: registerTitle(group.register) }))
    .sort((a, b) => (a.register === b.register ? (a.on < b.on ? 1 : -1) : a.register < b.register ? -1 : 1));
}

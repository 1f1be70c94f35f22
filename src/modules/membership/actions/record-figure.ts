import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { acrossFields } from '../../../platform/across-fields.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { readFigure } from '../rules/figure-value.ts';
import { refusals } from '../rules/refusals.ts';
import { figuresInForce, insertFigures, seriesOf } from '../storage/figures.ts';
import { viewFigure } from './figure-view.ts';
import { lockedEntity } from './known-entity.ts';
import { entityCodeShape, figureView, registerShape, sourceTextShape } from './shapes.ts';

export const recordFigure = defineAction({
  name: 'membership/record-figure',
  title: text('registrare un dato di un ente', 'record a figure of an entity'),
  about: text(
    'Aggiunge un dato con il suo giorno e la sua fonte. Un dato che c’è già non cambia: il nuovo ne è la correzione, e il vecchio resta.',
    'Adds a figure with its day and source. A figure that is there does not change: the new one is its correction, and the old one stays.',
  ),
  permission: { capability: 'membership', letter: 'w' },
  input: acrossFields(
    z.object({
      entity: entityCodeShape,
      register: registerShape,
      /** The day it is about. */
      on: dayShape,
      /** A whole number; for money registers an amount. */
      value: z.union([z.string().trim().min(1).max(30), z.number()]),
      standing: z.enum(['provisional', 'final']).default('final'),
      source: sourceTextShape,
      evidence: z.string().trim().max(400).default(''),
      /** When the source stated it. */
      decided: dayShape.optional(),
    }),
    'value',
    unreadable,
  ),
  output: figureView,
  http: { method: 'POST', path: '/entities/:entity/figures' },
  example: {
    entity: 'c_g825',
    register: 'workstations',
    on: '2026-12-31',
    value: 131,
    source: "inventario, confermato dal referente dell'ente",
  },
  async run({ tx, association, actor, now, input }) {
    const entity = await lockedEntity(tx, association, input.entity);
    const value = readFigure(input.register, written(input.value));
    if (!value.ok) throw new BadInput([{ path: 'value', says: value.says }]);
    const place = { entities: [entity.code], registers: [input.register], from: input.on, to: input.on };
    const [before] = await figuresInForce(tx, association, place);
    if (
      before?.value === value.value &&
      before.standing === input.standing &&
      before.source === input.source &&
      before.evidence === input.evidence
    ) {
      throw new Refused(refusals.sameFigure());
    }
    const figure = {
      entity: entity.code,
      register: input.register,
      on: input.on,
      value: value.value,
      standing: input.standing,
      source: input.source,
      evidence: input.evidence,
      decided: input.decided ?? null,
    };
    await insertFigures(tx, association, [figure], { at: now.instant, by: actor.person });
    const series = await seriesOf(tx, association, entity.code);
    const recorded = series.find((one) => one.register === input.register && one.on === input.on);
    return viewFigure(recorded!, false);
  },
});

/** Why the value is no figure of its register; silent where either is missing or no value at all. */
function unreadable({ register, value }: Readonly<Record<string, unknown>>): Text | undefined {
  const isValue = typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && value !== '';
  if (typeof register !== 'string' || !isValue) return undefined;
  const read = readFigure(register, written(value as string | number));
  return read.ok ? undefined : read.says;
}

/** A number of JSON as a text: `1e21`, NaN and the like stay what they are, to be refused. */
function written(value: string | number): string {
  if (typeof value === 'string') return value;
  return Number.isInteger(value) ? String(value) : String(value).replace('.', ',');
}

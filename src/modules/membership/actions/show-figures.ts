import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { isAsked } from '../rules/figure.ts';
import { figureOutput } from '../rules/figure-value.ts';
import { allEntities } from '../storage/entities.ts';
import { figuresOn } from '../storage/figures.ts';
import { membershipsOf } from '../storage/memberships.ts';
import { registersOf } from '../storage/registers.ts';
import { stateOn } from './entity-state.ts';
import { figureValueOutput, kindShape, registerShape, relationShape, standingShape } from './shapes.ts';

const cell = z.object({
  value: figureValueOutput,
  on: dayShape,
  /** Of the very day asked for. */
  exact: z.boolean(),
  standing: standingShape,
  source: z.string().max(200),
});

export const showFigures = defineAction({
  name: 'membership/show-figures',
  title: text('vedere i dati di tutti gli enti a una data', 'see the figures of all entities on a day'),
  about: text(
    "I dati da cui partono i riparti: per ogni ente dell'associazione quello del giorno indicato, o l'ultimo prima. Dice anche quali mancano.",
    'The figures that cost shares start from: for each entity in the association the one of the day given, or the last before. It also says which are missing.',
  ),
  reads: true,
  permission: { capability: 'membership', letter: 'r' },
  input: z.object({
    on: dayShape,
    /** All those with a figure when left out. */
    registers: z.array(registerShape).max(50).optional(),
  }),
  output: z.object({
    on: dayShape,
    registers: z.array(z.string().max(67)).max(200),
    rows: z
      .array(
        z.object({
          entity: z.string().max(62),
          name: z.string().max(200),
          kind: kindShape,
          relation: relationShape,
          figures: z.record(z.string().max(67), cell.nullable()),
          /** The registers asked of it and missing. */
          gaps: z.array(z.string().max(67)).max(200),
        }),
      )
      .max(10_000),
    /** How many gaps there are, by register. */
    missing: z.record(z.string().max(67), z.int().min(0).meta({ format: 'int32' })),
  }),
  http: { method: 'GET', path: '/figures/:on' },
  example: { on: '2023-12-31', registers: ['population', 'workstations'] },
  async run({ tx, association, input }) {
    const { on } = input;
    const registers = input.registers ?? (await registersOf(tx, association, on));
    const figures = new Map(
      (await figuresOn(tx, { association, registers, on })).map((figure) => [
        `${figure.entity} ${figure.register}`,
        figure,
      ]),
    );
    const memberships = Map.groupBy(await membershipsOf(tx, association), ({ entity }) => entity);
    const entities = (await allEntities(tx, association))
      .filter(({ code }) => stateOn(memberships.get(code) ?? [], on).state !== 'left')
      .filter(({ code }) => memberships.has(code))
      .sort((a, b) => a.name.localeCompare(b.name, 'it'));
    const rows = entities.map(({ code, name, kind, relation }) => ({
      entity: code as string,
      name,
      kind,
      relation,
      figures: Object.fromEntries(
        registers.map((register) => {
          const figure = figures.get(`${code} ${register}`);
          if (!figure) return [register, null];
          const { exact, standing, source } = figure;
          return [register, { value: figureOutput(register, figure.value), on: figure.on, exact, standing, source }];
        }),
      ),
      gaps: registers.filter(
        (register) => isAsked(register, { kind, relation }) && !figures.has(`${code} ${register}`),
      ),
    }));
    const missing = Object.fromEntries(
      registers.map((register) => [register, rows.filter((row) => row.gaps.includes(register)).length]),
    );
    return { on, registers: [...registers], rows, missing };
  },
});

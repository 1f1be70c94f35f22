import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput, type Problem } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { allEntities, figuresOn, recordFigure } from '../../membership/index.ts';
import { isRegister, type RegisterName, readFigure, registerTitle } from '../../membership/rules/index.ts';
import { readFigureLines } from '../rules/read-figure-lines.ts';
import { count } from './shapes.ts';

const mostProblems = 1000;

/**
 * Figures of many entities on one day, from one source: typed cell by cell, pasted as lines of a spreadsheet, or both (what is
 * pasted counts). All or none; empty cells say nothing, and a figure that is there already with the same value stays as it is.
 */
export const recordFigures = defineAction({
  name: 'setup/record-figures',
  title: text('registrare i dati di più enti', 'record the figures of several entities'),
  about: text(
    'Abitanti, postazioni e unità di più enti a un giorno, con la fonte: caselle, o righe di un foglio di calcolo. Tutti o nessuno; le caselle vuote non dicono nulla.',
    'Inhabitants, workstations and units of several entities on a day, with the source: cells, or lines of a spreadsheet. All or none; empty cells say nothing.',
  ),
  permission: { capability: 'membership', letter: 'w' },
  http: { method: 'POST', path: '/setup/figures' },
  input: z.object({
    /** The day they are about. */
    on: dayShape,
    source: z.string().trim().min(1).max(200),
    figures: z
      .array(
        z.object({
          entity: z.string().trim().max(62),
          register: z.string().trim().max(67),
          value: z.union([z.string().trim().max(30), z.number()]).optional(),
        }),
      )
      .max(50_000)
      .default([]),
    /** Lines of a spreadsheet: entity, then a number for each of `columns`. */
    table: z.string().max(1_000_000).default(''),
    /** The registers of the columns of `table`. */
    columns: z.array(z.string().trim().max(67)).min(1).max(50).default(['population', 'workstations']),
  }),
  example: { on: '2026-12-31', source: 'inventario', table: 'Londa\t1838\t14\nPelago\t7868\t42' },
  output: z.object({ recorded: count, same: count }),
  async run({ tx, association, input, also }) {
    const { on, source, columns } = input;
    const entities = await allEntities(tx, association);
    const known = new Map(entities.map(({ code, name }) => [code as string, name]));
    const problems: Problem[] = [];
    const wanted = new Map<string, { entity: string; register: RegisterName; value: string }>();
    const take = (entity: string, register: string, typed: string, path: string, line?: number) => {
      const name = known.get(entity);
      const report = (it: string, en: string) =>
        problems.push({
          path,
          says: line === undefined ? text(it, en) : text(`Riga ${line}: ${it}`, `Line ${line}: ${en}`),
        });
      if (name === undefined)
        return report(`Nessun ente ha il codice «${entity}».`, `No entity has the code “${entity}”.`);
      if (!isRegister(register)) return report(`«${register}» non è un dato.`, `“${register}” is not a register.`);
      const read = readFigure(register, typed);
      const title = registerTitle(register);
      if (!read.ok) return report(`${name}, ${title.it}: ${read.says.it}`, `${name}, ${title.en}: ${read.says.en}`);
      wanted.set(`${entity} ${register}`, { entity, register, value: String(read.value) });
    };
    input.figures.forEach(({ entity, register, value }, place) => {
      if (value === undefined || value === '') return;
      const typed = typeof value === 'number' ? String(value).replace('.', ',') : value;
      take(entity, register, typed, `figures[${place}].value`);
    });
    const pasted = readFigureLines(entities, columns, input.table);
    for (const { line, says } of pasted.problems) {
      problems.push({ path: 'table', says: text(`Riga ${line}: ${says.it}`, `Line ${line}: ${says.en}`) });
    }
    for (const { entity, register, value, line } of pasted.cells) take(entity, register, value, 'table', line);
    if (problems.length > 0) throw new BadInput(problems.slice(0, mostProblems));
    const registers = [...new Set([...wanted.values()].map(({ register }) => register))];
    const there = new Map(
      (registers.length === 0 ? [] : await figuresOn(tx, { association, registers, on }))
        .filter(({ exact }) => exact)
        .map((figure) => [`${figure.entity} ${figure.register}`, String(figure.value)]),
    );
    let same = 0;
    for (const [cell, { entity, register, value }] of wanted) {
      if (there.get(cell) === value) same += 1;
      else await also(recordFigure, { entity, register, on, value, source });
    }
    return { recorded: wanted.size - same, same };
  },
});

import { z } from 'zod';
import { dayOf, yearOf } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, yearShape } from '../../../platform/shape.ts';
import { workLines } from '../storage/tables.ts';
import { workBetween } from '../work-done.ts';
import { count, personName, readsWhole } from './shapes.ts';

/**
 * Hours of a year by line of action and person: the line is the one that a time sheet, a request or its service says, else the
 * person's.
 */
export const showHoursByLine = defineAction({
  name: 'staffing/show-hours-by-line',
  title: text('vedere le ore per linea di azione', 'see hours by line of action'),
  about: text(
    'Le ore di un anno per linea tecnica, amministrativa e di progetto, persona per persona.',
    'The hours of a year by technical, administrative and project line, person by person.',
  ),
  reads: true,
  permission: readsWhole,
  http: { method: 'GET', path: '/hours-by-line' },
  input: z.object({ year: z.coerce.number().pipe(yearShape).optional() }),
  output: z.object({
    year: yearShape,
    from: dayShape,
    to: dayShape,
    /** Minutes of each line; `none` where neither the line of work nor the person has one. */
    totals: z.record(z.enum([...workLines, 'none']), count),
    count,
    items: z
      .array(z.object({ person: personName, minutes: z.record(z.enum([...workLines, 'none']), count), total: count }))
      .max(10_000),
  }),
  example: { year: 2027 },
  async run({ tx, association, now, input }) {
    const year = input.year ?? yearOf(now.today);
    const [from, to] = [dayOf(year, 1, 1), dayOf(year, 12, 31)];
    const work = await workBetween(tx, association, { from, to, byLine: true });
    const empty = () => ({ technical: 0, administrative: 0, project: 0, none: 0 });
    const totals = empty();
    const people = new Map<string, { person: { id: string; name: string }; minutes: typeof totals; total: number }>();
    for (const { staff, line, minutes } of work) {
      const which = line ?? staff.line ?? 'none';
      const known = people.get(staff.id) ?? { person: { id: staff.id, name: staff.name }, minutes: empty(), total: 0 };
      known.minutes[which] += minutes;
      known.total += minutes;
      totals[which] += minutes;
      people.set(staff.id, known);
    }
    const items = [...people.values()].toSorted((a, b) => a.person.name.localeCompare(b.person.name, 'it'));
    return { year, from, to, totals, count: items.length, items };
  },
});

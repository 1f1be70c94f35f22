import { parse } from 'csv-parse/sync';
import type { Separator } from './table.ts';

const candidates: readonly Separator[] = [';', '\t', ',', '|'];
const sampleCharacters = 64 * 1024;
const sampleRecords = 50;

/**
 * What parts the cells: the candidate with which most of the first records have one and the same number of cells, above
 * one; where two do as well, the one that gives more cells, then the order of Italian habits. A file of one column has none
 * and is read with `;`.
 */
export function separatorOf(text: string): Separator {
  const cut = text.length > sampleCharacters ? text.slice(0, text.lastIndexOf('\n', sampleCharacters) + 1) : text;
  const sample = cut || text.slice(0, sampleCharacters);
  let best: { separator: Separator; agreement: number; width: number } = { separator: ';', agreement: 0, width: 1 };
  for (const separator of candidates) {
    const widths = widthsOf(sample, separator);
    const width = commonest(widths);
    if (width < 2) continue;
    const agreement = widths.filter((one) => one === width).length / widths.length;
    if (agreement > best.agreement || (agreement === best.agreement && width > best.width)) {
      best = { separator, agreement, width };
    }
  }
  return best.separator;
}

/** The number that occurs most; the greater of two that occur as often. */
export function commonest(numbers: readonly number[]): number {
  const times = new Map<number, number>();
  for (const number of numbers) times.set(number, (times.get(number) ?? 0) + 1);
  return [...times].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

function widthsOf(sample: string, separator: Separator): number[] {
  const widths: number[] = [];
  try {
    parse(sample, {
      delimiter: separator,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: sampleRecords,
      on_record: (record: string[]) => {
        widths.push(record.length);
        return null;
      },
    });
  } catch {
    // An open quote at the end of the sample: what was read before it tells enough.
  }
  return widths;
}

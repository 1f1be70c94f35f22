import type { Language } from '../../kernel/text.ts';
import { cleanText } from './layout.ts';
import type { Sheet } from './sheet.ts';

/** What a spreadsheet file says about itself. */
export type WorkbookAbout = {
  readonly title?: string;
  /** Who made it, as the file's properties show it: the association. */
  readonly author?: string;
  readonly language?: Language;
  /** When it was made. */
  readonly at?: Date;
};

const longestName = 31;

/**
 * Names for the tabs, one a sheet, that Excel and LibreOffice both accept: at most 31 characters, none of `[]:*?/\`, no
 * apostrophe at either end, no two alike whatever the case.
 */
export function tabNames(sheets: readonly Sheet[]): string[] {
  const taken = new Set<string>(['history']);
  return sheets.map((sheet, index) => {
    const plain = trimTab(cleanText(sheet.name).replace(/[[\]:*?/\\\s]+/g, ' ')) || `${index + 1}`;
    let name = trimTab(plain.slice(0, longestName));
    for (let again = 2; taken.has(name.toLowerCase()); again++) {
      const suffix = ` (${again})`;
      name = `${trimTab(plain.slice(0, longestName - suffix.length))}${suffix}`;
    }
    taken.add(name.toLowerCase());
    return name;
  });
}

function trimTab(name: string): string {
  return name.toWellFormed().replace(/^[\s']+|[\s']+$/g, '');
}

/** `A` for 0, `Z` for 25, `AA` for 26. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return letters;
}

/** A decimal text divided by one hundred, exactly: `"27.5"` gives `"0.275"`. */
export function hundredth(decimal: string): string {
  const negative = decimal.startsWith('-');
  const [whole, decimals = ''] = (negative ? decimal.slice(1) : decimal).split('.') as [string, string?];
  const padded = whole.padStart(3, '0');
  return `${negative ? '-' : ''}${padded.slice(0, -2)}.${padded.slice(-2)}${decimals}`;
}

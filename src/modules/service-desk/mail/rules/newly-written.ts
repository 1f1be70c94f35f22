/** Above this line is what somebody writes in answer to a letter of the desk. */
export const answerAbove = {
  it: '--- Rispondere sopra questa riga ---',
  en: '--- Please reply above this line ---',
} as const;

const ownLine = /-{2,}\s*(rispondere sopra questa riga|please reply above this line)\s*-{2,}/i;
const separator = /^\s*-{2,}\s*(messaggio originale|original message|ursprüngliche nachricht)\s*-{2,}\s*$/i;
const saidBefore = /(ha scritto|wrote|schrieb|a écrit)\s*:\s*$/i;
const beginsSaying = /^\s*(il|in data|on|am|le|da:?)\b/i;
const dated = /\d{1,2}[:.]\d{2}|\d{4}|<[^<>\s]+@[^<>\s]+>/;
const field = {
  from: /^\s*\*?(da|from|von|de)\s*:\*?\s+\S/i,
  sent: /^\s*\*?(inviato|data|sent|date|gesendet|envoyé)\s*:\*?\s+\S/i,
  about: /^\s*\*?(oggetto|subject|betreff|objet|a|to|an|à)\s*:\*?\s+\S/i,
};
const quoted = /^\s*>/;
const signature = /^(-- ?|—\s*|_{5,}\s*)$/;
const machineLine = /^\s*(inviato da(l mio)?|sent from( my)?|ottieni outlook|get outlook)\b.{0,60}$/i;

/**
 * What was newly written in an answer, without the letters quoted below it. Answers written between the lines of what they answer
 * are kept with them; where nothing would be left, everything is.
 */
export function newlyWritten(text: string): string {
  const all = text.replace(/\r\n?/g, '\n').split('\n');
  const cut = all.slice(0, endOfNew(all));
  const words = withoutSignature(cut).join('\n').trim();
  return words !== '' ? words : text.trim();
}

/** The number of lines before what is quoted. */
function endOfNew(lines: readonly string[]): number {
  for (const [at, line] of lines.entries()) {
    if (ownLine.test(line) && !quoted.test(line)) return at;
    if (ownLine.test(line)) return beginningOfQuote(lines, at);
    if (separator.test(line) || isHeaderBlock(lines, at)) return at;
    const saying = sayingFrom(lines, at);
    if (saying > 0) {
      const after = lines.slice(at + saying).filter((one) => one.trim() !== '');
      const lastQuoted = after.findLastIndex((one) => quoted.test(one));
      if (lastQuoted < 0) return at;
      const between = after.slice(lastQuoted + 1).some((one) => !signature.test(one));
      return between || after.slice(0, lastQuoted).some((one) => !quoted.test(one)) ? lines.length : at;
    }
  }
  const last = lines.findLastIndex((line) => line.trim() !== '');
  let from = last;
  while (from >= 0 && (quoted.test(lines[from]!) || lines[from]!.trim() === '')) from -= 1;
  return from < 0 ? lines.length : from + 1;
}

/** A quotation goes back to the words that introduce it. */
function beginningOfQuote(lines: readonly string[], at: number): number {
  let from = at;
  while (from > 0 && (quoted.test(lines[from - 1]!) || lines[from - 1]!.trim() === '')) from -= 1;
  for (let back = 1; back <= 3 && from - back >= 0; back += 1)
    if (sayingFrom(lines, from - back) === back) return from - back;
  return from;
}

/** How many lines from here say who wrote what follows: *Il giorno 20 nov 2026 alle 9:00 … ha scritto:*; 0 where none do. */
function sayingFrom(lines: readonly string[], at: number): number {
  if (!beginsSaying.test(lines[at]!)) return 0;
  let words = '';
  for (let many = 1; many <= 3 && at + many <= lines.length; many += 1) {
    const line = lines[at + many - 1]!;
    if (line.length > 500 || line.trim() === '') return 0;
    words += ` ${line}`;
    if (saidBefore.test(line)) return dated.test(words) ? many : 0;
  }
  return 0;
}

/** The fields with which a program begins the letter that it quotes: *Da: … Inviato: … A: … Oggetto: …* */
export function isHeaderBlock(lines: readonly string[], at: number): boolean {
  const from = lines[at]!;
  const begins = /^_{10,}\s*$/.test(from.trim()) ? at + 1 : at;
  if (!field.from.test(lines[begins] ?? '')) return false;
  const below = lines.slice(begins + 1, begins + 7);
  return below.some((line) => field.sent.test(line)) && below.some((line) => field.about.test(line));
}

function withoutSignature(lines: readonly string[]): readonly string[] {
  const from = lines.findIndex((line, at) => at > 0 && signature.test(line));
  const signed = from > 0 && lines.length - from <= 15 ? lines.slice(0, from) : [...lines];
  while (signed.length > 1 && (signed.at(-1)!.trim() === '' || machineLine.test(signed.at(-1)!))) signed.pop();
  return signed;
}

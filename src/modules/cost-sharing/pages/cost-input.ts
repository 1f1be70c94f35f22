import { cents, formatMoney, readMoney } from '../../../kernel/money.ts';
import { text } from '../../../kernel/text.ts';
import type { PageRequest, Problem } from '../../../platform/page.ts';
import { messages } from '../messages.ts';

/** What decides how a cost is shared, as the address of its form says it: an item, a key, or who asks. */
export type CostWay =
  | {
      readonly by: 'item';
      readonly item: string;
      readonly direct: boolean;
      /** Among who adhered, by the key of the proposal; weights are typed where that key is of its own. */
      readonly adhesion?: 'by-key' | 'by-weights' | undefined;
    }
  | { readonly by: 'key'; readonly key: string }
  | { readonly by: 'project' };

export type Named = { readonly code: string; readonly name: string };

/**
 * What a form of a cost sends, as the input of `set-cost`. Pasted amounts take the place of those typed; an amount left empty
 * beside direct costs is their sum.
 */
export function costInputOf(
  form: PageRequest['form'],
  way: CostWay,
  entities: readonly Named[],
): { readonly input: Record<string, unknown>; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const one = (name: string) => {
    const value = form[name];
    return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim();
  };
  const many = (name: string) => {
    const value = form[name];
    return value === undefined || value === '' ? [] : typeof value === 'string' ? [value] : [...value];
  };
  const perEntity = (name: string) =>
    Object.fromEntries(
      entities.flatMap(({ code }) => {
        const typed = one(`${name}.${code}`);
        return typed === '' ? [] : [[code, typed]];
      }),
    );
  const input: Record<string, unknown> = {
    description: one('description'),
    amount: one('amount'),
    contributions: [0, 1, 2].flatMap((place) => {
      const [source, amount] = [one(`contributions[${place}].source`), one(`contributions[${place}].amount`)];
      return source === '' && amount === '' ? [] : [{ source, amount }];
    }),
  };
  if (way.by === 'project') {
    input.requestedBy = many('requestedBy');
    if (one('authorised') !== '') input.authorised = one('authorised');
    if ((input.requestedBy as string[]).length === 0)
      problems.push({ path: 'requestedBy', says: text(messages.it.needsItem, messages.en.needsItem) });
    if (one('authorised') === '')
      problems.push({ path: 'authorised', says: text(messages.it.needsDay, messages.en.needsDay) });
    return { input, problems };
  }
  if (way.by === 'item') input.item = way.item;
  else input.key = way.key;
  const adhesion = way.by === 'item' ? way.adhesion : undefined;
  if (!adhesion && one('who') === 'some') {
    input.participants = many('participants');
    if ((input.participants as string[]).length === 0)
      problems.push({ path: 'participants', says: text(messages.it.needsItem, messages.en.needsItem) });
  }
  if ((way.by === 'key' && way.key === 'weights') || adhesion === 'by-weights') input.weights = perEntity('weights');
  if (way.by === 'item' && way.direct) {
    const pasted = one('directTable');
    const read = pasted === '' ? { amounts: perEntity('direct'), wrong: [] } : pastedAmounts(pasted, entities);
    for (const line of read.wrong)
      problems.push({
        path: 'directTable',
        says: text(messages.it.pasteWrong(line), messages.en.pasteWrong(line)),
      });
    input.direct = read.amounts;
    delete input.participants;
    const amounts = Object.values(read.amounts).map(readMoney);
    if (input.amount === '' && amounts.length > 0 && amounts.every((amount) => amount !== undefined))
      input.amount = formatMoney(cents(amounts.reduce((all, amount) => all + amount!, 0n)));
  }
  return { input, problems };
}

/** Lines of an entity (name or code) and an amount, apart by tab, semicolon or blanks. */
export function pastedAmounts(
  pasted: string,
  entities: readonly Named[],
): { readonly amounts: Record<string, string>; readonly wrong: readonly string[] } {
  const known = new Map(entities.flatMap(({ code, name }) => [code, name].map((word) => [plain(word), code])));
  const amounts: Record<string, string> = {};
  const wrong: string[] = [];
  for (const line of pasted
    .split(/\r?\n/)
    .map((each) => each.trim())
    .filter(Boolean)
    .slice(0, 10_000)) {
    const match = line.length <= 500 ? /^(.*?)[\t; ]+(-?[0-9][0-9.,]*)\s*€?$/.exec(line) : null;
    const code = match && known.get(plain(match[1]!));
    if (!code || readMoney(match[2]!) === undefined || code in amounts) wrong.push(line.slice(0, 100));
    else amounts[code] = match[2]!;
  }
  return { amounts, wrong: wrong.slice(0, 50) };
}

function plain(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/["']/g, '').replace(/\s+/g, ' ').trim();
}

import { dayOf } from '../../kernel/day.ts';
import { showMoney, sumCents } from '../../kernel/money.ts';
import type { Text } from '../../kernel/text.ts';
import type { Problem } from '../../platform/problem.ts';
import type { Agreement } from '../agreement/rules/index.ts';
import { clausesForChecks } from './rules/index.ts';
import type { StoredCost } from './storage/allocations.ts';

/**
 * Everything wrong with a cost under an agreement, each at its field: an item the agreement does not have, a key where the
 * clause decides or none where it does not, direct costs that are not asked for or do not sum, entities of another year.
 *
 * @param adhered the services had by adhesion alone, by code: of their costs the proposal and the acts of adhesion decide
 */
export function costProblems(
  cost: StoredCost,
  agreement: Agreement,
  codes: readonly string[],
  year: number,
  adhered: ReadonlyMap<string, { readonly key: string | null }> = new Map(),
): Problem[] {
  const problems: Problem[] = [];
  const report = (path: string, it: string, en: string) => problems.push({ path, says: { it, en } satisfies Text });
  const known = new Set(codes);
  const day = dayOf(year, 12, 31);
  const allocations = clausesForChecks(agreement, 'allocation', day);
  const capital = clausesForChecks(agreement, 'capital', day);
  const items = [
    ...allocations.flatMap(({ terms }) => (terms.items === 'any' ? [] : terms.items)),
    ...capital.flatMap(({ terms }) =>
      terms.items.map(({ id, name }) => ({ id, name, method: { by: 'key' as const } })),
    ),
  ];
  const open = allocations.some(({ terms }) => terms.items === 'any');
  const item = items.find(({ id }) => id === cost.item);
  const service = item || cost.item === null ? undefined : adhered.get(cost.item);
  if (cost.requestedBy) {
    if (cost.authorised === null)
      report(
        'authorised',
        "Serve il giorno dell'autorizzazione: un progetto speciale parte dopo.",
        'The day of the authorisation is needed: a special project starts after it.',
      );
    cost.requestedBy.forEach((code, place) => {
      if (!known.has(code))
        report(
          `requestedBy[${place}]`,
          `Nessun ente del ${year} ha il codice «${code}».`,
          `No entity of ${year} has the code "${code}".`,
        );
    });
  } else if (items.length > 0 && !open) {
    const names = items.map(({ id }) => id).join(', ');
    if (cost.item === null) report('item', `Serve la voce di costo: ${names}.`, `The cost item is needed: ${names}.`);
    else if (!item)
      report(
        'item',
        `La voce «${cost.item}» non è della convenzione; le voci sono: ${names}.`,
        `The item "${cost.item}" is not of the agreement; the items are: ${names}.`,
      );
    if (cost.key !== null)
      report(
        'key',
        'La chiave la decide la clausola della voce: qui non si indica.',
        'The clause of the item decides the key: none is given here.',
      );
  } else if (service) {
    if (service.key === null)
      report(
        'item',
        'Nessuno ha ancora detto con quale chiave si divide: la proposta del servizio la indica.',
        'Nobody has said yet by which key it is split: the proposal of the service says it.',
      );
    if (cost.key !== null)
      report(
        'key',
        'La chiave la decide la proposta del servizio: qui non si indica.',
        'The proposal of the service decides the key: none is given here.',
      );
    if (cost.participants !== null)
      report(
        'participants',
        'Partecipa chi ha aderito con un proprio atto: lo dice il catalogo dei servizi.',
        'Those take part who adhered by an act of their own: the catalogue of services says so.',
      );
  } else if (open && cost.key === null) {
    report(
      'key',
      'La convenzione non fissa una chiave: serve indicarla per ogni spesa.',
      'The agreement fixes no key: each cost needs its own.',
    );
  }
  const byWeights = cost.key === 'weights' || service?.key === 'custom';
  if (byWeights && cost.weights === null)
    report('weights', 'Servono i pesi degli enti.', 'The weights of the entities are needed.');
  if (!byWeights && cost.weights !== null)
    report('weights', 'I pesi valgono solo con la chiave «weights».', 'Weights go with the key "weights" only.');
  for (const code of Object.keys(cost.weights ?? {}))
    if (!known.has(code))
      report(
        `weights.${code}`,
        `Nessun ente del ${year} ha il codice «${code}».`,
        `No entity of ${year} has the code "${code}".`,
      );
  const direct = item !== undefined && item.method.by === 'direct' && !cost.requestedBy;
  if (direct && cost.direct === null)
    report(
      'direct',
      'Per questa voce serve il costo effettivo di ogni ente.',
      'For this item the actual cost of each entity is needed.',
    );
  if (!direct && cost.direct !== null)
    report(
      'direct',
      'I costi effettivi per ente valgono solo per le voci che li chiedono.',
      'Actual costs per entity go only with the items that ask for them.',
    );
  if (cost.direct !== null) {
    for (const code of Object.keys(cost.direct))
      if (!known.has(code))
        report(
          `direct.${code}`,
          `Nessun ente del ${year} ha il codice «${code}».`,
          `No entity of ${year} has the code "${code}".`,
        );
    const sum = sumCents(Object.values(cost.direct));
    if (direct && sum !== cost.amount)
      report(
        'direct',
        `I costi degli enti sommano a ${showMoney(sum, 'it')}, l'importo è ${showMoney(cost.amount, 'it')}.`,
        `The costs of the entities sum to ${showMoney(sum, 'en')}, the amount is ${showMoney(cost.amount, 'en')}.`,
      );
  }
  const seen = new Set<string>();
  cost.participants?.forEach((code, place) => {
    if (!known.has(code))
      report(
        `participants[${place}]`,
        `Nessun ente del ${year} ha il codice «${code}».`,
        `No entity of ${year} has the code "${code}".`,
      );
    else if (seen.has(code))
      report(
        `participants[${place}]`,
        `L'ente «${code}» compare due volte.`,
        `The entity "${code}" stands there twice.`,
      );
    seen.add(code);
  });
  return problems;
}

import { type Text, text } from '../../../kernel/text.ts';
import { type ChainedEntry, contentOf, genesis, type Sha256 } from './chained-entry.ts';

/**
 * What is wrong: entries missing in the middle, one number twice, fields that are not those hashed, an entry that does not
 * follow the one before, the latest entries missing, entries beyond the end, a signed head that is not in the chain, a
 * signature that is not ours, an archive that does not fit.
 */
export type FlawKind =
  | 'missing'
  | 'repeated'
  | 'changed'
  | 'unlinked'
  | 'truncated'
  | 'beyond'
  | 'rewritten'
  | 'signature'
  | 'archive';

/** The first bad entry of a chain, by its number. */
export type Flaw = { readonly kind: FlawKind; readonly number: number; readonly says: Text };

/** Where the last good entry is. */
export type ChainEnd = { readonly number: number; readonly hash: string };

export const beginning: ChainEnd = { number: 0, hash: genesis };

/** The end of the chain with this entry added, or what is wrong with it. Entries come by number. */
export function follow(end: ChainEnd, entry: ChainedEntry, sha256: Sha256): ChainEnd | Flaw {
  const expected = end.number + 1;
  if (entry.number < expected) return flaw('repeated', entry.number);
  if (entry.number > expected) return flaw('missing', expected, entry.number - 1);
  if (entry.hash !== sha256(contentOf(entry))) return flaw('changed', entry.number);
  if (entry.previous !== end.hash) return flaw('unlinked', entry.number);
  return { number: entry.number, hash: entry.hash };
}

/** Whether the chain ends where its recorded head says; undefined when it does. No head is a head of nothing. */
export function endsAt(end: ChainEnd, head: ChainEnd | undefined): Flaw | undefined {
  const { number, hash } = head ?? beginning;
  if (end.number < number) return flaw('truncated', end.number + 1, number);
  if (end.number > number) return flaw('beyond', number + 1, end.number);
  return end.hash === hash ? undefined : flaw('rewritten', number);
}

/** Verifies a whole chain at hand; the end of it, or its first bad entry. */
export function verifyChain(
  entries: readonly ChainedEntry[],
  head: ChainEnd | undefined,
  sha256: Sha256,
  from: ChainEnd = beginning,
): ChainEnd | Flaw {
  let end = from;
  for (const entry of entries) {
    const next = follow(end, entry, sha256);
    if (isFlaw(next)) return next;
    end = next;
  }
  return endsAt(end, head) ?? end;
}

export function isFlaw(found: ChainEnd | Flaw): found is Flaw {
  return 'kind' in found;
}

/** A flaw with its sentence; `last` where it goes from one number to another. */
export function flaw(kind: FlawKind, number: number, last = number): Flaw {
  return { kind, number, says: sentences[kind](number, last) };
}

const span = (number: number, last: number, it: readonly [string, string], en: readonly [string, string]): Text =>
  number === last
    ? text(`${it[0]} ${number}`, `${en[0]} ${number}`)
    : text(`${it[1]} da ${number} a ${last}`, `${en[1]} ${number} to ${last}`);

const sentences: Readonly<Record<FlawKind, (number: number, last: number) => Text>> = {
  missing: (number, last) =>
    span(number, last, ['Manca la voce', 'Mancano le voci'], ['Missing entry', 'Missing entries']),
  truncated: (number, last) =>
    span(
      number,
      last,
      ['Manca l’ultima voce,', 'Mancano le ultime voci,'],
      ['The last entry is missing:', 'The last entries are missing:'],
    ),
  beyond: (number, last) =>
    span(
      number,
      last,
      ['Oltre la fine del registro c’è la voce', 'Oltre la fine del registro ci sono le voci'],
      ['Beyond the end of the trail there is entry', 'Beyond the end of the trail there are entries'],
    ),
  repeated: (number) => text(`C’è più di una voce ${number}.`, `There is more than one entry ${number}.`),
  changed: (number) =>
    text(
      `La voce ${number} non è quella che fu scritta: il contenuto non corrisponde alla sua impronta.`,
      `Entry ${number} is not what was written: its content does not match its hash.`,
    ),
  unlinked: (number) =>
    text(
      `La voce ${number} non segue quella che la precede: una delle due è stata sostituita o inserita.`,
      `Entry ${number} does not follow the one before it: one of the two was replaced or inserted.`,
    ),
  rewritten: (number) =>
    text(
      `La voce ${number} non è quella che fu firmata o registrata come ultima: il registro è stato riscritto fin lì o prima.`,
      `Entry ${number} is not the one signed or recorded as the last: the trail was rewritten there or before.`,
    ),
  signature: (number) =>
    text(
      `La firma della testa alla voce ${number} non è della chiave di questa installazione.`,
      `The signature of the head at entry ${number} was not made with the key of this installation.`,
    ),
  archive: (number) =>
    text(
      `L’archivio che comincia alla voce ${number} non continua il registro, o non è firmato da questa installazione.`,
      `The archive beginning at entry ${number} does not continue the trail, or was not signed by this installation.`,
    ),
};

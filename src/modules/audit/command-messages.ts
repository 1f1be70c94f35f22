import { defineMessages } from '../../platform/messages.ts';

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const commandMessages = defineMessages(
  {
    usage: `Uso: comunanza audit verify [--association ID] [--head FILE] [--archive FILE] [--key CHIAVE] [--json]
     comunanza audit head [--association ID]
     comunanza audit key
     comunanza audit archive [--association ID] [--to CARTELLA]

verify   ricalcola tutto il registro delle operazioni e nomina la prima voce che non torna; con --head controlla che
         contenga ancora le teste firmate di FILE; con --archive controlla un archivio
head     stampa la testa firmata di ogni registro: depositata altrove, prova che cosa c'era
key      stampa la chiave pubblica con cui si controllano le firme
archive  toglie le voci scadute in un file firmato per registro, da cui riparte la catena

Esempio: comunanza audit head > testa.jsonl; comunanza audit verify --head testa.jsonl
`,
    nameOf: (association: string) => association || 'installazione',
    intact: (association: string, entries: number, archived: number, heads: number) =>
      `${association || 'installazione'}: integro, ${plural(entries, 'voce', 'voci')}${archived ? `, ${archived} in archivio` : ''}, ${plural(heads, 'testa firmata', 'teste firmate')}.`,
    flawed: (association: string, number: number, says: string) =>
      `${association || 'installazione'}: NON INTEGRO alla voce ${number}. ${says}`,
    archived: (association: string, first: number, last: number, file: string) =>
      `${association || 'installazione'}: voci da ${first} a ${last} archiviate in ${file}.`,
    archiveIntact: (association: string, first: number, last: number) =>
      `${association || 'installazione'}: archivio integro, voci da ${first} a ${last}.`,
    nothingToArchive: 'Nessuna voce è scaduta.',
    empty: 'Il registro non ha ancora voci.',
  },
  {
    usage: `Usage: comunanza audit verify [--association ID] [--head FILE] [--archive FILE] [--key KEY] [--json]
       comunanza audit head [--association ID]
       comunanza audit key
       comunanza audit archive [--association ID] [--to FOLDER]

verify   recomputes the whole audit trail and names the first bad entry; with --head checks that it still contains the
         signed heads of FILE; with --archive checks an archive
head     prints the signed head of each trail: deposited elsewhere, it proves what was there
key      prints the public key with which signatures are checked
archive  takes entries whose time is over into a signed file a trail, from which the chain goes on

Example: comunanza audit head > head.jsonl; comunanza audit verify --head head.jsonl
`,
    nameOf: (association: string) => association || 'installation',
    intact: (association: string, entries: number, archived: number, heads: number) =>
      `${association || 'installation'}: intact, ${plural(entries, 'entry', 'entries')}${archived ? `, ${archived} archived` : ''}, ${plural(heads, 'signed head', 'signed heads')}.`,
    flawed: (association: string, number: number, says: string) =>
      `${association || 'installation'}: NOT INTACT at entry ${number}. ${says}`,
    archived: (association: string, first: number, last: number, file: string) =>
      `${association || 'installation'}: entries ${first} to ${last} archived in ${file}.`,
    archiveIntact: (association: string, first: number, last: number) =>
      `${association || 'installation'}: archive intact, entries ${first} to ${last}.`,
    nothingToArchive: 'No entry is past its time.',
    empty: 'The audit trail has no entries yet.',
  },
);

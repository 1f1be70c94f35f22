import type { Refusal } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';

const askForAnother = text(
  'Usare un’altra copia, oppure rifarla dall’installazione di origine con «comunanza backup».',
  'Use another backup, or make it again at its origin with “comunanza backup”.',
);

/** Every way a backup or its restoration says no. */
export const refusals = {
  fileExists: (file: string): Refusal => ({
    code: 'backup/file-exists',
    kind: 'conflict',
    says: text(`Il file ${file} esiste già.`, `The file ${file} already exists.`),
    remedy: text(
      'Indicare un altro nome: una copia non ne sovrascrive un’altra.',
      'Choose another name: a backup overwrites nothing.',
    ),
  }),
  nothingThere: (): Refusal => ({
    code: 'backup/nothing-there',
    kind: 'missing',
    says: text(
      'Nella base di dati non c’è ancora nulla da copiare.',
      'There is nothing in the database to back up yet.',
    ),
    remedy: text(
      'Controllare COMUNANZA_DATA o DATABASE_URL, oppure avviare prima il programma con «npm start».',
      'Check COMUNANZA_DATA or DATABASE_URL, or first start the program with “npm start”.',
    ),
  }),
  notWritable: (file: string, why: string): Refusal => ({
    code: 'backup/not-writable',
    kind: 'conflict',
    says: text(`Il file ${file} non si può scrivere (${why}).`, `The file ${file} cannot be written (${why}).`),
    remedy: text(
      'Indicare una cartella scrivibile con spazio sufficiente.',
      'Choose a writable folder with enough space.',
    ),
  }),
  notReadable: (file: string, why: string): Refusal => ({
    code: 'backup/not-readable',
    kind: 'missing',
    says: text(`Il file ${file} non si può leggere (${why}).`, `The file ${file} cannot be read (${why}).`),
    remedy: text('Controllare il nome del file e i permessi.', 'Check the name of the file and its permissions.'),
  }),
  foreign: (file: string): Refusal => ({
    code: 'backup/foreign',
    kind: 'rule',
    says: text(
      `Il file ${file} non è una copia fatta da Comunanza.`,
      `The file ${file} is not a backup made by Comunanza.`,
    ),
    remedy: askForAnother,
  }),
  damaged: (file: string): Refusal => ({
    code: 'backup/damaged',
    kind: 'rule',
    says: text(
      `La copia ${file} è danneggiata o incompleta: non è stato ripristinato nulla.`,
      `The backup ${file} is damaged or incomplete: nothing was restored.`,
    ),
    remedy: askForAnother,
  }),
  fromLaterVersion: (names: readonly string[]): Refusal => ({
    code: 'backup/from-later-version',
    kind: 'rule',
    says: text(
      `La copia viene da una versione diversa o più recente del programma (${names.join(', ')}).`,
      `The backup comes from a different or later version of the program (${names.join(', ')}).`,
    ),
    remedy: text('Aggiornare il programma e ripetere il ripristino.', 'Update the program and restore again.'),
  }),
  notEmpty: (relations: readonly string[]): Refusal => ({
    code: 'backup/not-empty',
    kind: 'conflict',
    says: text(
      `La base di dati contiene già dati (${relations.slice(0, 3).join(', ')}).`,
      `The database already holds data (${relations.slice(0, 3).join(', ')}).`,
    ),
    remedy: text(
      'Ripristinare in una base di dati vuota: un’altra cartella con COMUNANZA_DATA, o una base nuova con DATABASE_URL.',
      'Restore into an empty database: another folder with COMUNANZA_DATA, or a new database with DATABASE_URL.',
    ),
  }),
};

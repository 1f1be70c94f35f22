import type { Language } from '../../../kernel/text.ts';
import type { Sheet } from '../../../platform/sheets/sheet.ts';
import type { EntryView } from '../actions/list-entries.ts';
import { messages } from '../messages.ts';
import { entryWords, type TitleOf } from './entry-words.ts';

/** Entries as a sheet, a row each, with the hashes that prove them. */
export function trailSheet(entries: readonly EntryView[], titleOf: TitleOf, language: Language): Sheet {
  const m = messages[language];
  const text = (key: string, header: string) => ({ key, header, kind: 'text' as const });
  return {
    name: m.title,
    title: m.title,
    columns: [
      { key: 'number', header: m.number, kind: 'number' },
      text('at', `${m.when} (UTC)`),
      text('who', m.who),
      text('post', m.post),
      text('entity', m.entity),
      text('actingFor', m.actingFor),
      text('action', m.action),
      text('outcome', m.outcome),
      text('from', m.from),
      text('change', m.change),
      text('inputDigest', m.inputDigest),
      text('hash', m.hash),
    ],
    rows: entries.map((entry) => {
      const { number, at, change, inputDigest, hash } = entry;
      const entity = entry.entityName ?? entry.entity;
      const actingFor = entry.actingForName ?? entry.actingFor;
      return { number, at, entity, actingFor, change, inputDigest, hash, ...wordsOf(entry, titleOf, language) };
    }),
  };
}

function wordsOf(entry: EntryView, titleOf: TitleOf, language: Language) {
  const { who, post, action, outcome, from } = entryWords(entry, titleOf, language);
  return { who, post, action: action === entry.action ? action : `${action} (${entry.action})`, outcome, from };
}

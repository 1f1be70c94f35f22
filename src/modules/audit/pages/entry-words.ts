import type { Language, Text } from '../../../kernel/text.ts';
import { type Role, roles } from '../../../platform/role.ts';
import type { EntryView } from '../actions/list-entries.ts';
import { messages } from '../messages.ts';

/** What an action is called, by its name; the name itself where the program no longer has it. */
export type TitleOf = (action: string) => Text | undefined;

/** An entry in words, the same on the page and in the exports. */
export function entryWords(entry: EntryView, titleOf: TitleOf, language: Language) {
  const m = messages[language];
  const vias: Readonly<Record<string, string>> = {
    page: m.viaPage,
    api: m.viaApi,
    'command-line': m.viaCommandLine,
    job: m.viaJob,
  };
  return {
    when: whenWords(entry.at, language),
    who: entry.name ?? (entry.person ? m.unknown : entry.kind === 'console' ? m.console : m.nobody),
    post: entry.role && entry.role in roles ? roles[entry.role as Role][language] : (entry.role ?? ''),
    action: titleOf(entry.action)?.[language] ?? entry.action,
    outcome: m[entry.outcome],
    from: [vias[entry.via] ?? entry.via, entry.origin].filter(Boolean).join(', '),
  };
}

/** Local time with seconds: *21 nov 2026, 12:00:00*. */
export function whenWords(at: string, language: Language): string {
  const shown = new Intl.DateTimeFormat(language === 'it' ? 'it-IT' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'Europe/Rome',
  });
  return shown.format(new Date(at));
}

import type { Language } from '../../../kernel/text.ts';
import type { Sheet } from '../../../platform/sheets/sheet.ts';
import type { AccessView } from '../actions/list-accesses.ts';
import { messages } from '../messages.ts';
import { momentWords } from './data-frame.tsx';

/** Accesses as a sheet, a row each. */
export function accessSheet(accesses: readonly AccessView[], language: Language): Sheet {
  const m = messages[language];
  const text = (key: string, header: string) => ({ key, header, kind: 'text' as const });
  return {
    name: m.tabLog,
    title: m.tabLog,
    columns: [
      { key: 'number', header: 'N.', kind: 'number' },
      text('at', m.when),
      text('person', m.person),
      text('role', m.role),
      text('entity', m.entity),
      text('dataSet', m.dataSet),
      text('right', m.right),
      text('opening', m.opening),
      text('purpose', m.accessPurpose),
      text('act', m.byAct),
      text('recipient', m.recipient),
      text('legalBasis', m.legalBasis),
      text('from', m.from),
    ],
    rows: accesses.map((access) => ({
      number: access.number,
      at: momentWords(access.at, language),
      person: access.personName,
      role: access.role,
      entity: access.entityName,
      dataSet: access.dataSetName,
      right: m[access.right],
      opening: access.document ?? m.list,
      purpose: access.purpose,
      act: access.emergency ? m.emergency : access.act,
      recipient: access.recipient,
      legalBasis: access.legalBasis,
      from: access.origin,
    })),
  };
}

import type { Text } from '../../kernel/text.ts';
import type { AgreementDocument } from '../agreement/rules/index.ts';
import { eventsKnown } from './rules/index.ts';

/** What an event is called. */
export function eventTitle(name: string): Text {
  return titles[name] ?? { it: name, en: name };
}

/** Events that no other register holds: those that clauses count from, and the approvals that a yearly duty asks for. */
export function eventsToRecord(document: AgreementDocument): string[] {
  const counted = eventsKnown(document).filter((name) => !/^(meeting|signed):/.test(name));
  return [...new Set([...counted, ...approvalsIn(document)])];
}

function approvalsIn({ clauses }: AgreementDocument): string[] {
  return clauses.flatMap(({ kind, versions }) =>
    kind !== 'deadlines'
      ? []
      : versions.flatMap((version) =>
          ((version.deadlines as { readonly approves?: readonly string[] }[] | undefined) ?? []).flatMap(
            ({ approves = [] }) => approves.map((item) => `${item}-approved`),
          ),
        ),
  );
}

const titles: Readonly<Record<string, Text>> = {
  'account-approved': { it: 'approvazione del rendiconto', en: 'approval of the account' },
  'forecast-approved': { it: 'approvazione della previsione', en: 'approval of the forecast' },
  'report:assembly': { it: "relazione all'assemblea", en: 'report to the assembly' },
  'meeting:assembly': { it: "seduta dell'assemblea", en: 'sitting of the assembly' },
  'meeting:authority': { it: "riunione dell'authority tecnica", en: 'meeting of the technical authority' },
  'meeting:presidency': { it: "riunione dell'ufficio di presidenza", en: 'meeting of the presidency' },
  'signed:<code>': { it: 'firma di un ente', en: 'signing by an entity' },
};

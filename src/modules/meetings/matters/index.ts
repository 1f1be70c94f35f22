import { type Text, text } from '../../../kernel/text.ts';
import { accessionMatter } from './accession.ts';
import { agreementVersionMatter } from './agreement-version.ts';
import { allocationMatter } from './allocation.ts';
import type { Matter, MatterContext, Subject } from './matter.ts';
import { organisationMatter } from './organisation.ts';

/** Matters whose vote is remembered by its decision alone: nothing else comes to hold by it here. */
const recorded = (id: Matter['id'], title: Text): Matter => ({ id, title });

/** The register of matters, in the order in which they are offered. */
export const matters: readonly Matter[] = [
  allocationMatter,
  agreementVersionMatter,
  accessionMatter,
  organisationMatter,
  recorded('plan', text('piano delle attività', 'plan of activities')),
  recorded('forecast', text('previsione di spesa', 'spending forecast')),
  recorded('account', text('rendiconto di gestione', 'statement of account')),
  recorded('variation', text('variazione del piano economico', 'variation of the economic plan')),
  recorded('appointment', text('nomina', 'appointment')),
  recorded(
    'authorisation',
    text('autorizzazione di un’attività straordinaria', 'authorisation of an extraordinary activity'),
  ),
];

export function matterNamed(id: string): Matter | undefined {
  return matters.find((matter) => matter.id === id);
}

/** What of a matter can be put on an agenda now. */
export async function waitingOf(
  matter: Matter,
  context: Pick<MatterContext, 'tx' | 'association'>,
): Promise<readonly Subject[]> {
  return ((await matter.subjects?.(context)) ?? []).filter(({ waits }) => waits);
}

import type { Language } from '../../../kernel/text.ts';
import type { AssociationHead, Crumb } from '../../../platform/page.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Tabs } from '../../../platform/pages/tabs.tsx';
import { messages } from '../messages.ts';

export type AgreementTab = 'text' | 'readings' | 'trial' | 'calendar' | 'documents';

/** The views of an agreement, above each of them. */
export function AgreementTabs({ current }: { current: AgreementTab | null }) {
  const { association, language, actor } = useFrame();
  const m = messages[language];
  const base = `/${association?.id}/convenzione`;
  const tabs: readonly (readonly [AgreementTab, string, string])[] = [
    ['text', m.tabText, base],
    ['readings', m.tabReadings, `${base}/letture`],
    ['calendar', m.tabCalendar, `${base}/calendario`],
    ...(actor.kind === 'anonymous' ? [] : [['trial', m.tabTrial, `${base}/prova`] as const]),
    ['documents', m.tabDocuments, `${base}/testi`],
  ];
  return <Tabs label={m.tabs} tabs={tabs.map(([id, title, href]) => ({ title, href, current: id === current }))} />;
}

/** From the association's home to the agreement. */
export function agreementCrumbs(association: AssociationHead, language: Language): Crumb[] {
  return [
    { title: association.shortName, href: `/${association.id}` },
    { title: messages[language].agreement, href: `/${association.id}/convenzione` },
  ];
}

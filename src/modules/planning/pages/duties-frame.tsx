import type { PageRequest } from '../../../platform/page.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Tabs } from '../../../platform/pages/tabs.tsx';
import { agreementCrumbs } from '../../agreement/pages/index.ts';
import { messages } from '../messages.ts';

export type DutiesView = 'calendar' | 'duties' | 'chain' | 'feeds';

/** An address of the duties of the association. */
export function dutiesAddress({ association }: { association: { readonly id: string } | null }, rest = ''): string {
  return `/${association?.id}/convenzione/adempimenti${rest}`;
}

/** The views of the duties, above each of them. */
export function DutiesTabs({ current, year }: { current: DutiesView; year: number }) {
  const { association, language } = useFrame();
  const m = messages[language];
  const tabs: readonly (readonly [DutiesView, string, string])[] = [
    ['duties', m.viewDuties, dutiesAddress({ association }, `?anno=${year}`)],
    ['calendar', m.viewCalendar, `/${association?.id}/convenzione/calendario?anno=${year}`],
    ['chain', m.viewChain, dutiesAddress({ association }, `/catena?anno=${year}`)],
    ['feeds', m.viewFeeds, dutiesAddress({ association }, '/calendari')],
  ];
  return <Tabs label={m.views} tabs={tabs.map(([id, title, href]) => ({ title, href, current: id === current }))} />;
}

/** From the association's home to the duties. */
export function dutiesCrumbs(request: PageRequest) {
  return [
    ...agreementCrumbs(request.association!, request.language),
    { title: messages[request.language].dutiesShort, href: dutiesAddress(request) },
  ];
}

export function oneText(value: string | readonly string[] | undefined): string | undefined {
  const one = typeof value === 'string' ? value : value?.[0];
  return one === '' ? undefined : one;
}

import type { ComponentChildren } from 'preact';
import type { z } from 'zod';
import { showDay } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import type { Crumb, PageRequest } from '../../../platform/page.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { type Tab, Tabs } from '../../../platform/pages/tabs.tsx';
import type { allocationHead } from '../actions/shapes.ts';
import { refusals } from '../doors-refusals.ts';
import { messages } from '../messages.ts';

export type SplitHead = z.output<typeof allocationHead>;
type Part = 'table' | 'costs' | 'scenario' | 'chart' | 'settings' | 'proof';

/** The number of the split that the address names; what is no number names no split. */
export function numberIn({ params }: Pick<PageRequest, 'params'>): number {
  const written = params.number ?? '';
  if (!/^[1-9][0-9]{0,5}$/.test(written)) throw new Refused(refusals.unknownAllocation(written));
  return Number(written);
}

export function splitsHref(association: string | undefined): string {
  return `/${association}/riparto`;
}

/** From the association's home down to the split. */
export function splitCrumbs(request: PageRequest, split?: Pick<SplitHead, 'number' | 'year'>): Crumb[] {
  const m = messages[request.language];
  const { id, shortName } = request.association!;
  return [
    { title: shortName, href: `/${id}` },
    { title: m.splits, href: splitsHref(id) },
    ...(split
      ? [{ title: `${m.split(split.year)}, ${m.number(split.number)}`, href: `${splitsHref(id)}/${split.number}` }]
      : []),
  ];
}

export function StateChip({ state }: { state: SplitHead['state'] }) {
  const m = messages[useFrame().language];
  const tone = state === 'draft' ? 'attention' : state === 'adopted' ? 'good' : 'neutral';
  return <StatusChip tone={tone}>{m[state]}</StatusChip>;
}

/** The head of a split with its state and its parts; the reader of one entity has the table alone. */
export function SplitFrame({
  split,
  part,
  whole = true,
  actions,
  children,
}: {
  split: SplitHead;
  part: Part;
  whole?: boolean;
  actions?: ComponentChildren;
  children: ComponentChildren;
}) {
  const { association, language } = useFrame();
  const m = messages[language];
  const base = `${splitsHref(association?.id)}/${split.number}`;
  const tabs: (Tab & { part: Part })[] = [
    { part: 'table', title: m.tabTable, href: base },
    { part: 'costs', title: m.tabCosts, href: `${base}/spese` },
    { part: 'chart', title: m.tabChart, href: `${base}/grafico` },
    { part: 'scenario', title: m.tabScenario, href: `${base}/scenari` },
    ...(split.state === 'draft'
      ? [{ part: 'settings' as const, title: m.tabSettings, href: `${base}/impostazioni` }]
      : [{ part: 'proof' as const, title: m.tabProof, href: `${base}/prova` }]),
  ];
  return (
    <>
      <div class="page-head">
        <div>
          <h1>
            {m.split(split.year)} <StateChip state={split.state} />
          </h1>
          <p class="muted">
            {[
              m.number(split.number),
              split.title,
              split.corrects === null ? '' : m.correctionOf(split.corrects),
              split.act && `${m.act}: ${split.act}`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        {actions && <div class="page-actions">{actions}</div>}
      </div>
      {whole && <Tabs label={m.tabs} tabs={tabs.map((tab) => ({ ...tab, current: tab.part === part }))} />}
      {children}
    </>
  );
}

/** Links to files of one thing, the most asked for first. */
export function Downloads({ href, formats }: { href: string; formats: readonly { format: string; title: string }[] }) {
  const m = messages[useFrame().language];
  return (
    <details class="downloads">
      <summary class="btn btn-outline-primary btn-xs">
        <Icon name="download" size="small" /> {m.downloads}
      </summary>
      <ul>
        {formats.map(({ format, title }) => (
          <li key={format}>
            <a href={`${href}?formato=${format}`} hx-boost="false" download>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The local day of an instant as people write it. */
export function dayOfInstant(instant: string, language: 'it' | 'en'): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(new Date(instant));
  return showDay(day as never, language);
}

import type { ComponentChildren } from 'preact';
import type { LocalTime } from '../../../kernel/day.ts';
import { dayOfTime, showDay } from '../../../kernel/day.ts';
import type { Language, Text } from '../../../kernel/text.ts';
import type { Actor } from '../../../platform/action.ts';
import type { Crumb, PageReply, PageRequest } from '../../../platform/page.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { Tabs } from '../../../platform/pages/tabs.tsx';
import { messages } from '../messages.ts';
import type { MeetingState } from '../rules/index.ts';
import { meetingStateTitles } from '../vocabulary.ts';

export type View = 'meetings' | 'decisions' | 'requests' | 'polls';
const paths: Readonly<Record<View, string>> = {
  meetings: 'sedute',
  decisions: 'decisioni',
  requests: 'richieste',
  polls: 'consultazioni',
};

/** Who has only what is published: sittings and decisions once their minutes are. */
export function isOutside({ kind, role }: Pick<Actor, 'kind' | 'role'>): boolean {
  return kind !== 'console' && (role === null || role === 'CIT');
}

/**
 * The views of what bodies do, with the way back to the bodies themselves. Outside the association only those that can hold
 * something.
 *
 * @param empty the view shows nothing, and nothing is filtered away
 */
export function MeetingsFrame({
  view,
  empty = false,
  children,
}: {
  view: View;
  empty?: boolean;
  children: ComponentChildren;
}) {
  const { association, actor } = useFrame();
  const m = messages[useLanguage()];
  const base = `/${association!.id}/organi`;
  const published: readonly View[] = empty ? [view] : ['meetings', 'decisions'];
  const views = (Object.keys(paths) as View[]).filter((one) => !isOutside(actor) || published.includes(one));
  return (
    <>
      <Tabs
        label={m.tabs}
        tabs={[
          { title: m.bodies, href: base },
          ...views.map((one) => ({
            title: m[one],
            href: `${base}/${paths[one]}`,
            current: one === view,
          })),
        ]}
      />
      {children}
    </>
  );
}

/** An address below the bodies: `organiHref(request, 'sedute', 3)`. */
export function organiHref(
  { association }: Pick<PageRequest, 'association'>,
  ...parts: readonly (string | number)[]
): string {
  return `/${[association!.id, 'organi', ...parts.map((part) => encodeURIComponent(String(part)))].join('/')}`;
}

/** From the association's home to the list, and to a sitting where there is one. */
export function crumbsTo(request: PageRequest, view: View, meeting?: number): Crumb[] {
  const { association, language } = request;
  const m = messages[language];
  return [
    { title: association!.shortName, href: `/${association!.id}` },
    { title: m[view], href: organiHref(request, paths[view]) },
    ...(meeting === undefined ? [] : [{ title: m.meeting(meeting), href: organiHref(request, paths[view], meeting) }]),
  ];
}

export function numberIn(request: PageRequest, name: string): number {
  const written = request.params[name] ?? '';
  return /^[1-9][0-9]{0,8}$/.test(written) ? Number(written) : 0;
}

const tones = {
  draft: 'neutral',
  convened: 'attention',
  open: 'good',
  closed: 'attention',
  minuted: 'good',
  cancelled: 'bad',
} as const;

/** Whether what is shown of a sitting can still change by itself. */
export function isLive({ state }: { readonly state: MeetingState }): boolean {
  return state === 'convened' || state === 'open';
}

export function MeetingChip({ state }: { state: MeetingState }) {
  return <StatusChip tone={tones[state]}>{meetingStateTitles[state][useLanguage()]}</StatusChip>;
}

/** *26 aprile 2027, 17:00*. */
export function timeText(time: LocalTime, language: Language): string {
  return `${showDay(dayOfTime(time), language)}, ${hourOf(time)}`;
}

export function hourOf(time: LocalTime): string {
  return time.slice(11, 16);
}

/**
 * A part of a page that follows a sitting: changes by itself where scripts run, at a reload where not.
 *
 * @param on whether the sitting can still change
 */
export function Live({ href, on, children }: { href: string; on: boolean; children: ComponentChildren }) {
  const { url, language } = useFrame();
  const m = messages[language];
  if (!on) return <div>{children}</div>;
  return (
    <>
      <p class="live-sign" data-live-sign="" role="status">
        <span class="live-on">{m.live}</span>
        <span class="live-off">{m.lost}</span>
        <span class="live-still">
          {m.reloadHow} <a href={url}>{m.reload}</a>
        </span>
      </p>
      <div {...{ 'hx-sse:connect': href }} hx-trigger="follow" hx-swap="innerMorph">
        {children}
      </div>
    </>
  );
}

/** Back to where a form stood, after it was done; what was refused is a page of its own. */
export function backTo(to: string, notice?: Text): PageReply {
  return { kind: 'redirect', to, ...(notice ? { notice } : {}) };
}

export function said(
  key:
    | 'created'
    | 'changed'
    | 'itemAdded'
    | 'itemRemoved'
    | 'attached'
    | 'convened'
    | 'cancelled'
    | 'opened'
    | 'closed'
    | 'desertedDone'
    | 'saved'
    | 'minutesDone'
    | 'done'
    | 'answered',
): Text {
  return { it: messages.it[key], en: messages.en[key] };
}

export function linesOf(value: string | readonly string[] | undefined): string[] {
  const text = typeof value === 'string' ? value : (value ?? []).join('\n');
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

import type { ComponentChildren } from 'preact';
import type { z } from 'zod';
import { type Day, showDay } from '../../../kernel/day.ts';
import type { Language, Text } from '../../../kernel/text.ts';
import type { Crumb, PageRequest } from '../../../platform/page.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Tabs } from '../../../platform/pages/tabs.tsx';
import type { actView, documentView } from '../actions/shapes.ts';
import { messages } from '../messages.ts';

export type View = 'bodies' | 'appointments' | 'endings' | 'public';

const paths: Readonly<Record<View, string>> = {
  bodies: '',
  appointments: '/nomine',
  endings: '/scadenze',
  public: '/pubblica',
};

/** The views of the bodies, each with its address. */
export function BodiesFrame({ view, children }: { view: View; children: ComponentChildren }) {
  const m = messages[useLanguage()];
  const { association } = useFrame();
  const base = `/${association!.id}/organi`;
  const titles: Readonly<Record<View, string>> = {
    bodies: m.tabBodies,
    appointments: m.tabAppointments,
    endings: m.tabEndings,
    public: m.tabPublic,
  };
  return (
    <>
      <Tabs
        label={m.tabsLabel}
        tabs={(Object.keys(paths) as View[]).map((one) => ({
          title: titles[one],
          href: base + paths[one],
          current: one === view,
        }))}
      />
      {children}
    </>
  );
}

/** The address of the list of bodies, of one, or of one of its pages. */
export function bodiesAddress({ association }: Pick<PageRequest, 'association'>, ...parts: readonly string[]): string {
  return `/${[association!.id, 'organi', ...parts.map(encodeURIComponent)].join('/')}`;
}

/** The way from the association's home to a page below the bodies, or below one of them. */
export function crumbsTo(request: PageRequest, body?: { readonly id: string; readonly name: Text }): Crumb[] {
  const { association, language } = request;
  return [
    { title: association!.shortName, href: `/${association!.id}` },
    { title: messages[language].bodies, href: bodiesAddress(request) },
    ...(body ? [{ title: body.name[language], href: bodiesAddress(request, body.id) }] : []),
  ];
}

/** `decreto del Presidente n. 7 del 18 dicembre 2026`. */
export function actText({ act, number, day }: z.output<typeof actView>, language: Language): string {
  const parts = [
    act,
    number && (language === 'it' ? `n. ${number}` : `no. ${number}`),
    day && (language === 'it' ? `del ${showDay(day, 'it')}` : `of ${showDay(day, 'en')}`),
  ];
  return parts.filter(Boolean).join(' ');
}

/** A document as a link; nothing where the reader may not open it. */
export function DocumentLink({ document }: { document: z.output<typeof documentView> | null }) {
  const { association } = useFrame();
  if (!document) return null;
  return (
    <a href={`/${association!.id}/organi/documenti/${document.id}`} hx-boost="false" download>
      {document.name}
    </a>
  );
}

/** From a day to a day, as a table shows it. */
export function Period({ since, until }: { since: Day; until: Day | null }) {
  const language = useLanguage();
  return (
    <span>
      <time dateTime={since}>{showDay(since, language)}</time>
      {until && (
        <>
          {' – '}
          <time dateTime={until}>{showDay(until, language)}</time>
        </>
      )}
    </span>
  );
}

/** The form as the action's input: a file sent goes in under its field, `papers.opinion` into its group. */
export function withFiles(request: PageRequest): Record<string, unknown> {
  const input: Record<string, unknown> = { ...request.form };
  for (const { field, name, bytes } of request.uploads) {
    if (bytes.length === 0 && !name) continue;
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
    const [group, key] = field.split('.') as [string, string | undefined];
    if (key === undefined) input[field] = { name, content };
    else input[group] = { ...(input[group] as object | undefined), [key]: { name, content } };
  }
  return input;
}

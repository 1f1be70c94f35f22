import type { ComponentChildren } from 'preact';
import type { Crumb, PageRequest } from '../../../platform/page.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Tabs } from '../../../platform/pages/tabs.tsx';
import { previewImport } from '../actions/preview-import.ts';
import { messages } from '../messages.ts';

export type EntitiesView = 'register' | 'figures' | 'territory' | 'import';

const paths: Readonly<Record<EntitiesView, string>> = {
  register: '',
  figures: '/dati',
  territory: '/territorio',
  import: '/importa',
};

/** The views of the entities, each with its address; importing only for who may. */
export function EntitiesFrame({
  view,
  mayImport,
  children,
}: {
  view: EntitiesView;
  mayImport: boolean;
  children: ComponentChildren;
}) {
  const m = messages[useLanguage()];
  const { association } = useFrame();
  const base = `/${association!.id}/enti`;
  const views = (Object.keys(paths) as EntitiesView[]).filter((one) => one !== 'import' || mayImport);
  return (
    <>
      <Tabs
        label={m.tabsLabel}
        tabs={views.map((one) => ({ title: m[one], href: base + paths[one], current: one === view }))}
      />
      {children}
    </>
  );
}

export function mayImport(request: PageRequest): boolean {
  return request.may(previewImport);
}

/** The address of the register, of an entity, or of one of its pages. */
export function entitiesAddress(
  { association }: Pick<PageRequest, 'association'>,
  ...parts: readonly string[]
): string {
  return `/${[association!.id, 'enti', ...parts.map(encodeURIComponent)].join('/')}`;
}

/** The way from the association's home to a page below the register, or below an entity. */
export function crumbsTo(request: PageRequest, entity?: { readonly code: string; readonly name: string }): Crumb[] {
  const { association, language } = request;
  return [
    { title: association!.shortName, href: `/${association!.id}` },
    { title: messages[language].entities, href: entitiesAddress(request) },
    ...(entity ? [{ title: entity.name, href: entitiesAddress(request, entity.code) }] : []),
  ];
}

import type { VNode } from 'preact';
import type { AnyAction } from '../../../platform/action.ts';
import type { Crumb, PageReply, PageRequest } from '../../../platform/page.ts';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import type { FormState } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Tabs } from '../../../platform/pages/tabs.tsx';
import { askScope } from '../actions/ask-scope.ts';
import { listOffices } from '../actions/associated-offices.ts';
import { listActivations } from '../actions/list-activations.ts';
import { listServices } from '../actions/list-services.ts';
import { listStandards } from '../actions/standards.ts';
import { listSystems } from '../actions/systems.ts';
import { messages } from '../messages.ts';

export const places = {
  services: { path: 'catalogo', needs: listServices as AnyAction },
  whatIsNeeded: { path: 'catalogo/che-cosa-serve', needs: askScope as AnyAction },
  activations: { path: 'catalogo/attivazioni', needs: listActivations as AnyAction },
  standards: { path: 'catalogo/standard', needs: listStandards as AnyAction },
  offices: { path: 'catalogo/uffici', needs: listOffices as AnyAction },
  systems: { path: 'catalogo/sistemi', needs: listSystems as AnyAction },
} as const;
export type Place = keyof typeof places;

/** The address of a part of the catalogue, or of something below it. */
export function catalogueHref(association: string | undefined, place: Place = 'services', below = ''): string {
  return `/${association}/assistenza/${places[place].path}${below}`;
}

export function catalogueCrumbs(request: PageRequest, place?: Place): Crumb[] {
  const { id, shortName } = request.association!;
  const m = messages[request.language];
  const crumbs = [
    { title: shortName, href: `/${id}` },
    { title: m.catalogue, href: catalogueHref(id) },
  ];
  if (!place) return crumbs.slice(0, 1);
  return place === 'services' ? crumbs : [...crumbs, { title: m[place], href: catalogueHref(id, place) }];
}

/** The parts that the actor may see. */
export function partsFor(request: PageRequest): Place[] {
  return (Object.keys(places) as Place[]).filter((place) => request.may(places[place].needs));
}

export function CatalogueTabs({ at, parts }: { at: Place; parts: readonly Place[] }) {
  const { association } = useFrame();
  const m = messages[useLanguage()];
  return (
    <Tabs
      label={m.parts}
      tabs={parts.map((place) => ({
        title: m[place],
        href: catalogueHref(association?.id, place),
        current: place === at,
      }))}
    />
  );
}

/** Whose data a page shows: those of the own entity, to who reads for it alone. */
export function scopeFor({ actor }: PageRequest): 'entity' | 'association' {
  return actor.role !== null && ['EMP', 'REF', 'EDI', 'MAY', 'ACC'].includes(actor.role) ? 'entity' : 'association';
}

type FormPage = {
  readonly title: string;
  readonly lead?: VNode | string | undefined;
  readonly fields: VNode | null;
  readonly form: FormState;
  readonly place: Place;
  readonly back: string;
  readonly submit?: string | undefined;
};

/** A page with one form. */
export function formReply(request: PageRequest, page: FormPage): PageReply {
  const { title, lead, fields, form, place, back, submit } = page;
  const m = messages[request.language];
  return {
    kind: 'page',
    status: form.problems.length + form.refusals.length > 0 ? 422 : 200,
    title,
    crumbs: catalogueCrumbs(request, place),
    scope: scopeFor(request),
    body: (
      <>
        <h1>{title}</h1>
        {lead && <p class="lead">{lead}</p>}
        <Form state={form}>
          {fields}
          <FormActions submit={submit ?? m.save}>
            <a href={back}>{m.cancel}</a>
          </FormActions>
        </Form>
      </>
    ),
  };
}

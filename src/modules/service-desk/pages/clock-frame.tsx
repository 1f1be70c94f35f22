import type { VNode } from 'preact';
import type { Crumb, PageReply, PageRequest } from '../../../platform/page.ts';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import type { FormState } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { oneText } from '../../../platform/pages/one-text.ts';
import { Tabs } from '../../../platform/pages/tabs.tsx';
import { clockMessages } from '../clock-messages.ts';

type Place = 'calendario' | 'obiettivi' | 'livelli';

/** How the address says that it is the association's calendar and no entity's. */
export const ofAssociation = 'associazione';

/** The entity whose calendar is looked at; null for the association's. */
export function entityLookedAt({ query }: Pick<PageRequest, 'query'>): string | null {
  const asked = oneText(query.ente);
  return asked === undefined || asked === ofAssociation ? null : asked;
}

/** The address of the calendar or the targets, with the entity whose calendar is looked at. */
export function clockHref(request: PageRequest, place: Place): string {
  const entity = entityLookedAt(request);
  const query = place === 'calendario' && entity ? `?ente=${encodeURIComponent(entity)}` : '';
  return `/${request.association!.id}/assistenza/${place}${query}`;
}

export function clockCrumbs(request: PageRequest, place?: Place): Crumb[] {
  const { id, shortName } = request.association!;
  const m = clockMessages[request.language];
  const crumbs = [
    { title: shortName, href: `/${id}` },
    { title: m.desk, href: `/${id}/assistenza` },
  ];
  if (!place) return crumbs;
  const title = { calendario: m.calendar, obiettivi: m.targets, livelli: m.levels }[place];
  return [...crumbs, { title, href: clockHref(request, place) }];
}

/** Between the calendar and the targets. */
export function ClockTabs({ at }: { at: Exclude<Place, 'livelli'> }) {
  const { association } = useFrame();
  const m = clockMessages[useLanguage()];
  const href = (place: Place) => `/${association?.id}/assistenza/${place}`;
  return (
    <Tabs
      label={m.desk}
      tabs={[
        { title: m.calendar, href: href('calendario'), current: at === 'calendario' },
        { title: m.targets, href: href('obiettivi'), current: at === 'obiettivi' },
      ]}
    />
  );
}

type FormPage = {
  readonly title: string;
  readonly intro?: string;
  readonly fields: VNode;
  readonly form: FormState;
  readonly place: Place;
};

/** A page with one form, that goes back to the list it changes. */
export function formReply(request: PageRequest, { title, intro, fields, form, place }: FormPage): PageReply {
  const m = clockMessages[request.language];
  return {
    kind: 'page',
    status: form.problems.length + form.refusals.length > 0 ? 422 : 200,
    title,
    crumbs: clockCrumbs(request, place),
    scope: 'association',
    body: (
      <>
        <h1>{title}</h1>
        {intro && <p>{intro}</p>}
        <Form state={form}>
          {fields}
          <FormActions submit={m.save}>
            <a href={clockHref(request, place)}>{m.cancel}</a>
          </FormActions>
        </Form>
      </>
    ),
  };
}

import type { VNode } from 'preact';
import type { z } from 'zod';
import { type Text, text } from '../../../kernel/text.ts';
import type { AnyAction } from '../../../platform/action.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { DayField, NumberField, SelectField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { oneText } from '../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { activateService, correctActivation, decideActivation, endActivation } from '../actions/activations.ts';
import { listActivations, showActivation } from '../actions/list-activations.ts';
import { listServices } from '../actions/list-services.ts';
import { showService } from '../actions/show-service.ts';
import { messages } from '../messages.ts';
import { activationStateNames, didNames } from '../vocabulary.ts';
import { catalogueCrumbs, catalogueHref, formReply, scopeFor } from './catalogue-frame.tsx';
import { dayOfMoment } from './moment.ts';

type Shown = z.output<typeof showActivation.output>;
const base = '/:association/assistenza/catalogo/attivazioni';
const path = `${base}/:attivazione`;

async function newForm(request: PageRequest, form: FormState) {
  const m = messages[request.language];
  const { items } = await request.perform(listServices, {});
  const { entities, partners } = await request.perform(listActivations, {});
  const whom = [...entities, ...partners];
  const chosen = oneText(request.query.servizio);
  const effect =
    chosen && items.some(({ code }) => code === chosen)
      ? (await request.perform(showService, { service: chosen })).costEffect
      : null;
  const offered = items.filter(({ entitlement, state }) => entitlement === 'on-request' && state !== 'ended');
  return formReply(request, {
    title: m.newActivation,
    form,
    place: 'activations',
    back: catalogueHref(request.association!.id, 'activations'),
    fields: (
      <>
        <SelectField
          name="service"
          label={m.service}
          choices={offered.map(({ code, name }) => ({ value: code, label: name[request.language] }))}
        />
        {whom.length > 1 && (
          <SelectField
            name="entity"
            label={m.entity}
            choices={whom.map(({ entity, name }) => ({ value: entity, label: name }))}
          />
        )}
        {effect && (
          <p>
            <strong>{m.costEffect}</strong> {effect[request.language]}
          </p>
        )}
        <TermFields request={request} unit={null} />
      </>
    ),
  });
}

function TermFields({ request, unit }: { request: PageRequest; unit: Text | null }) {
  const m = messages[request.language];
  return (
    <>
      <DayField name="from" label={m.from} />
      <DayField name="until" label={m.until} hint={m.untilHint} optional />
      <NumberField
        name="units"
        label={unit ? m.unitsOf(unit[request.language]) : m.units}
        hint={m.unitsHint}
        optional="sometimes"
      />
      <TextField name="act" label={m.act} hint={m.actHint} />
      <TextField name="beneficiary" label={m.beneficiary} hint={m.beneficiaryHint} optional />
    </>
  );
}

/** Asking for a service, or recording that an entity has it. */
export const newActivationRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: `${base}/nuova`,
    needs: activateService,
    answer: (request) =>
      newForm(request, freshForm({ service: oneText(request.query.servizio) ?? '', from: request.now.today })),
  },
  {
    method: 'POST',
    path: `${base}/nuova`,
    needs: activateService,
    answer: async (request) => {
      const attempt = await request.attempt(activateService, request.form);
      if (!attempt.ok) return newForm(request, returnedForm(request, attempt));
      const said = attempt.value.state === 'asked' ? 'activationAsked' : 'activationRecorded';
      return {
        kind: 'redirect',
        to: catalogueHref(request.association!.id, 'activations', `/${attempt.value.id}`),
        notice: text(messages.it[said], messages.en[said]),
      };
    },
  },
];

const shownIn = (request: PageRequest) => request.perform(showActivation, { activation: request.params.attivazione! });

/** An activation with its history, and what can be done with it. */
export const activationPage: PageRoute = {
  method: 'GET',
  path,
  needs: showActivation,
  answer: async (request) => {
    const shown = await shownIn(request);
    const { serviceName, entityName } = shown.activation;
    const acts = Object.keys(activationActs).filter((slug) => {
      const { action, when } = activationActs[slug]!;
      return when.includes(shown.activation.state) && request.may(action);
    });
    return {
      kind: 'page',
      title: messages[request.language].ofActivation(serviceName[request.language], entityName),
      crumbs: catalogueCrumbs(request, 'activations'),
      scope: scopeFor(request),
      body: <ActivationPage shown={shown} acts={acts} />,
    };
  },
};

type Act = {
  readonly action: AnyAction;
  readonly title: Text;
  readonly when: readonly string[];
  readonly fixed?: Readonly<Record<string, string>>;
  readonly fields: (request: PageRequest, shown: Shown) => VNode;
  readonly begin?: (shown: Shown, today: string) => FormState['values'];
};

const both = (key: 'approve' | 'refuse' | 'end' | 'withdraw' | 'correct'): Text =>
  text(messages.it[key], messages.en[key]);
const why = (request: PageRequest, optional = true) => (
  <TextAreaField name="why" label={messages[request.language].note} rows={2} optional={optional} />
);

const activationActs: Readonly<Record<string, Act>> = {
  approva: {
    action: decideActivation,
    title: both('approve'),
    when: ['asked'],
    fixed: { approves: 'true' },
    fields: (request) => why(request),
  },
  rifiuta: {
    action: decideActivation,
    title: both('refuse'),
    when: ['asked'],
    fixed: { approves: 'false' },
    fields: (request) => why(request),
  },
  ritira: {
    action: endActivation,
    title: both('withdraw'),
    when: ['asked'],
    fields: (request) => (
      <>
        <input type="hidden" name="until" value={request.now.today} />
        {why(request)}
      </>
    ),
  },
  chiudi: {
    action: endActivation,
    title: both('end'),
    when: ['in-force'],
    fields: (request) => (
      <>
        <DayField name="until" label={messages[request.language].lastDay} />
        {why(request)}
      </>
    ),
  },
  correggi: {
    action: correctActivation,
    title: both('correct'),
    when: ['in-force'],
    begin: ({ activation: { from, until, units, act, beneficiary } }) => ({
      ...{ from, act, beneficiary },
      until: until ?? '',
      units: units === null ? '' : String(units),
    }),
    fields: (request, { unit }) => (
      <>
        <TermFields request={request} unit={unit} />
        {why(request, false)}
      </>
    ),
  },
};

function actForm(request: PageRequest, { act, shown, form }: { act: Act; shown: Shown; form: FormState }) {
  const { language } = request;
  const { id, serviceName, entityName } = shown.activation;
  return formReply(request, {
    title: act.title[language],
    lead: messages[language].ofActivation(serviceName[language], entityName),
    form,
    place: 'activations',
    back: catalogueHref(request.association!.id, 'activations', `/${id}`),
    submit: messages[language].confirm,
    fields: act.fields(request, shown),
  });
}

/** Each act on a page of its own. */
export const activationActRoutes: PageRoute[] = Object.entries(activationActs).flatMap(([slug, act]): PageRoute[] => [
  {
    method: 'GET',
    path: `${path}/${slug}`,
    needs: act.action,
    answer: async (request) => {
      const shown = await shownIn(request);
      return actForm(request, { act, shown, form: freshForm(act.begin?.(shown, request.now.today) ?? {}) });
    },
  },
  {
    method: 'POST',
    path: `${path}/${slug}`,
    needs: act.action,
    answer: async (request) => {
      const activation = request.params.attivazione!;
      const attempt = await request.attempt(act.action, { ...request.form, ...act.fixed, activation });
      if (!attempt.ok) {
        return actForm(request, { act, shown: await shownIn(request), form: returnedForm(request, attempt) });
      }
      return {
        kind: 'redirect',
        to: catalogueHref(request.association!.id, 'activations', `/${activation}`),
        notice: text(messages.it.done, messages.en.done),
      };
    },
  },
]);

function ActivationPage({ shown, acts }: { shown: Shown; acts: readonly string[] }) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const { activation, history, unit, costEffect } = shown;
  const here = catalogueHref(association?.id, 'activations', `/${activation.id}`);
  return (
    <>
      <h1>{m.ofActivation(activation.serviceName[language], activation.entityName)}</h1>
      <p>
        <StatusChip tone={activation.state === 'in-force' ? 'good' : 'neutral'}>
          {activationStateNames[activation.state][language]}
        </StatusChip>
      </p>
      <Definitions
        items={[
          { term: m.from, is: <DayText day={activation.from} /> },
          { term: m.until, is: activation.until && <DayText day={activation.until} /> },
          {
            term: unit ? m.unitsOf(unit[language]) : m.units,
            is: activation.units === null ? null : String(activation.units),
          },
          { term: m.act, is: activation.act },
          { term: m.beneficiary, is: activation.beneficiary },
          {
            term: m.service,
            is: (
              <a href={catalogueHref(association?.id, 'services', `/servizi/${activation.service}`)}>
                {activation.serviceName[language]}
              </a>
            ),
          },
        ]}
      />
      {costEffect && (
        <p>
          <strong>{m.costEffect}</strong> {costEffect[language]}
        </p>
      )}
      {acts.length > 0 && (
        <p class="page-actions">
          {acts.map((slug, place) => (
            <>
              <a
                key={slug}
                class={`btn ${place === 0 ? 'btn-primary' : 'btn-outline-primary'}`}
                href={`${here}/${slug}`}
              >
                {activationActs[slug]!.title[language]}
              </a>{' '}
            </>
          ))}
        </p>
      )}
      <h2>{m.history}</h2>
      <DataTable
        caption={m.history}
        captionHidden
        rows={history}
        rowKey={({ revision }) => String(revision)}
        columns={[
          { key: 'at', title: m.when, names: true, cell: ({ at }) => <DayText day={dayOfMoment(at)} /> },
          { key: 'by', title: m.who, cell: ({ by }) => by },
          { key: 'did', title: m.what, cell: ({ did }) => didNames[did][language] },
          { key: 'from', title: m.from, cell: ({ from }) => <DayText day={from} /> },
          { key: 'until', title: m.until, cell: ({ until }) => until && <DayText day={until} /> },
          { key: 'units', title: m.units, numeric: true, cell: ({ units }) => units },
          { key: 'why', title: m.note, cell: ({ why: said }) => said },
        ]}
      />
    </>
  );
}

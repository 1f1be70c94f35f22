import type { VNode } from 'preact';
import type { z } from 'zod';
import { type Text, text } from '../../../kernel/text.ts';
import type { AnyAction } from '../../../platform/action.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { askedIn } from '../../../platform/pages/asked-in.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { CheckField, DayField, SelectField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { Notice } from '../../../platform/pages/notice.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { SourceLink } from '../../../platform/pages/source-link.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { listActivations } from '../actions/list-activations.ts';
import {
  authoriseSystem,
  checkSystem,
  declareSystem,
  dismissSystem,
  listSystems,
  recordPurchase,
  showSystem,
} from '../actions/systems.ts';
import { messages } from '../messages.ts';
import { authorisationNames, buyerNames, categoryNames, requestCategories, systemDidNames } from '../vocabulary.ts';
import {
  CatalogueTabs,
  catalogueCrumbs,
  catalogueHref,
  formReply,
  type Place,
  partsFor,
  scopeFor,
} from './catalogue-frame.tsx';
import { dayOfMoment } from './moment.ts';

type Shown = z.output<typeof showSystem.output>;
type Line = z.output<typeof listSystems.output>['items'][number];
const base = '/:association/assistenza/catalogo/sistemi';
const path = `${base}/:sistema`;
const names = { entity: 'ente', supported: 'assistiti' } as const;

/** What entities have or want to buy, with whether it is supported. */
export const systemsPage: PageRoute = {
  method: 'GET',
  path: base,
  needs: listSystems,
  answer: async (request) => {
    const asked = askedIn<z.input<typeof listSystems.input>>(request.query, names);
    const { items } = await request.perform(listSystems, asked);
    return {
      kind: 'page',
      title: messages[request.language].systems,
      crumbs: catalogueCrumbs(request, 'services'),
      scope: scopeFor(request),
      body: <SystemsPage items={items} parts={partsFor(request)} declares={request.may(declareSystem)} />,
    };
  },
};

async function declareForm(request: PageRequest, form: FormState) {
  const { language } = request;
  const m = messages[language];
  const { entities } = await request.perform(listActivations, {});
  return formReply(request, {
    title: m.newSystem,
    form,
    place: 'systems',
    back: catalogueHref(request.association!.id, 'systems'),
    fields: (
      <>
        {entities.length > 1 && (
          <SelectField
            name="entity"
            label={m.entity}
            choices={entities.map(({ entity, name }) => ({ value: entity, label: name }))}
          />
        )}
        <TextField name="name" label={m.name} hint={m.nameHint} />
        <SelectField
          name="category"
          label={m.category}
          choices={requestCategories.map((value) => ({ value, label: categoryNames[value][language] }))}
        />
        <TextAreaField name="use" label={m.use} rows={2} optional />
        <DayField name="bought" label={m.bought} hint={m.boughtHint} optional />
        <BuyerField request={request} optional />
      </>
    ),
  });
}

function BuyerField({ request, optional = false }: { request: PageRequest; optional?: boolean }) {
  const { language } = request;
  return (
    <SelectField
      name="boughtBy"
      label={messages[language].boughtBy}
      optional={optional}
      choices={(['office', 'entity'] as const).map((value) => ({ value, label: buyerNames[value][language] }))}
    />
  );
}

/** Declaring a system. */
export const declareRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: `${base}/nuovo`,
    needs: declareSystem,
    answer: (request) => declareForm(request, freshForm()),
  },
  {
    method: 'POST',
    path: `${base}/nuovo`,
    needs: declareSystem,
    answer: async (request) => {
      const attempt = await request.attempt(declareSystem, request.form);
      if (!attempt.ok) return declareForm(request, returnedForm(request, attempt));
      return {
        kind: 'redirect',
        to: catalogueHref(request.association!.id, 'systems', `/${attempt.value.id}`),
        notice: text(messages.it.declared, messages.en.declared),
      };
    },
  },
];

const shownIn = (request: PageRequest) => request.perform(showSystem, { system: request.params.sistema! });

/** A system: supported or not, by which clause, what was checked and authorised. */
export const systemPage: PageRoute = {
  method: 'GET',
  path,
  needs: showSystem,
  answer: async (request) => {
    const shown = await shownIn(request);
    const acts = Object.keys(systemActs).filter((slug) => {
      const { action, when } = systemActs[slug]!;
      return !shown.dismissed && when(shown) && request.may(action);
    });
    return {
      kind: 'page',
      title: shown.system.name,
      crumbs: catalogueCrumbs(request, 'systems'),
      scope: scopeFor(request),
      body: <SystemPage shown={shown} acts={acts} />,
    };
  },
};

type Act = {
  readonly action: AnyAction;
  readonly title: Text;
  readonly when: (shown: Shown) => boolean;
  readonly fields: (request: PageRequest, shown: Shown) => VNode;
  readonly input?: (form: PageRequest['form']) => Record<string, unknown>;
};

const both = (key: 'check' | 'authorise' | 'refuseAuthorisation' | 'purchase' | 'dismiss'): Text =>
  text(messages.it[key], messages.en[key]);
const why = (request: PageRequest) => (
  <TextAreaField name="why" label={messages[request.language].note} rows={2} optional />
);

const systemActs: Readonly<Record<string, Act>> = {
  verifica: {
    action: checkSystem,
    title: both('check'),
    when: ({ standard }) => standard !== null,
    fields: (request, { standard, answers }) => {
      const { language } = request;
      const m = messages[language];
      return (
        <>
          {standard?.points.map(({ code, says, needed }) => (
            <fieldset key={code} class="field">
              <legend>
                {says[language]} <span class="muted">({needed ? m.needed : m.optional})</span>
              </legend>
              <CheckField name={`answers.${code}.met`} label={m.met} checked={answers[code]?.met ?? false} />
              <TextField
                name={`answers.${code}.evidence`}
                label={m.evidence}
                value={answers[code]?.evidence ?? ''}
                optional
              />
            </fieldset>
          ))}
        </>
      );
    },
    input: (form) => {
      const codes = new Set(
        Object.keys(form).flatMap((name) => /^answers\.([a-z0-9-]+)\.evidence$/.exec(name)?.[1] ?? []),
      );
      return {
        answers: Object.fromEntries(
          [...codes].map((code) => [
            code,
            {
              met: form[`answers.${code}.met`] !== undefined,
              evidence: oneText(form[`answers.${code}.evidence`]) ?? '',
            },
          ]),
        ),
      };
    },
  },
  autorizza: {
    action: authoriseSystem,
    title: both('authorise'),
    when: ({ system }) => system.authorisation !== 'given',
    fields: (request) => (
      <>
        <TextField name="act" label={messages[request.language].act} optional />
        {why(request)}
      </>
    ),
    input: (form) => ({ ...form, authorises: true }),
  },
  nega: {
    action: authoriseSystem,
    title: both('refuseAuthorisation'),
    when: ({ system }) => system.authorisation !== 'refused',
    fields: why,
    input: (form) => ({ ...form, authorises: false }),
  },
  acquisto: {
    action: recordPurchase,
    title: both('purchase'),
    when: ({ system }) => system.bought === null,
    fields: (request) => (
      <>
        <DayField name="bought" label={messages[request.language].bought} />
        <BuyerField request={request} />
        <TextField name="act" label={messages[request.language].act} optional />
      </>
    ),
  },
  dismetti: { action: dismissSystem, title: both('dismiss'), when: () => true, fields: why },
};

function actForm(request: PageRequest, { act, shown, form }: { act: Act; shown: Shown; form: FormState }) {
  const { language } = request;
  return formReply(request, {
    title: act.title[language],
    lead: `${shown.system.name}, ${shown.system.entityName}`,
    form,
    place: 'systems',
    back: catalogueHref(request.association!.id, 'systems', `/${shown.system.id}`),
    submit: messages[language].confirm,
    fields: act.fields(request, shown),
  });
}

/** Each act on a page of its own. */
export const systemActRoutes: PageRoute[] = Object.entries(systemActs).flatMap(([slug, act]): PageRoute[] => [
  {
    method: 'GET',
    path: `${path}/${slug}`,
    needs: act.action,
    answer: async (request) => actForm(request, { act, shown: await shownIn(request), form: freshForm() }),
  },
  {
    method: 'POST',
    path: `${path}/${slug}`,
    needs: act.action,
    answer: async (request) => {
      const system = request.params.sistema!;
      const attempt = await request.attempt(act.action, { ...(act.input?.(request.form) ?? request.form), system });
      if (!attempt.ok)
        return actForm(request, { act, shown: await shownIn(request), form: returnedForm(request, attempt) });
      return {
        kind: 'redirect',
        to: catalogueHref(request.association!.id, 'systems', `/${system}`),
        notice: text(messages.it.done, messages.en.done),
      };
    },
  },
]);

function Support({ system: { supported, integrable } }: { system: Pick<Line, 'supported' | 'integrable'> }) {
  const m = messages[useLanguage()];
  return (
    <>
      <StatusChip tone={supported ? 'good' : 'bad'}>{supported ? m.supported : m.unsupported}</StatusChip>{' '}
      {!integrable && <StatusChip tone="bad">{m.notIntegrable}</StatusChip>}
    </>
  );
}

function SystemsPage({
  items,
  parts,
  declares,
}: {
  items: readonly Line[];
  parts: readonly Place[];
  declares: boolean;
}) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const href = (below: string) => catalogueHref(association?.id, 'systems', below);
  return (
    <>
      <h1>{m.systems}</h1>
      <CatalogueTabs at="systems" parts={parts} />
      <p>{m.systemsIntro}</p>
      <ListPage
        caption={m.systems}
        filters={[
          {
            kind: 'choice',
            name: names.supported,
            label: m.support,
            unchosen: m.all,
            choices: [
              { value: 'false', label: m.onlyUnsupported },
              { value: 'true', label: m.onlySupported },
            ],
          },
        ]}
        rows={items}
        rowKey={({ id }) => id}
        count={items.length}
        actions={
          declares && (
            <a class="btn btn-primary btn-xs" href={href('/nuovo')}>
              {m.newSystem}
            </a>
          )
        }
        empty={<EmptyState title={m.noSystems} />}
        columns={[
          {
            key: 'name',
            title: m.name,
            names: true,
            cell: ({ id, name }) => <a href={href(`/${id}`)}>{name}</a>,
          },
          { key: 'support', title: m.support, cell: (system) => <Support system={system} /> },
          { key: 'entity', title: m.entity, cell: ({ entityName }) => entityName },
          {
            key: 'bought',
            title: m.bought,
            cell: ({ bought }) => (bought ? <DayText day={bought} /> : <span class="muted">{m.notBought}</span>),
          },
          {
            key: 'authorisation',
            title: m.authorisation,
            cell: ({ authorisation }) => authorisationNames[authorisation][language],
          },
        ]}
      />
    </>
  );
}

function SystemPage({ shown, acts }: { shown: Shown; acts: readonly string[] }) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const { system, source, standard, answers, history } = shown;
  const here = catalogueHref(association?.id, 'systems', `/${system.id}`);
  return (
    <>
      <h1>{system.name}</h1>
      <p>
        <Support system={system} />
      </p>
      {shown.dismissed && (
        <Notice>
          <p>{m.dismissed}</p>
        </Notice>
      )}
      {system.reasons.length > 0 && (
        <Notice tone="warning">
          {system.reasons.map((reason) => (
            <p key={reason.it}>{reason[language]}</p>
          ))}
          {source && (
            <p>
              <SourceLink source={source} />
            </p>
          )}
        </Notice>
      )}
      <Definitions
        items={[
          { term: m.entity, is: system.entityName },
          { term: m.category, is: categoryNames[system.category][language] },
          { term: m.use, is: system.use },
          { term: m.bought, is: system.bought ? <DayText day={system.bought} /> : m.notBought },
          { term: m.boughtBy, is: system.boughtBy && buyerNames[system.boughtBy][language] },
          {
            term: m.requirements,
            is: system.conforms === null ? m.notChecked : system.conforms ? m.conforms : m.notConforms,
          },
          {
            term: m.checkedBy,
            is: system.checkedOn && (
              <>
                {system.standard}, <DayText day={system.checkedOn} />
              </>
            ),
          },
          {
            term: m.authorisation,
            is: [authorisationNames[system.authorisation][language], system.authorisationAct]
              .filter(Boolean)
              .join(', '),
          },
        ]}
      />
      {acts.length > 0 && (
        <p class="page-actions">
          {acts.map((slug, place) => (
            <>
              <a
                key={slug}
                class={`btn ${place === 0 ? 'btn-primary' : 'btn-outline-primary'}`}
                href={`${here}/${slug}`}
              >
                {systemActs[slug]!.title[language]}
              </a>{' '}
            </>
          ))}
        </p>
      )}
      <h2>{m.why}</h2>
      <TraceView trace={shown.explanation} open={1} />
      {standard && standard.points.length > 0 && (
        <section aria-labelledby="points">
          <h2 id="points">{standard.title[language]}</h2>
          <DataTable
            caption={standard.title[language]}
            captionHidden
            rows={standard.points}
            rowKey={({ code }) => code}
            columns={[
              {
                key: 'point',
                title: m.pointOf,
                names: true,
                cell: ({ says, needed }) => (
                  <>
                    {says[language]} {!needed && <span class="muted">({m.optional})</span>}
                  </>
                ),
              },
              {
                key: 'met',
                title: m.met,
                cell: ({ code }) => (answers[code] ? (answers[code].met ? m.yes : m.no) : ''),
              },
              { key: 'evidence', title: m.evidence, cell: ({ code }) => answers[code]?.evidence },
            ]}
          />
        </section>
      )}
      <h2>{m.history}</h2>
      <DataTable
        caption={m.history}
        captionHidden
        rows={history}
        rowKey={({ at, did }) => `${at} ${did}`}
        columns={[
          { key: 'at', title: m.when, names: true, cell: ({ at }) => <DayText day={dayOfMoment(at)} /> },
          { key: 'by', title: m.who, cell: ({ by }) => by },
          { key: 'did', title: m.what, cell: ({ did }) => systemDidNames[did][language] },
          { key: 'why', title: m.note, cell: ({ why: said }) => said },
        ]}
      />
    </>
  );
}

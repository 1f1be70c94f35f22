import type { VNode } from 'preact';
import type { z } from 'zod';
import { showDay } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { TextField } from '../../../platform/pages/field.tsx';
import { Form } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { activateService } from '../actions/activations.ts';
import { approveService, draftService, dropDraft } from '../actions/draft-service.ts';
import { showService } from '../actions/show-service.ts';
import { messages } from '../messages.ts';
import {
  adhesionKeyOf,
  answerKindNames,
  askerNames,
  entitlementNames,
  lineNames,
  stageNames,
  standingNames,
  stateNames,
} from '../vocabulary.ts';
import { catalogueCrumbs, catalogueHref, formReply, scopeFor } from './catalogue-frame.tsx';

type Shown = z.output<typeof showService.output>;
const path = '/:association/assistenza/catalogo/servizi/:servizio';

/** A service: what is done, for whom, by which clause, how one has it. */
export const servicePage: PageRoute = {
  method: 'GET',
  path,
  open: true,
  needs: showService,
  example: { servizio: 'posta-pec-firme' },
  answer: async (request) => {
    const shown = await request.perform(showService, { service: request.params.servizio! });
    const { name } = shown.content ?? shown.draft!.content;
    return {
      kind: 'page',
      title: name[request.language],
      crumbs: catalogueCrumbs(request, 'services'),
      scope: 'association',
      body: <ServicePage shown={shown} may={mayOf(request)} parts={await request.partsOf('service')} />,
    };
  },
};

const mayOf = (request: PageRequest) => ({
  drafts: request.may(draftService),
  approves: request.may(approveService),
  activates: request.may(activateService),
  asks: ['EMP', 'REF', 'EDI', 'ACC'].includes(request.actor.role ?? ''),
  own: scopeFor(request) === 'entity',
});

async function approvalForm(request: PageRequest, form: FormState) {
  const { draft, content } = await request.perform(showService, { service: request.params.servizio! });
  const m = messages[request.language];
  const name = (draft?.content ?? content)!.name[request.language];
  return formReply(request, {
    title: `${m.approve}: ${name}`,
    fields: <TextField name="act" label={m.act} hint={m.actHint} optional />,
    form,
    place: 'services',
    back: catalogueHref(request.association!.id, 'services', `/servizi/${request.params.servizio}`),
    submit: m.approve,
  });
}

/** Approving a draft, and giving it up. */
export const decisionRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: `${path}/approvazione`,
    needs: approveService,
    example: { servizio: 'posta-pec-firme' },
    answer: (request) => approvalForm(request, freshForm()),
  },
  {
    method: 'POST',
    path: `${path}/approvazione`,
    needs: approveService,
    answer: async (request) => {
      const service = request.params.servizio!;
      const attempt = await request.attempt(approveService, { ...request.form, service });
      if (!attempt.ok) return approvalForm(request, returnedForm(request, attempt));
      return {
        kind: 'redirect',
        to: catalogueHref(request.association!.id, 'services', `/servizi/${service}`),
        notice: text(messages.it.approved, messages.en.approved),
      };
    },
  },
  {
    method: 'POST',
    path: `${path}/abbandono`,
    needs: dropDraft,
    answer: async (request) => {
      await request.perform(dropDraft, { service: request.params.servizio! });
      return {
        kind: 'redirect',
        to: catalogueHref(request.association!.id),
        notice: text(messages.it.dropped, messages.en.dropped),
      };
    },
  },
];

type May = ReturnType<typeof mayOf>;

function ServicePage({ shown, may, parts }: { shown: Shown; may: May; parts: readonly VNode[] }) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const { code, content, state, draft, yours, versions } = shown;
  const said = content ?? draft!.content;
  const here = catalogueHref(association?.id, 'services', `/servizi/${code}`);
  const asks = may.asks && (yours === 'by-right' || yours === 'active') && state === 'active';
  const activates = may.activates && content?.entitlement === 'on-request' && state !== 'ended' && yours !== 'active';
  return (
    <>
      <div class="page-head">
        <h1>{said.name[language]}</h1>
        {(asks || activates || may.drafts) && (
          <p class="page-actions">
            {asks && (
              <a class="btn btn-primary" href={`/${association?.id}/assistenza/nuova?servizio=${code}`}>
                {m.ask}
              </a>
            )}{' '}
            {activates && (
              <a
                class="btn btn-outline-primary"
                href={catalogueHref(association?.id, 'activations', `/nuova?servizio=${code}`)}
              >
                {may.own ? m.activateOwn : m.activate}
              </a>
            )}{' '}
            {may.drafts && (
              <a class="btn btn-outline-primary" href={`${here}/modifica`}>
                {m.change}
              </a>
            )}
          </p>
        )}
      </div>
      {state && (
        <p>
          <StatusChip tone={state === 'active' ? 'good' : 'neutral'}>{stateNames[state][language]}</StatusChip>{' '}
          {yours && <StatusChip>{`${m.forYou}: ${standingNames[yours][language]}`}</StatusChip>}
        </p>
      )}
      <p class="lead">{said.does[language]}</p>
      {draft && (
        <Notice tone="warning" title={m.draftThere}>
          <p>
            {stageNames[draft.stage][language]}, {m.since.toLowerCase()} {showDay(draft.since, language)},{' '}
            {m.by.toLowerCase()} {draft.draftedBy}: {draft.content.name[language]}. {draft.content.does[language]}
          </p>
          {may.approves && (
            <p>
              <a class="btn btn-primary btn-xs" href={`${here}/approvazione`}>
                {m.approve}…
              </a>
            </p>
          )}
          {may.drafts && (
            <Form action={`${here}/abbandono`}>
              <button type="submit" class="btn btn-outline-primary btn-xs">
                {m.drop}
              </button>
            </Form>
          )}
        </Notice>
      )}
      <Definitions
        items={[
          { term: m.whom, is: said.entities ? m.someEntities(said.entities.length) : m.allEntities },
          { term: m.entitlement, is: entitlementNames[said.entitlement][language] },
          { term: m.whoAsks, is: askerNames[said.askedBy][language] },
          { term: m.line, is: lineNames[said.line][language] },
          {
            term: m.cost,
            is: said.free
              ? m.free
              : shown.adhesion
                ? m.splitAmongAdherents(adhesionKeyOf(shown.adhesion.key)?.[language])
                : said.costItem
                  ? shown.costEffect[language]
                  : m.notSaid,
          },
          said.unit !== null && { term: m.unit, is: shown.unitTitle?.[language] },
          { term: m.owner, is: said.owner },
          shown.needs.length > 0 && {
            term: m.needsOthers,
            is: shown.needs.map(({ code: needed, name }, place) => (
              <span key={needed}>
                {place > 0 && ', '}
                <a href={catalogueHref(association?.id, 'services', `/servizi/${needed}`)}>{name}</a>
              </span>
            )),
          },
          {
            term: m.offered,
            is: said.offeredUntil
              ? m.offeredTo(showDay(said.offeredSince, language), showDay(said.offeredUntil, language))
              : m.offeredFrom(showDay(said.offeredSince, language)),
          },
          said.clause !== null && {
            term: m.clause,
            is: <a href={`/${association?.id}/convenzione/${said.clause}`}>{shown.article ?? said.clause}</a>,
          },
        ]}
      />
      {parts}
      {said.fields.length > 0 && (
        <section aria-labelledby="form">
          <h2 id="form">{m.form}</h2>
          <ul>
            {said.fields.map(({ code: field, label, kind, choices }) => (
              <li key={field}>
                {label[language]}{' '}
                <span class="muted">
                  (
                  {kind === 'choice'
                    ? choices.map((choice) => choice[language]).join(', ')
                    : answerKindNames[kind][language]}
                  )
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {versions.length > 0 && (
        <section aria-labelledby="versions">
          <h2 id="versions">{m.versions}</h2>
          <DataTable
            caption={m.versions}
            captionHidden
            rows={versions}
            rowKey={({ number }) => String(number)}
            columns={[
              { key: 'number', title: m.version, numeric: true, names: true, cell: ({ number }) => number },
              { key: 'stage', title: m.state, cell: ({ stage }) => stageNames[stage][language] },
              { key: 'since', title: m.since, cell: ({ since }) => <DayText day={since} /> },
              { key: 'by', title: m.by, cell: ({ draftedBy }) => draftedBy },
              { key: 'approved', title: m.approvedBy, cell: ({ approvedBy }) => approvedBy },
              { key: 'act', title: m.act, cell: ({ act }) => act },
            ]}
          />
        </section>
      )}
    </>
  );
}

import type { z } from 'zod';
import { type Day, showDay } from '../../../kernel/day.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { DayField, FileField, SelectField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { SourceLink } from '../../../platform/pages/source-link.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import {
  discardOrganisationText,
  listOrganisationTexts,
  proposeOrganisationText,
  recordOrganisationAct,
  recordOrganisationDecision,
  showOrganisationText,
} from '../actions/organisation.ts';
import { conveners } from '../actions/who.ts';
import { messages } from '../messages.ts';
import { notices } from '../notices.ts';
import { organisationKindTitles, organisationStateTitles } from '../vocabulary.ts';
import { actText, bodiesAddress, crumbsTo, DocumentLink } from './bodies-frame.tsx';
import { ActFields, formRoutes } from './form-frame.tsx';

type Listed = z.output<typeof listOrganisationTexts.output>;
type Shown = z.output<typeof showOrganisationText.output>;
type Row = Listed['items'][number];

const path = '/:association/organi/organizzazione';
const tones = {
  draft: 'neutral',
  'half-way': 'attention',
  'to-come': 'neutral',
  'in-force': 'good',
  past: 'neutral',
  discarded: 'neutral',
} as const;

/** The texts on the organisation of the office: what is in force, what waits, what was. */
export const organisationPage: PageRoute = {
  method: 'GET',
  path,
  needs: listOrganisationTexts,
  answer: async (request) => {
    const on = oneText(request.query.al);
    const list = await request.perform(listOrganisationTexts, on === undefined ? {} : { on });
    return {
      kind: 'page',
      title: messages[request.language].organisation,
      crumbs: crumbsTo(request),
      scope: 'association',
      body: <OrganisationPage list={list} asOf={on} mayPropose={request.may(proposeOrganisationText)} />,
    };
  },
};

export const organisationTextPage: PageRoute = {
  method: 'GET',
  path: `${path}/:testo`,
  needs: showOrganisationText,
  answer: async (request) => {
    const shown = await request.perform(showOrganisationText, { number: numberIn(request) });
    return {
      kind: 'page',
      title: shown.title,
      crumbs: textCrumbs(request),
      scope: 'association',
      body: (
        <OrganisationTextPage
          shown={shown}
          keeps={request.may(recordOrganisationAct)}
          convenes={request.actor.kind === 'console' || conveners.some((role) => role === request.actor.role)}
        />
      ),
    };
  },
};

/** What is no number is no text either: 0, which none has. */
function numberIn({ params }: PageRequest): number {
  return /^[1-9]\d{0,5}$/.test(params.testo ?? '') ? Number(params.testo) : 0;
}

function textCrumbs(request: PageRequest) {
  const title = messages[request.language].organisation;
  return [...crumbsTo(request), { title, href: bodiesAddress(request, 'organizzazione') }];
}

const address = (request: PageRequest, ...parts: readonly string[]) =>
  bodiesAddress(request, 'organizzazione', ...parts);

export const newOrganisationTextRoutes = formRoutes<{ number: number }>({
  path: `${path}/nuovo`,
  needs: proposeOrganisationText,
  page: async (request) => {
    const { language } = request;
    const m = messages[language];
    const { foreseen } = await request.perform(listOrganisationTexts, {});
    return {
      title: m.organisationNew,
      back: address(request),
      crumbs: textCrumbs(request),
      values: { kind: 'chart' },
      sendable: foreseen !== null,
      fields: foreseen ? (
        <>
          <SelectField
            name="kind"
            label={m.organisationKind}
            choices={Object.entries(organisationKindTitles).map(([value, title]) => ({
              value,
              label: title[language],
            }))}
          />
          <TextField name="title" label={m.organisationTitle} />
          <TextAreaField name="about" label={m.organisationAbout} rows={3} optional />
          <TextFile name="document" />
        </>
      ) : (
        <EmptyState title={m.organisationSilent} />
      ),
    };
  },
  input: () => ({}),
  after: (request, { number }) => ({ to: address(request, String(number)), notice: notices.organisationProposed }),
});

export const organisationDecisionRoutes = formRoutes({
  path: `${path}/:testo/delibera`,
  needs: recordOrganisationDecision,
  page: async (request) => {
    const m = messages[request.language];
    const shown = await request.perform(showOrganisationText, { number: numberIn(request) });
    const { title, foreseen, state } = shown;
    return {
      title: m.organisationDecideTitle(title),
      intro: state === 'draft' && foreseen && m.organisationDecideIntro(foreseen.first[request.language]),
      back: address(request, request.params.testo!),
      crumbs: textCrumbs(request),
      values: { actDay: request.now.today },
      sendable: state === 'draft',
      fields: state === 'draft' ? <ActFields dayNeeded /> : <Standing shown={shown} />,
    };
  },
  input: (request) => ({ number: numberIn(request) }),
  after: (request) => ({ to: address(request, request.params.testo!), notice: notices.organisationDecided }),
});

export const organisationActRoutes = formRoutes({
  path: `${path}/:testo/atto`,
  needs: recordOrganisationAct,
  page: async (request) => {
    const m = messages[request.language];
    const shown = await request.perform(showOrganisationText, { number: numberIn(request) });
    const { title, sha256, state } = shown;
    return {
      title: m.organisationConfirmTitle(title),
      intro: state === 'half-way' && (
        <>
          {m.organisationConfirmIntro('')} <code class="hash">{sha256}</code>
        </>
      ),
      back: address(request, request.params.testo!),
      crumbs: textCrumbs(request),
      values: { actDay: request.now.today },
      sendable: state === 'half-way',
      fields:
        state !== 'half-way' ? (
          <Standing shown={shown} />
        ) : (
          <>
            <ActFields dayNeeded />
            <TextFile name="document" />
            <DayField name="since" label={m.organisationSince} hint={m.organisationSinceHint} optional />
          </>
        ),
    };
  },
  input: (request) => ({ number: numberIn(request) }),
  after: (request) => ({ to: address(request, request.params.testo!), notice: notices.organisationConfirmed }),
});

export const organisationDiscardRoutes = formRoutes({
  path: `${path}/:testo/abbandona`,
  needs: discardOrganisationText,
  page: async (request) => {
    const m = messages[request.language];
    const shown = await request.perform(showOrganisationText, { number: numberIn(request) });
    const open = shown.state === 'draft' || shown.state === 'half-way';
    return {
      title: m.organisationDiscardTitle(shown.title),
      back: address(request, request.params.testo!),
      crumbs: textCrumbs(request),
      submit: m.organisationDiscard,
      sendable: open,
      fields: !open ? <Standing shown={shown} /> : <TextField name="reason" label={m.organisationWhy} />,
    };
  },
  input: (request) => ({ number: numberIn(request) }),
  after: (request) => ({ to: address(request, request.params.testo!), notice: notices.organisationDiscarded }),
});

function TextFile({ name }: { name: string }) {
  const m = messages[useLanguage()];
  return (
    <FileField
      name={name}
      label={m.organisationFile}
      hint={m.organisationFileHint}
      accept=".pdf,.p7m,application/pdf"
    />
  );
}

export function OrganisationPage({
  list,
  asOf,
  mayPropose,
}: {
  list: Listed;
  asOf: string | undefined;
  mayPropose: boolean;
}) {
  const language = useLanguage();
  const m = messages[language];
  const { association } = useFrame();
  const here = bodiesAddress({ association }, 'organizzazione');
  const { foreseen } = list;
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{m.organisation}</h1>
          <p class="muted">
            {foreseen ? m.organisationIntro(foreseen.first[language], foreseen.second[language]) : m.organisationSilent}{' '}
            {foreseen && <SourceLink source={foreseen.source} />}
          </p>
        </div>
        {mayPropose && foreseen && (
          <div class="page-actions">
            <a class="btn btn-primary" href={`${here}/nuovo`}>
              <Icon name="plus" size="small" /> {m.organisationNew}
            </a>
          </div>
        )}
      </div>
      <ListPage
        caption={m.organisation}
        filters={[{ kind: 'day', name: 'al', label: m.asOf, ...(asOf ? { value: asOf } : {}) }]}
        rows={list.items}
        rowKey={(row) => String(row.number)}
        count={list.items.length}
        empty={
          <EmptyState title={m.organisationNone}>
            <p>{m.organisationNoneHelp}</p>
          </EmptyState>
        }
        columns={[
          {
            key: 'title',
            title: m.organisationTitle,
            names: true,
            cell: (row) => (
              <>
                <a href={`${here}/${row.number}`}>{row.title}</a>
                <div class="muted">{organisationKindTitles[row.kind][language]}</div>
              </>
            ),
          },
          {
            key: 'state',
            title: m.state,
            cell: (row) => (
              <StatusChip tone={tones[row.state]}>{organisationStateTitles[row.state][language]}</StatusChip>
            ),
          },
          { key: 'first', title: foreseen?.first[language] ?? m.act, cell: (row) => <Step step={row.first} /> },
          { key: 'second', title: foreseen?.second[language] ?? m.act, cell: (row) => <Step step={row.second} /> },
          {
            key: 'since',
            title: m.organisationSince,
            cell: (row) => row.since && <time dateTime={row.since}>{showDay(row.since as Day, language)}</time>,
          },
        ]}
      />
    </>
  );
}

function Step({ step }: { step: Row['first'] }) {
  const language = useLanguage();
  const m = messages[language];
  return step ? actText(step.act, language) : <span class="muted">{m.organisationMissing}</span>;
}

export function OrganisationTextPage({
  shown,
  keeps,
  convenes,
}: {
  shown: Shown;
  keeps: boolean;
  /** Who reads it writes the agendas of sittings too. */
  convenes: boolean;
}) {
  const language = useLanguage();
  const m = messages[language];
  const { association } = useFrame();
  const here = bodiesAddress({ association }, 'organizzazione', String(shown.number));
  const { state, foreseen } = shown;
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{shown.title}</h1>
          <p>
            <StatusChip tone={tones[state]}>{organisationStateTitles[state][language]}</StatusChip>{' '}
            {organisationKindTitles[shown.kind][language]} {foreseen && <SourceLink source={foreseen.source} />}
          </p>
          {shown.about && <p>{shown.about}</p>}
        </div>
        {keeps && (state === 'draft' || state === 'half-way') && (
          <div class="page-actions">
            {state === 'draft' && (
              <>
                {convenes && (
                  <>
                    <a
                      class="btn btn-primary"
                      href={`${bodiesAddress({ association }, 'sedute', 'punto')}?${new URLSearchParams({
                        materia: 'organisation',
                        oggetto: String(shown.number),
                        ...(foreseen ? { organo: foreseen.body } : {}),
                      })}`}
                    >
                      {m.organisationAgenda}
                    </a>{' '}
                  </>
                )}
                <a class="btn btn-outline-primary" href={`${here}/delibera`}>
                  {m.organisationDecide}
                </a>
              </>
            )}
            {state === 'half-way' && (
              <a class="btn btn-primary" href={`${here}/atto`}>
                {m.organisationConfirm}
              </a>
            )}{' '}
            <a class="btn btn-outline-primary" href={`${here}/abbandona`}>
              {m.organisationDiscard}
            </a>
          </div>
        )}
      </div>
      {state === 'half-way' && foreseen && (
        <p>
          {m.organisationWaits(foreseen.secondWithin)}{' '}
          <a href={`/${association!.id}/convenzione/adempimenti`}>{m.organisationDuties}</a>
        </p>
      )}
      <h2>{m.organisationSteps}</h2>
      <Steps shown={shown} />
      <h2>{m.organisationWhyInForce}</h2>
      <TraceView trace={shown.trace} />
    </>
  );
}

/** Where a text stands, for a form that has nothing left to ask. */
function Standing({ shown }: { shown: Shown }) {
  const language = useLanguage();
  const m = messages[language];
  const { association } = useFrame();
  const { state } = shown;
  return (
    <>
      <p>
        <StatusChip tone={tones[state]}>{organisationStateTitles[state][language]}</StatusChip>
      </p>
      <Steps shown={shown} />
      <p>
        <a href={bodiesAddress({ association }, 'organizzazione', String(shown.number))}>{m.organisationBack}</a>
      </p>
    </>
  );
}

/** The document, both acts on it, and from when it holds. */
function Steps({ shown }: { shown: Shown }) {
  const language = useLanguage();
  const m = messages[language];
  const { foreseen, first, second, discarded } = shown;
  return (
    <Definitions
      items={[
        { term: m.document, is: <DocumentLink document={shown.document} /> },
        { term: m.organisationDigest, is: <code class="hash">{shown.sha256}</code> },
        { term: foreseen?.first[language] ?? m.act, is: <StepDone step={first} /> },
        {
          term: foreseen?.second[language] ?? m.act,
          is: (
            <>
              <StepDone step={second} /> {second && <DocumentLink document={second.document} />}
            </>
          ),
        },
        {
          term: m.organisationSince,
          is: shown.since && <time dateTime={shown.since}>{showDay(shown.since as Day, language)}</time>,
        },
        {
          term: organisationStateTitles.discarded[language],
          is: discarded && `${showDay(discarded.on as Day, language)}: ${discarded.reason}`,
        },
      ]}
    />
  );
}

function StepDone({ step }: { step: Shown['first'] }) {
  const language = useLanguage();
  const m = messages[language];
  if (!step) return <StatusChip tone="attention">{m.organisationMissing}</StatusChip>;
  return (
    <>
      {actText(step.act, language)}
      {step.by && <span class="muted"> · {m.organisationRecordedBy(step.by)}</span>}
    </>
  );
}

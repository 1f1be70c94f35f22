import type { z } from 'zod';
import { type Day, showDay } from '../../../kernel/day.ts';
import { type Language, type Text, text } from '../../../kernel/text.ts';
import { filePage } from '../../../platform/file-answer.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { ChoiceField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { ErrorSummary, Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { confirmLateNotices } from '../actions/confirm-late-notices.ts';
import { resendConvocation, sendConvocation } from '../actions/send-convocation.ts';
import { setPecAddresses } from '../actions/set-pec-addresses.ts';
import { type EntityNoticeView, readConvocation, showConvocation } from '../actions/show-convocation.ts';
import { convocationMessages as messages } from '../convocation-messages.ts';
import { followingAs } from './follow.ts';
import { backTo, crumbsTo, isLive, Live, MeetingsFrame, numberIn, organiHref, timeText } from './meetings-frame.tsx';

type Shown = z.output<typeof showConvocation.output>;
type FormName = 'addresses' | 'send' | 'confirm';
type Failed = { readonly form: FormName; readonly state: FormState };
type May = { readonly send: boolean; readonly confirm: boolean; readonly setMailbox: boolean };
const path = '/:association/organi/sedute/:seduta/convocazione';

const said = (key: 'sentDone' | 'againDone' | 'confirmed' | 'addressesSaved'): Text =>
  text(messages.it[key], messages.en[key]);
const here = (request: PageRequest) => `${organiHref(request, 'sedute', numberIn(request, 'seduta'))}/convocazione`;

async function page(request: PageRequest, failed?: Failed): Promise<PageReply> {
  const shown = await request.perform(showConvocation, { meeting: numberIn(request, 'seduta') });
  return {
    kind: 'page',
    title: messages[request.language].title,
    status: failed ? 422 : 200,
    crumbs: crumbsTo(request, 'meetings', shown.number),
    scope: 'association',
    scripts: arrives(shown) ? ['live'] : [],
    body: (
      <ConvocationPage
        shown={shown}
        may={{
          send: request.may(sendConvocation),
          confirm: request.may(confirmLateNotices),
          setMailbox: request.actor.role === 'SYS' || request.actor.role === 'RES',
        }}
        base={here(request)}
        failed={failed}
      />
    ),
  };
}

/** Whether any notice left from here: receipts of these may still come, and they can be sent again. */
const wasSent = ({ entities }: Shown) => entities.some(({ messages: sent }) => sent.length > 0);
const arrives = (shown: Shown) => isLive(shown) && wasSent(shown);

/** Names given once or several times. */
const several = (value: string | readonly string[] | undefined): readonly string[] =>
  (typeof value === 'string' ? [value] : (value ?? [])).filter((one) => one !== '');

function step(
  word: string,
  form: FormName,
  needs: NonNullable<PageRoute['needs']>,
  notice: Parameters<typeof said>[0],
  run: (request: PageRequest, meeting: number) => Promise<Awaited<ReturnType<PageRequest['attempt']>>>,
): PageRoute {
  return {
    method: 'POST',
    path: `${path}/${word}`,
    needs,
    answer: async (request) => {
      const attempt = await run(request, numberIn(request, 'seduta'));
      if (!attempt.ok) return page(request, { form, state: returnedForm(request, attempt) });
      return backTo(here(request), said(notice));
    },
  };
}

export const convocationPages: readonly PageRoute[] = [
  { method: 'GET', path, example: { seduta: '1' }, answer: (request) => page(request) },
  {
    method: 'GET',
    path: `${path}/avviso`,
    answer: async (request) =>
      filePage(await request.perform(readConvocation, { meeting: numberIn(request, 'seduta') })),
  },
  {
    method: 'GET',
    path: `${path}/dal-vivo`,
    follows: true,
    answer: async (request) =>
      followingAs(request, 'all but votes', async (meeting) => {
        const shown = await request.perform(showConvocation, { meeting });
        return <Arriving shown={shown} maySend={request.may(sendConvocation)} base={here(request)} />;
      }),
  },
  step('invio', 'send', sendConvocation, 'sentDone', (request, meeting) => {
    const { lateReason, byHand } = request.form;
    const otherwise = several(byHand).map((entity) => ({ entity, way: 'hand' }));
    return request.attempt(sendConvocation, { meeting, lateReason, otherwise });
  }),
  step('ancora/:ente', 'send', resendConvocation, 'againDone', (request, meeting) =>
    request.attempt(resendConvocation, { meeting, entity: request.params.ente }),
  ),
  step('conferma', 'confirm', confirmLateNotices, 'confirmed', (request, meeting) => {
    const { reason, chair } = request.form;
    return request.attempt(confirmLateNotices, { meeting, reason, chair });
  }),
  step('indirizzi', 'addresses', setPecAddresses, 'addressesSaved', (request) => {
    const { _csrf, ...given } = request.form;
    return request.attempt(setPecAddresses, given);
  }),
];

export function ConvocationPage({
  shown,
  may,
  base,
  failed,
}: {
  shown: Shown;
  may: May;
  base: string;
  failed?: Failed | undefined;
}) {
  const language = useLanguage();
  const m = messages[language];
  const { counts, document, term } = shown;
  const stateOf = (form: FormName) => (failed?.form === form ? failed.state : undefined);
  const draft = may.send && shown.state === 'draft';
  const { association } = useFrame();
  const refused = stateOf('send');
  const offersSending = draft && shown.from !== null;
  return (
    <>
      <h1>{m.title}</h1>
      <p class="lead">
        {shown.bodyName[language]}
        {shown.firstCall && `, ${timeText(shown.firstCall, language)}`}
      </p>
      <MeetingsFrame view="meetings">
        {refused && !offersSending && <ErrorSummary state={refused} />}
        <p>{m.lead}</p>
        <Definitions
          items={[
            { term: m.term, is: term ? limitText(term.sendBy, language) : m.noTerm },
            { term: m.proof, is: m[shown.proof] },
            { term: m.effect, is: shown.blocks ? m.blocks : m.warns },
            { term: m.from, is: shown.from },
            { term: m.sent, is: shown.convened && timeText(shown.convened, language) },
            {
              term: m.document,
              is: document && (
                <a href={`${base}/avviso`} hx-boost="false" download>
                  {document.name}
                </a>
              ),
            },
            { term: m.sha256, is: document && <code class="hash">{document.sha256}</code> },
            { term: m.lateReason, is: shown.lateReason },
          ]}
        />
        {term && (
          <details class="more">
            <summary>{m.why}</summary>
            <TraceView trace={term.explanation} open={1} />
          </details>
        )}
        {may.send && shown.from === null && (draft || arrives(shown)) && (
          <Notice tone="warning" title={m.noMailbox}>
            <p>
              {may.setMailbox ? (
                <a href={`/${association!.id}/sicurezza/posta-certificata`}>{m.setMailbox}</a>
              ) : (
                m.noMailboxHow
              )}
            </p>
            {draft && (
              <p>
                {m.otherWays} <a href={`${base.slice(0, -'/convocazione'.length)}#convocazione`}>{m.otherWaysLink}</a>.
              </p>
            )}
          </Notice>
        )}
        {draft && counts.withoutAddress > 0 && (
          <Notice tone="warning" title={m.missingAddresses(counts.withoutAddress)}>
            <p>{m.missingAddressesHow}</p>
          </Notice>
        )}
        <Live on={arrives(shown)} href={`${base}/dal-vivo`}>
          <Arriving shown={shown} maySend={may.send} base={base} />
        </Live>
        {offersSending && <SendForm shown={shown} base={base} state={refused} />}
        {may.send && (
          <Addresses
            shown={shown}
            open={(draft && counts.withoutAddress > 0) || shown.entities.some((row) => row.undelivered !== null)}
            base={base}
            state={stateOf('addresses')}
          />
        )}
        {may.confirm && (shown.blocked.length > 0 || stateOf('confirm')) && (
          <section aria-labelledby="conferma">
            <h2 id="conferma">{m.confirm}</h2>
            <p>{m.confirmIntro}</p>
            <Form action={`${base}/conferma`} state={stateOf('confirm') ?? freshForm()}>
              <TextAreaField name="reason" label={m.reason} rows={2} />
              <TextField name="chair" label={m.chair} hint={m.chairHint} width="medium" optional />
              <FormActions submit={m.confirm} />
            </Form>
          </section>
        )}
      </MeetingsFrame>
    </>
  );
}

const wayNames: Readonly<Record<string, Text>> = {
  pec: text('PEC', 'certified mail'),
  email: text('posta elettronica', 'e-mail'),
  hand: text('a mano', 'by hand'),
  protocol: text('protocollo', 'by the registry'),
};

const tones = {
  'in-time': 'good',
  late: 'bad',
  waiting: 'attention',
  failed: 'bad',
  untold: 'neutral',
} as const;

/** What changes as receipts come in: who was told and since when, what is missing, whether the sitting may open. */
function Arriving({ shown, maySend, base }: { shown: Shown; maySend: boolean; base: string }) {
  const m = messages[useLanguage()];
  const undelivered = shown.entities.filter((row) => row.undelivered !== null);
  const missing = shown.entities.filter(
    (row) => row.messages.length > 0 && row.missing.length > 0 && row.undelivered === null,
  );
  return (
    <>
      {shown.blocked.length > 0 && (
        <Notice tone="warning" title={m.blocked(shown.blocked.length)}>
          <p>{m.blockedHow}</p>
        </Notice>
      )}
      {undelivered.length > 0 && (
        <Notice tone="error" title={m.undelivered(undelivered.length)}>
          <p>{m.undeliveredHow}</p>
          <ul class="plain">
            {undelivered.map((row) => (
              <li key={row.entity}>
                <strong>{row.name}</strong>, {row.messages.at(-1)?.address}: <Undelivered row={row} />{' '}
                {maySend && <a href="#indirizzi">{m.correctAddress}</a>}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {missing.length > 0 && (
        <Notice tone="info" title={m.receiptsMissing(missing.length)}>
          <details open={missing.length <= 10}>
            <summary>{m.whichMissing}</summary>
            <ul class="plain">
              {missing.map((row) => (
                <li key={row.entity}>
                  {row.name}: {row.missing.map((kind) => receiptText(kind, m)).join(', ')}
                </li>
              ))}
            </ul>
          </details>
        </Notice>
      )}
      <Entities
        shown={shown}
        resends={maySend && shown.state === 'convened' && shown.from !== null && wasSent(shown)}
        base={base}
      />
    </>
  );
}

/** Why a notice did not reach an entity: whose word it is, when, and what was answered. */
function Undelivered({ row }: { row: EntityNoticeView }) {
  const language = useLanguage();
  const m = messages[language];
  if (!row.undelivered) return null;
  const { at, certified, error, why } = row.undelivered;
  const errors: Readonly<Record<string, string>> = {
    'no-dest': m['no-dest'],
    'no-dominio': m['no-dominio'],
    virus: m.virus,
    altro: m.altro,
  };
  const said = [certified ? m.undeliveredCertified : m.undeliveredReturned, errors[error], why].filter(Boolean);
  return (
    <>
      {said.join(', ')} ({timeText(at, language)}).
    </>
  );
}

/** A kind of receipt in words; one that is not known as it is written. */
function receiptText(kind: string, m: (typeof messages)['it']): string {
  return kind in m ? String(m[kind as 'accettazione']) : kind.replace(/-/g, ' ');
}

function Entities({ shown, resends, base }: { shown: Shown; resends: boolean; base: string }) {
  const language = useLanguage();
  const m = messages[language];
  if (shown.entities.length === 0)
    return (
      <EmptyState title={m.nobody}>
        <p>{m.nobodyHelp}</p>
      </EmptyState>
    );
  return (
    <section aria-labelledby="enti">
      <h2 id="enti">{m.entities}</h2>
      <p>{m.summary(shown.counts.inTime, shown.counts.entities)}</p>
      <DataTable
        caption={m.entities}
        columns={[
          { key: 'entity', title: m.entity, names: true, cell: (row) => row.name },
          {
            key: 'address',
            title: m.address,
            cell: (row) => row.messages.at(-1)?.address ?? row.address ?? m.noAddress,
          },
          {
            key: 'standing',
            title: m.standing,
            cell: (row) => (
              <>
                <StatusChip tone={tones[row.standing]}>{m[row.standing]}</StatusChip>
                {row.proven && row.messages.length === 0 && <span class="muted"> {m.asWrittenDown}</span>}
                {row.undelivered && row.standing !== 'failed' && <StatusChip tone="bad">{m.failed}</StatusChip>}
                {row.confirmed && <span class="muted"> {m.confirmedBy(row.confirmed.chair)}</span>}
              </>
            ),
          },
          { key: 'counts', title: m.counts, cell: (row) => row.proven && timeText(row.proven, language) },
          { key: 'receipts', title: m.receipts, cell: (row) => <Receipts row={row} /> },
          ...(resends
            ? [
                {
                  key: 'act',
                  title: m.act,
                  cell: (row: EntityNoticeView) => (
                    <Form action={`${base}/ancora/${encodeURIComponent(row.entity)}`}>
                      <button type="submit" class="btn btn-outline-primary btn-xs" aria-label={m.againNamed(row.name)}>
                        {m.again}
                      </button>
                    </Form>
                  ),
                },
              ]
            : []),
        ]}
        rows={shown.entities}
        rowKey={(row) => row.entity}
      />
    </section>
  );
}

function Receipts({ row }: { row: EntityNoticeView }) {
  const language = useLanguage();
  const m = messages[language];
  const known = (kind: string) => receiptText(kind, m);
  if (row.messages.length === 0 && row.otherwise.length === 0) return <>{m.notSent}</>;
  return (
    <ul class="plain">
      {row.otherwise.map(({ way, sent, delivered, proof, recordedBy }) => (
        <li key={`${way} ${sent}`}>
          {m.writtenDown(recordedBy)}: {wayNames[way]?.[language] ?? way}, {m.sentOn} {timeText(sent, language)}
          {delivered && `, ${m.deliveredOn} ${timeText(delivered, language)}`}
          {proof && ` (${proof})`}
        </li>
      ))}
      {row.messages.flatMap(({ number, receipts }) =>
        receipts.map(({ kind, at, identifier, detail }) => (
          <li key={`${number} ${identifier} ${kind}`}>
            {known(kind)}: {timeText(at, language)}
            {detail && `, ${detail}`}
          </li>
        )),
      )}
      {row.missing.length > 0 && (
        <li class="muted">
          {m.missing}: {row.missing.map(known).join(', ')}
        </li>
      )}
    </ul>
  );
}

function SendForm({ shown, base, state }: { shown: Shown; base: string; state: FormState | undefined }) {
  const m = messages[useLanguage()];
  const without = shown.entities.filter(({ address }) => address === null);
  return (
    <section aria-labelledby="invio">
      <h2 id="invio">{m.send}</h2>
      <p>{m.sendIntro}</p>
      <Form action={`${base}/invio`} state={state ?? freshForm()}>
        {without.length > 0 && (
          <ChoiceField
            name="byHand"
            label={m.otherwise}
            hint={m.otherwiseHint}
            several
            optional
            choices={without.map(({ entity, name }) => ({ value: entity, label: name }))}
          />
        )}
        <TextAreaField name="lateReason" label={m.lateReasonLabel} hint={m.lateReasonHint} rows={2} optional />
        <FormActions submit={m.send} />
      </Form>
    </section>
  );
}

function Addresses({
  shown,
  open,
  base,
  state,
}: {
  shown: Shown;
  open: boolean;
  base: string;
  state: FormState | undefined;
}) {
  const m = messages[useLanguage()];
  if (shown.entities.length === 0) return null;
  return (
    <details class="more" id="indirizzi" open={open || state !== undefined}>
      <summary>{m.addresses}</summary>
      <p>{m.addressesHint}</p>
      <Form action={`${base}/indirizzi`} state={state ?? freshForm()}>
        {shown.entities.map(({ entity, name, address }, place) => (
          <div key={entity}>
            <input type="hidden" name={`addresses[${place}].entity`} value={entity} />
            <TextField
              name={`addresses[${place}].address`}
              type="email"
              label={name}
              width="medium"
              autocomplete="off"
              optional
              value={address}
            />
          </div>
        ))}
        <FormActions submit={m.saveAddresses} />
      </Form>
    </details>
  );
}

function limitText(sendBy: string, language: Language): string {
  const [day, hour] = sendBy.split('T') as [Day, string | undefined];
  return hour ? `${showDay(day, language)}, ${hour}` : showDay(day, language);
}

import type { z } from 'zod';
import { type Day, type LocalTime, localTimeAt, showDay } from '../../../kernel/day.ts';
import type { Language } from '../../../kernel/text.ts';
import { filePage } from '../../../platform/file-answer.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import {
  ChoiceField,
  FileField,
  HiddenField,
  MomentField,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../platform/pages/field.tsx';
import { ErrorSummary, Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { addAttachment, readAttachment, removeAttachment } from '../actions/attachments.ts';
import { cancelMeeting } from '../actions/cancel-meeting.ts';
import { conveneMeeting } from '../actions/convene-meeting.ts';
import { listMatters } from '../actions/list-matters.ts';
import { openSitting } from '../actions/open-sitting.ts';
import { addItem, removeItem } from '../actions/set-agenda.ts';
import { showMeeting } from '../actions/show-meeting.ts';
import { convocationMessages } from '../convocation-messages.ts';
import { messages } from '../messages.ts';
import { Files, fileGiven } from './agenda-files.tsx';
import { ItemFields, itemGiven, type Matters } from './item-form.page.tsx';
import { LackingFigures } from './lacking-figures.tsx';
import {
  backTo,
  crumbsTo,
  hourOf,
  MeetingChip,
  MeetingsFrame,
  numberIn,
  organiHref,
  said,
  timeText,
} from './meetings-frame.tsx';
import { decisionText, outcomeText } from './words.ts';

type Shown = z.output<typeof showMeeting.output>;
type FormName = 'item' | 'file' | 'convene' | 'cancel' | 'open';
type Failed = { readonly form: FormName; readonly state: FormState };

export const meetingPage: PageRoute = {
  method: 'GET',
  path: '/:association/organi/sedute/:seduta',
  open: true,
  example: { seduta: '1' },
  answer: (request) => page(request),
};

async function page(request: PageRequest, failed?: Failed): Promise<PageReply> {
  const meeting = await request.perform(showMeeting, { meeting: numberIn(request, 'seduta') });
  const leads = request.may(conveneMeeting);
  const matters = leads && meeting.state === 'draft' ? (await request.perform(listMatters, {})).items : [];
  const m = messages[request.language];
  return {
    kind: 'page',
    title: m.meeting(meeting.number),
    status: failed ? 422 : 200,
    crumbs: crumbsTo(request, 'meetings'),
    scope: 'association',
    body: (
      <MeetingPage
        meeting={meeting}
        leads={leads}
        follows={request.actor.role !== null || request.actor.kind === 'console'}
        matters={matters}
        call={meeting.deserted || meeting.secondCall?.startsWith(request.now.today) ? 2 : 1}
        now={localTimeAt(request.now.instant.getTime())}
        base={organiHref(request, 'sedute', meeting.number)}
        failed={failed}
      />
    ),
  };
}

/** A form of the page: what it does, where it goes on, what it says. */
function step(
  path: string,
  form: FormName,
  run: (request: PageRequest, meeting: number) => Promise<Awaited<ReturnType<PageRequest['attempt']>>>,
  notice: Parameters<typeof said>[0],
  to: string[] = [],
): PageRoute {
  return {
    method: 'POST',
    path: `/:association/organi/sedute/:seduta/${path}`,
    answer: async (request) => {
      const meeting = numberIn(request, 'seduta');
      const attempt = await run(request, meeting);
      if (!attempt.ok) return page(request, { form, state: returnedForm(request, attempt) });
      return backTo(organiHref(request, 'sedute', meeting, ...to), said(notice));
    },
  };
}

const given = ({ form: { _csrf, ...rest } }: PageRequest) => rest;

export const meetingSteps: readonly PageRoute[] = [
  step(
    'punti',
    'item',
    (request, meeting) => request.attempt(addItem, { ...itemGiven(request), meeting }),
    'itemAdded',
  ),
  step(
    'punti/:punto/togli',
    'item',
    (request, meeting) => request.attempt(removeItem, { meeting, item: numberIn(request, 'punto') }),
    'itemRemoved',
  ),
  step(
    'allegati',
    'file',
    (request, meeting) => request.attempt(addAttachment, { ...given(request), meeting, ...fileGiven(request) }),
    'attached',
  ),
  step(
    'allegati/:file/togli',
    'file',
    (request, meeting) => request.attempt(removeAttachment, { meeting, file: numberIn(request, 'file') }),
    'itemRemoved',
  ),
  step(
    'convocazione',
    'convene',
    (request, meeting) => request.attempt(conveneMeeting, { ...given(request), meeting }),
    'convened',
  ),
  step(
    'annullamento',
    'cancel',
    (request, meeting) => request.attempt(cancelMeeting, { ...given(request), meeting }),
    'cancelled',
  ),
  step(
    'apertura',
    'open',
    (request, meeting) => request.attempt(openSitting, { ...given(request), meeting }),
    'opened',
    ['segretario'],
  ),
];

export const attachmentPage: PageRoute = {
  method: 'GET',
  path: '/:association/organi/sedute/:seduta/allegati/:file',
  answer: async (request) =>
    filePage(
      await request.perform(readAttachment, { meeting: numberIn(request, 'seduta'), file: numberIn(request, 'file') }),
    ),
};

export function MeetingPage({
  meeting,
  leads,
  follows,
  matters,
  call,
  now,
  base,
  failed,
}: {
  meeting: Shown;
  leads: boolean;
  follows: boolean;
  matters: Matters;
  /** The call that would be opened today. */
  call: 1 | 2;
  now: LocalTime;
  base: string;
  failed?: Failed | undefined;
}) {
  const language = useLanguage();
  const m = messages[language];
  const draft = leads && meeting.state === 'draft';
  const planned = call === 2 ? meeting.secondCall : meeting.firstCall;
  const early = planned !== null && planned.slice(0, 10) === now.slice(0, 10) && now < planned;
  const stateOf = (form: FormName) => (failed?.form === form ? failed.state : undefined);
  return (
    <>
      <div class="page-head">
        <div>
          <h1>
            {m.meeting(meeting.number)}: {meeting.bodyName[language]}
          </h1>
          <p class="lead">
            {[meeting.title, m[meeting.kind]].filter(Boolean).join(' · ')} <MeetingChip state={meeting.state} />
          </p>
        </div>
        {draft && (
          <div class="page-actions">
            <a class="btn btn-outline-primary" href={`${base}/modifica`}>
              {m.change}
            </a>
          </div>
        )}
      </div>
      <MeetingsFrame view="meetings">
        {failed && !isShown(failed.form, meeting.state) && <ErrorSummary state={failed.state} />}
        {follows && meeting.state === 'open' && (
          <nav class="sitting-doors" aria-label={m.sitting}>
            {leads && (
              <a class="btn btn-primary" href={`${base}/segretario`}>
                {m.secretaryView}
              </a>
            )}
            <a class={leads ? 'btn btn-outline-primary' : 'btn btn-primary'} href={`${base}/voto`}>
              {m.voteView}
            </a>
            <a class="btn btn-outline-primary" href={`${base}/proiettore`}>
              {m.projectorView}
            </a>
          </nav>
        )}
        {['closed', 'minuted'].includes(meeting.state) &&
          (leads || meeting.minutes === 'published' || (follows && meeting.minutes !== 'none')) && (
            <nav class="sitting-doors" aria-label={m.sitting}>
              <a class="btn btn-primary" href={`${base}/verbale`}>
                {m.minutes}
              </a>
              {leads && (
                <a class="btn btn-outline-primary" href={`${base}/segretario`}>
                  {m.secretaryView}
                </a>
              )}
            </nav>
          )}
        <Definitions
          items={[
            { term: m.firstCall, is: meeting.firstCall && timeText(meeting.firstCall, language) },
            { term: m.secondCall, is: meeting.secondCall && timeText(meeting.secondCall, language) },
            { term: m.place, is: meeting.place },
            { term: m.remoteLink, is: meeting.remoteLink && <a href={meeting.remoteLink}>{meeting.remoteLink}</a> },
            { term: m.reason, is: meeting.kind === 'urgent' ? meeting.reason : '' },
            { term: m.chair, is: meeting.chair },
            { term: m.secretary, is: meeting.secretary },
            {
              term: m.deserted,
              is: meeting.deserted && (
                <>
                  {timeText(meeting.deserted.opened, language)}: {desertedText(meeting.deserted, m)}
                </>
              ),
            },
            { term: m.cancelledBecause, is: meeting.cancelledReason },
          ]}
        />
        <Agenda meeting={meeting} base={base} draft={draft} follows={follows} />
        {draft && <ItemForm meeting={meeting} matters={matters} base={base} state={stateOf('item')} />}
        {draft && <FileForm meeting={meeting} base={base} state={stateOf('file')} />}
        <LackingFigures lacking={meeting.lacking} />
        <Convocation meeting={meeting} base={base} leads={leads} now={now} state={stateOf('convene')} />
        {leads && meeting.state === 'convened' && (
          <section aria-labelledby="apertura">
            <h2 id="apertura">{m.openSitting}</h2>
            <p>{m.openIntro}</p>
            <Form action={`${base}/apertura`} state={stateOf('open') ?? freshForm({ call: String(call) })}>
              {meeting.deserted ? (
                <HiddenField name="call" value="2" />
              ) : (
                meeting.secondCall && (
                  <ChoiceField
                    name="call"
                    label={m.callLabel}
                    choices={[
                      { value: '1', label: m.firstCallName },
                      { value: '2', label: m.secondCallName },
                    ]}
                  />
                )
              )}
              <TextField name="chair" label={m.chair} hint={m.chairHint} optional />
              {meeting.untold.length > 0 && (
                <Notice tone="warning" title={m.untoldOpening(meeting.untold.map(({ name }) => name).join(', '))}>
                  <p>{m.untoldOpeningHow}</p>
                </Notice>
              )}
              {early && (
                <Notice tone="warning" title={m.openEarly(hourOf(now), hourOf(planned))}>
                  <p>{m.openEarlyHow}</p>
                </Notice>
              )}
              <FormActions submit={m.openSitting} />
            </Form>
          </section>
        )}
        {leads && ['draft', 'convened'].includes(meeting.state) && (
          <details class="more" open={failed?.form === 'cancel'}>
            <summary>{m.cancelMeeting}</summary>
            <Form action={`${base}/annullamento`} {...(stateOf('cancel') ? { state: stateOf('cancel')! } : {})}>
              <TextField name="reason" label={m.cancelReason} />
              <FormActions submit={m.cancelMeeting} />
            </Form>
          </details>
        )}
      </MeetingsFrame>
    </>
  );
}

function Agenda({ meeting, base, draft, follows }: { meeting: Shown; base: string; draft: boolean; follows: boolean }) {
  const language = useLanguage();
  const m = messages[language];
  const { association } = useFrame();
  const filesOf = (item: number | null) => meeting.attachments.filter((file) => file.item === item);
  return (
    <section aria-labelledby="ordine-del-giorno">
      <h2 id="ordine-del-giorno">{m.agenda}</h2>
      {meeting.advises && <p class="muted">{m.adviceOnly}</p>}
      {meeting.items.length === 0 && <EmptyState title={m.noItems} />}
      <ol class="agenda">
        {meeting.items.map((item) => (
          <li key={item.number} id={`punto-${item.number}`}>
            <p class="agenda-title">{item.title}</p>
            <p class="muted">
              {[
                (meeting.advises && item.kind === 'decision' ? m.opinion : m[item.kind]).split(':')[0],
                item.matterTitle?.[language],
                item.subjectTitle?.[language] ?? item.subject,
                item.kind === 'adoption' && item.subject === '' ? m.adoptsNothing : '',
                item.secret ? m.secret : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {meeting.outcomes
              .filter((one) => one.item === item.number)
              .map((one) => (
                <p key={one.ballot}>
                  <strong>
                    {follows ? (
                      <a href={`${base}/votazioni/${one.ballot}`}>{outcomeText(one, one, m)}</a>
                    ) : (
                      outcomeText(one, one, m)
                    )}
                  </strong>
                  {one.decision && (
                    <>
                      {', '}
                      <a
                        href={`/${association!.id}/organi/decisioni/${one.decision.body}/${one.decision.year}/${one.decision.number}`}
                      >
                        {decisionText(one.decision, m)}
                      </a>
                    </>
                  )}
                </p>
              ))}
            {item.body && <p class="agenda-text">{item.body}</p>}
            <Files files={filesOf(item.number)} base={base} draft={draft} />
            {draft && (
              <a href={`${base}/punti/${item.number}`}>
                {m.change}
                <span class="visually-hidden"> {item.title}</span>
              </a>
            )}
            {draft && (
              <Form action={`${base}/punti/${item.number}/togli`}>
                <button type="submit" class="btn btn-link">
                  {m.remove}
                  <span class="visually-hidden"> {item.title}</span>
                </button>
              </Form>
            )}
          </li>
        ))}
      </ol>
      <Files files={filesOf(null)} base={base} draft={draft} />
    </section>
  );
}

function ItemForm({
  meeting,
  matters,
  base,
  state,
}: {
  meeting: Shown;
  matters: Matters;
  base: string;
  state: FormState | undefined;
}) {
  const m = messages[useLanguage()];
  return (
    <details class="more" open={state !== undefined}>
      <summary>{m.addItem}</summary>
      <Form action={`${base}/punti`} state={state ?? freshForm({ kind: 'decision' })}>
        <ItemFields matters={matters} advises={meeting.advises} />
        <FormActions submit={m.add} />
      </Form>
    </details>
  );
}

function FileForm({ meeting, base, state }: { meeting: Shown; base: string; state: FormState | undefined }) {
  const m = messages[useLanguage()];
  return (
    <details class="more" open={state !== undefined}>
      <summary>{m.attach}</summary>
      <Form action={`${base}/allegati`} files {...(state ? { state } : {})}>
        <FileField name="content" label={m.file} hint={m.fileHint} />
        <SelectField
          name="item"
          label={m.forItem}
          optional
          choices={meeting.items.map(({ number, title }) => ({ value: String(number), label: title }))}
        />
        <FormActions submit={m.attach} />
      </Form>
    </details>
  );
}

function Convocation({
  meeting,
  base,
  leads,
  now,
  state,
}: {
  meeting: Shown;
  base: string;
  leads: boolean;
  now: LocalTime;
  state: FormState | undefined;
}) {
  const language = useLanguage();
  const m = messages[language];
  const { notice } = meeting;
  if (meeting.state === 'cancelled') return null;
  return (
    <section aria-labelledby="convocazione">
      <h2 id="convocazione">{m.notice}</h2>
      <Definitions
        items={[
          {
            term: m.sendBy,
            is: notice && (
              <>
                {limitText(notice.sendBy, language)}
                {meeting.state === 'draft' && isPast(notice.sendBy, now) && (
                  <>
                    {' '}
                    <StatusChip tone="bad">{m.sendByPassed}</StatusChip>
                  </>
                )}
                {notice.lateBy && (
                  <>
                    {' '}
                    <StatusChip tone="bad">{m.convenedLate}</StatusChip>
                  </>
                )}
              </>
            ),
          },
          { term: m.convenedOn, is: meeting.convened && timeText(meeting.convened, language) },
          { term: m.lateReason, is: meeting.lateReason },
        ]}
      />
      {notice && (
        <details class="more">
          <summary>{m.why}</summary>
          <TraceView trace={notice.explanation} open={1} />
        </details>
      )}
      {leads && meeting.state !== 'draft' && meeting.state !== 'convened' && meeting.untold.length > 0 && (
        <Notice tone="warning" title={m.untold(meeting.untold.length)}>
          <p>{meeting.untold.map(({ name }) => name).join(', ')}</p>
        </Notice>
      )}
      {meeting.notices.length > 0 && (
        <details class="more">
          <summary>
            {m.told}: {meeting.notices.length}
          </summary>
          <DataTable
            caption={m.told}
            columns={[
              { key: 'entity', title: m.entity, names: true, cell: (row) => row.name },
              { key: 'way', title: m.way, cell: (row) => m[row.way as 'pec'] ?? row.way },
              { key: 'sent', title: m.sentAt, cell: (row) => row.sent && timeText(row.sent, language) },
              {
                key: 'delivered',
                title: m.delivered,
                cell: (row) => (row.delivered ? timeText(row.delivered, language) : m.unsure),
              },
              {
                key: 'proof',
                title: m.proof,
                cell: (row) =>
                  row.receipts ? m.byReceipts : [m.asRecorded(row.recordedBy), row.proof].filter(Boolean).join('; '),
              },
            ]}
            rows={meeting.notices}
            rowKey={(row) => `${row.entity} ${row.way} ${row.sent}`}
          />
        </details>
      )}
      {(leads || meeting.notices.length > 0) && (
        <p>
          <a href={`${base}/convocazione`}>{convocationMessages[language].link}</a>
        </p>
      )}
      {leads && meeting.state === 'draft' && (
        <>
          <p>{m.conveneIntro}</p>
          <Form action={`${base}/convocazione`} {...(state ? { state } : {})}>
            <MomentField name="sent" label={m.sentAt} hint={m.sentHint} optional />
            <SelectField
              name="way"
              label={m.way}
              choices={(['pec', 'email', 'protocol', 'hand'] as const).map((way) => ({ value: way, label: m[way] }))}
            />
            <TextAreaField name="lateReason" label={m.lateReasonLabel} hint={m.lateReasonHint} rows={2} optional />
            <FormActions submit={m.convene} />
          </Form>
        </>
      )}
    </section>
  );
}

function desertedText(
  { present, entitled, required, seats }: NonNullable<Shown['deserted']>,
  m: (typeof messages)['it'],
): string {
  return m.desertedFound(present, entitled, required, seats.join(', '));
}

/** Whether the page of a meeting in that state still has the form: if not, what was refused stands at its top. */
function isShown(form: FormName, state: Shown['state']): boolean {
  if (form === 'open') return state === 'convened';
  return state === 'draft' || (form === 'cancel' && state === 'convened');
}

/** A day has passed the day after; an hour, once it has struck. */
function isPast(limit: string, now: LocalTime): boolean {
  return limit.length > 10 ? limit < now : limit < now.slice(0, 10);
}

function limitText(sendBy: string, language: Language): string {
  const [day, hour] = sendBy.split('T') as [Day, string | undefined];
  return hour ? `${showDay(day, language)}, ${hour}` : showDay(day, language);
}

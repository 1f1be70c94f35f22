import type { z } from 'zod';
import { dayAt, showDay } from '../../../kernel/day.ts';
import { filePage } from '../../../platform/file-answer.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { FileField, HiddenField, TextAreaField } from '../../../platform/pages/field.tsx';
import { ErrorSummary, Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import {
  approveMinutes,
  draftMinutes,
  editMinutes,
  publishMinutes,
  readMinutesFile,
  showMinutes,
  signMinutes,
} from '../actions/minutes.ts';
import { showMeeting } from '../actions/show-meeting.ts';
import { messages } from '../messages.ts';
import { type Part, partsOf } from '../printing/minutes-pdf.ts';
import { backTo, crumbsTo, numberIn, organiHref, said } from './meetings-frame.tsx';

type Minutes = z.output<typeof showMinutes.output>;
const path = '/:association/organi/sedute/:seduta/verbale';

/** The minutes: written by the events, corrected, approved, signed, published. */
export const minutesPage: PageRoute = {
  method: 'GET',
  path,
  open: true,
  example: { seduta: '1' },
  answer: (request) => page(request),
};

export const minutesFilePage: PageRoute = {
  method: 'GET',
  path: `${path}/:quale`,
  open: true,
  answer: async (request) => {
    const which = request.params.quale === 'firmato' ? 'signed' : 'pdf';
    return filePage(await request.perform(readMinutesFile, { meeting: numberIn(request, 'seduta'), which }));
  },
};

/** What was refused, and the step it was: the word of its address. */
type Failed = { readonly step: string; readonly state: FormState };

async function page(request: PageRequest, failed?: Failed): Promise<PageReply> {
  const meeting = await request.perform(showMeeting, { meeting: numberIn(request, 'seduta') });
  const leads = request.may(draftMinutes);
  const minutes =
    meeting.minutes === 'none' || (meeting.minutes === 'draft' && !leads)
      ? null
      : await request.perform(showMinutes, { meeting: meeting.number });
  const m = messages[request.language];
  return {
    kind: 'page',
    title: `${m.minutes}: ${m.meeting(meeting.number)}`,
    status: failed ? 422 : 200,
    crumbs: crumbsTo(request, 'meetings', meeting.number),
    scope: 'association',
    body: (
      <MinutesPage
        title={`${meeting.bodyName[request.language]}, ${m.meeting(meeting.number)}`}
        minutes={minutes}
        leads={leads}
        base={`${organiHref(request, 'sedute', meeting.number)}/verbale`}
        failed={failed}
      />
    ),
  };
}

function step(
  word: string,
  run: (request: PageRequest, meeting: number) => Promise<Awaited<ReturnType<PageRequest['attempt']>>>,
): PageRoute {
  return {
    method: 'POST',
    path: word ? `${path}/${word}` : path,
    needs: draftMinutes,
    answer: async (request) => {
      const meeting = numberIn(request, 'seduta');
      const attempt = await run(request, meeting);
      if (!attempt.ok) return page(request, { step: word, state: returnedForm(request, attempt) });
      return backTo(`${organiHref(request, 'sedute', meeting)}/verbale`, said('minutesDone'));
    },
  };
}

export const minutesSteps: readonly PageRoute[] = [
  step('', (request, meeting) => {
    const { text, revision } = request.form;
    return request.attempt(editMinutes, { meeting, text, revision });
  }),
  step('bozza', (request, meeting) => request.attempt(draftMinutes, { meeting })),
  step('approvazione', (request, meeting) => request.attempt(approveMinutes, { meeting })),
  step('firma', (request, meeting) => {
    const [upload] = request.uploads;
    const content = upload ? Buffer.from(upload.bytes).toString('base64') : '';
    return request.attempt(signMinutes, { meeting, name: upload?.name ?? '', content });
  }),
  step('pubblicazione', (request, meeting) => request.attempt(publishMinutes, { meeting })),
];

export function MinutesPage({
  title,
  minutes,
  leads,
  base,
  failed,
}: {
  title: string;
  minutes: Minutes | null;
  leads: boolean;
  base: string;
  failed?: Failed | undefined;
}) {
  const m = messages[useLanguage()];
  const own = !minutes ? 'bozza' : minutes.state === 'draft' ? '' : 'firma';
  const state = failed?.step === own ? failed.state : undefined;
  return (
    <>
      <h1>{m.minutes}</h1>
      <p class="lead">{title}</p>
      {failed && !state && <ErrorSummary state={failed.state} />}
      {minutes === null ? (
        <EmptyState title={m.minutes}>
          <p>{m.minutesIntro}</p>
          {leads && (
            <Form action={`${base}/bozza`} {...(state ? { state } : {})}>
              <FormActions submit={m.draftMinutes} />
            </Form>
          )}
        </EmptyState>
      ) : minutes.state === 'draft' ? (
        <DraftMinutes minutes={minutes} base={base} failed={state} />
      ) : (
        <FixedMinutes minutes={minutes} leads={leads} base={base} failed={state} />
      )}
    </>
  );
}

function DraftMinutes({ minutes, base, failed }: { minutes: Minutes; base: string; failed: FormState | undefined }) {
  const m = messages[useLanguage()];
  return (
    <>
      <p>{m.minutesIntro}</p>
      <p class="muted">{minutes.text === minutes.base ? m.minutesSame : m.minutesChanged}</p>
      <Form action={base} wide state={failed ?? freshForm({ text: minutes.text, revision: String(minutes.revision) })}>
        <HiddenField name="revision" value={minutes.revision} />
        <TextAreaField name="text" label={m.minutesText} hint={m.minutesHint} rows={24} />
        <FormActions submit={m.save} />
      </Form>
      <section aria-labelledby="approvazione">
        <h2 id="approvazione">{m.approveMinutes}</h2>
        <p>{m.approveIntro}</p>
        <Form action={`${base}/approvazione`}>
          <FormActions submit={m.approveMinutes} />
        </Form>
      </section>
      {minutes.text !== minutes.base && (
        <details class="more">
          <summary>{m.generated}</summary>
          <Written parts={partsOf(minutes.base)} />
          <Form action={`${base}/bozza`}>
            <FormActions submit={m.regenerate} />
          </Form>
        </details>
      )}
    </>
  );
}

function FixedMinutes({
  minutes,
  leads,
  base,
  failed,
}: {
  minutes: Minutes;
  leads: boolean;
  base: string;
  failed: FormState | undefined;
}) {
  const language = useLanguage();
  const m = messages[language];
  const states = {
    draft: m.minutesDraft,
    approved: m.minutesApproved,
    signed: m.minutesSigned,
    published: m.minutesPublished,
  };
  return (
    <>
      <Definitions
        items={[
          { term: m.minutesState, is: states[minutes.state] },
          {
            term: m.pdf,
            is: (
              <a href={`${base}/pdf`} hx-boost="false" download>
                PDF/A
              </a>
            ),
          },
          { term: m.sha256, is: <code class="hash">{minutes.pdfSha256}</code> },
          {
            term: m.signedFile,
            is: minutes.signedName && (
              <a href={`${base}/firmato`} hx-boost="false" download>
                {minutes.signedName}
              </a>
            ),
          },
        ]}
      />
      {minutes.signers.length > 0 && (
        <DataTable
          caption={m.signatures}
          columns={[
            { key: 'name', title: m.signer, names: true, cell: (row) => row.name },
            {
              key: 'at',
              title: m.signedAt,
              cell: (row) => row.signedAt && showDay(dayAt(Date.parse(row.signedAt)), language),
            },
            { key: 'issuer', title: m.issuer, cell: (row) => row.issuer },
            { key: 'qualified', title: m.certificate, cell: (row) => (row.qualified ? m.qualified : m.notQualified) },
          ]}
          rows={minutes.signers}
          rowKey={(row) => row.serial}
        />
      )}
      {minutes.signers.some(({ qualified }) => !qualified) && (
        <Notice tone="warning" title={m.signatureNotQualified}>
          <p>{m.signatureNotQualifiedHow}</p>
        </Notice>
      )}
      {leads && minutes.state === 'signed' && minutes.signers.length < 2 && (
        <Notice tone="warning" title={m.oneSignature}>
          <p>{m.oneSignatureHow}</p>
        </Notice>
      )}
      {leads && (minutes.state === 'approved' || minutes.state === 'signed') && (
        <Form action={`${base}/firma`} files {...(failed ? { state: failed } : {})}>
          <FileField name="content" label={m.signedFile} hint={m.signHint} accept=".pdf,.p7m" />
          <FormActions submit={m.upload} />
        </Form>
      )}
      {leads && minutes.state === 'signed' && (
        <Form action={`${base}/pubblicazione`}>
          <FormActions submit={m.publishMinutes} />
        </Form>
      )}
      <article class="minutes">
        <Written parts={partsOf(minutes.text)} />
      </article>
    </>
  );
}

function Written({ parts }: { parts: readonly Part[] }) {
  return (
    <>
      {parts.map((part, place) => {
        if (part.kind === 'title') return <h2 key={place}>{part.text}</h2>;
        if (part.kind !== 'list') return <p key={place}>{part.text}</p>;
        return (
          <ul key={place}>
            {part.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        );
      })}
    </>
  );
}

import type { z } from 'zod';
import { showDay } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import type { Trace } from '../../../kernel/trace.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { Notice } from '../../../platform/pages/notice.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { discardNotice } from '../actions/discard-notice.ts';
import { draftNotice } from '../actions/draft-notice.ts';
import { readNotice } from '../actions/read-notice.ts';
import { resumePosting } from '../actions/resume-posting.ts';
import type { OfficeNotice, PublicNotice } from '../actions/shapes.ts';
import { showNotice } from '../actions/show-notice.ts';
import { messages } from '../messages.ts';
import { boardCrumbs, boardHref, numberWords } from './board-words.ts';

/** A notice: for anybody while it is posted; with its story and what to do next, for the office. */
export const noticePage: PageRoute = {
  method: 'GET',
  path: '/:association/albo/:id',
  open: true,
  answer: async (request) => {
    const office = await officeNotice(request);
    if (office)
      return reply(
        request,
        office.trace,
        <OfficeNoticePage notice={office} mayWrite={request.may(draftNotice)} />,
        office.subject,
      );
    const notice = await request.perform(readNotice, { id: request.params.id! });
    return reply(request, notice.trace, <PublicNoticePage notice={notice} />, notice.subject);
  },
};

/** What the office may see of it: undefined where the notice is another board's, or the actor is nobody of the office. */
async function officeNotice(request: PageRequest): Promise<z.output<typeof showNotice.output> | undefined> {
  if (!request.may(showNotice)) return undefined;
  const attempt = await request.attempt(showNotice, { id: request.params.id });
  return attempt.ok ? attempt.value : undefined;
}

function reply(request: PageRequest, trace: Trace | null, body: preact.VNode, title: string): PageReply {
  return {
    kind: 'page',
    title,
    crumbs: boardCrumbs(request),
    scope: 'association',
    body: (
      <>
        {body}
        {trace && <Why trace={trace} />}
      </>
    ),
  };
}

export const discardForm: PageRoute = {
  method: 'POST',
  path: '/:association/albo/:id/elimina',
  needs: discardNotice,
  answer: async (request) => {
    await request.perform(discardNotice, { id: request.params.id! });
    const notice = text(messages.it.discarded, messages.en.discarded);
    return { kind: 'redirect', to: `${boardHref(request.association!.id)}/repertorio`, notice };
  },
};

export const resumeForm: PageRoute = {
  method: 'POST',
  path: '/:association/albo/:id/riprendi',
  needs: resumePosting,
  answer: async (request) => {
    const { id } = request.params;
    await request.perform(resumePosting, { id: id! });
    const notice = text(messages.it.resumed, messages.en.resumed);
    return { kind: 'redirect', to: `${boardHref(request.association!.id)}/${id}`, notice };
  },
};

function Facts({ notice }: { notice: PublicNotice }) {
  const language = useLanguage();
  const m = messages[language];
  return (
    <Definitions
      items={[
        { term: m.number, is: numberWords(notice) },
        { term: m.ofBoard, is: notice.board ?? m.ofAssociation },
        { term: m.kind, is: m[notice.kind] },
        { term: m.issuer, is: notice.issuer },
        { term: m.act, is: notice.act },
        { term: m.actDate, is: notice.actDate && <DayText day={notice.actDate} /> },
        { term: m.executive, is: notice.executive && <DayText day={notice.executive} /> },
        {
          term: m.stay,
          is: notice.posted && m.stayed(showDay(notice.posted, language), showDay(notice.lastDay!, language)),
        },
        { term: m.inForce, is: notice.inForce && <DayText day={notice.inForce} /> },
        notice.document && { term: m.document, is: <DocumentLink notice={notice} /> },
        notice.document && { term: m.hash, is: <code class="hash">{notice.document.sha256}</code> },
      ]}
    />
  );
}

function DocumentLink({ notice }: { notice: PublicNotice }) {
  const { association } = useFrame();
  const m = messages[useLanguage()];
  if (!notice.document) return null;
  if (notice.document.removed) return <>{m.removed}</>;
  return (
    <a href={`${boardHref(association!.id)}/${notice.id}/documento`} hx-boost="false" download>
      <Icon name="download" size="small" /> {notice.document.name}
    </a>
  );
}

function Why({ trace }: { trace: Trace }) {
  const m = messages[useLanguage()];
  return (
    <section>
      <h2>{m.why}</h2>
      <TraceView trace={trace} open={1} />
    </section>
  );
}

export function PublicNoticePage({ notice }: { notice: PublicNotice }) {
  return (
    <>
      <h1>{notice.subject}</h1>
      <Facts notice={notice} />
    </>
  );
}

export function OfficeNoticePage({ notice, mayWrite }: { notice: OfficeNotice; mayWrite: boolean }) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const here = `${boardHref(association!.id)}/${notice.id}`;
  const cut = notice.postings.filter(({ interrupted }) => interrupted);
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{notice.subject}</h1>
          <p>
            <StatusChip tone={notice.state === 'posted' ? 'good' : 'neutral'}>{m[notice.state]}</StatusChip>
          </p>
        </div>
        <div class="page-actions">
          {notice.state === 'ended' && (
            <a class="btn btn-outline-primary" href={`${here}/relata.pdf`} hx-boost="false" download>
              <Icon name="download" size="small" /> {m.certificate}
            </a>
          )}
          {mayWrite && notice.state === 'draft' && (
            <>
              <a class="btn btn-outline-primary" href={`${here}/modifica`}>
                {m.change}
              </a>
              <a class="btn btn-primary" href={`${here}/pubblica`}>
                {m.post}
              </a>
            </>
          )}
          {mayWrite && notice.state === 'posted' && (
            <a class="btn btn-outline-primary" href={`${here}/interrompi`}>
              {m.interrupt}
            </a>
          )}
          {mayWrite && (notice.state === 'posted' || notice.state === 'interrupted') && (
            <a class="btn btn-outline-primary" href={`${here}/ritira`}>
              {m.withdraw}
            </a>
          )}
        </div>
      </div>
      {notice.withdrawn && (
        <Notice tone="warning">
          <p>
            {m.withdrawn}, {showDay(notice.withdrawn, language)}: {notice.withdrawnReason}
          </p>
        </Notice>
      )}
      {mayWrite && notice.state === 'interrupted' && (
        <Form action={`${here}/riprendi`}>
          <FormActions submit={m.resume} />
        </Form>
      )}
      <Facts notice={notice} />
      {notice.personalData === 'necessary' && (
        <Definitions items={[{ term: m.personalKept, is: notice.personalReason }]} />
      )}
      {cut.length > 0 && (
        <ul>
          {cut.map((posting) => (
            <li key={posting.postedAt}>
              {m.stayed(showDay(posting.posted, language), showDay(posting.lastDay, language))};{' '}
              {m.cut(showDay(posting.interrupted!, language), posting.reason ?? '')}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && notice.state === 'draft' && (
        <Form action={`${here}/elimina`}>
          <FormActions submit={m.discard} />
        </Form>
      )}
    </>
  );
}

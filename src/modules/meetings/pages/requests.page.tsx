import type { z } from 'zod';
import { showDay } from '../../../kernel/day.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { SelectField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { ErrorSummary, Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { createMeeting } from '../actions/create-meeting.ts';
import { askSitting, listRequests, supportRequest } from '../actions/requests.ts';
import { messages } from '../messages.ts';
import { backTo, crumbsTo, linesOf, MeetingsFrame, numberIn, organiHref, said } from './meetings-frame.tsx';

/** What was refused: the form for a new one, or one of the buttons of those there are. */
type Failed = { readonly form: 'new' | 'act'; readonly state: FormState };
type Listed = z.output<typeof listRequests.output>;
const path = '/:association/organi/richieste';

export const requestsPage: PageRoute = { method: 'GET', path, answer: (request) => page(request) };

export const requestForm: PageRoute = {
  method: 'POST',
  path,
  needs: askSitting,
  answer: async (request) => {
    const { body, reason } = request.form;
    const attempt = await request.attempt(askSitting, { body, reason, items: linesOf(request.form.items) });
    if (!attempt.ok) return page(request, { form: 'new', state: returnedForm(request, attempt) });
    return backTo(organiHref(request, 'richieste'), said('done'));
  },
};

export const supportForm: PageRoute = {
  method: 'POST',
  path: `${path}/:richiesta/sostegno`,
  needs: supportRequest,
  answer: async (request) => {
    const attempt = await request.attempt(supportRequest, { request: numberIn(request, 'richiesta') });
    if (!attempt.ok) return page(request, { form: 'act', state: returnedForm(request, attempt) });
    return backTo(organiHref(request, 'richieste'), said('done'));
  },
};

async function page(request: PageRequest, failed?: Failed): Promise<PageReply> {
  const list = await request.perform(listRequests, {});
  return {
    kind: 'page',
    title: messages[request.language].requests,
    status: failed ? 422 : 200,
    crumbs: crumbsTo(request, 'requests').slice(0, 1),
    scope: 'association',
    body: (
      <RequestsPage
        list={list}
        mayAsk={request.may(askSitting)}
        mayPrepare={request.may(createMeeting)}
        base={organiHref(request)}
        failed={failed}
      />
    ),
  };
}

export function RequestsPage({
  list,
  mayAsk,
  mayPrepare,
  base,
  failed,
}: {
  list: Listed;
  mayAsk: boolean;
  mayPrepare: boolean;
  base: string;
  failed?: Failed | undefined;
}) {
  const language = useLanguage();
  const m = messages[language];
  return (
    <>
      <h1>{m.requests}</h1>
      <MeetingsFrame view="requests">
        {failed?.form === 'act' && <ErrorSummary state={failed.state} />}
        {list.items.length === 0 && (
          <EmptyState title={m.noRequests}>
            <p>{m.noRequestsHelp}</p>
          </EmptyState>
        )}
        {list.items.map((one) => (
          <section key={one.number} aria-labelledby={`richiesta-${one.number}`} class="panel">
            <h2 id={`richiesta-${one.number}`}>
              {one.bodyName[language]}: {one.reason}
            </h2>
            <p class="muted">
              {m.asked} {showDay(one.asked, language)}
            </p>
            <ol>
              {one.items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ol>
            <p>
              <strong>{m.supporters(one.supporters.length, one.required)}</strong>:{' '}
              {one.supporters.map(({ name }) => name).join(', ')}
            </p>
            {one.supported && <p>{one.conveneBy ? m.conveneBy(showDay(one.conveneBy, language)) : m.noTerm}</p>}
            {one.meeting !== null && (
              <p>
                <a href={`${base}/sedute/${one.meeting}`}>{m.answeredBy(one.meeting)}</a>
              </p>
            )}
            {one.explanation && (
              <details class="more">
                <summary>{m.why}</summary>
                <TraceView trace={one.explanation} open={1} />
              </details>
            )}
            {mayAsk && one.meeting === null && !one.withdrawn && !one.supportedByReader && (
              <Form action={`${base}/richieste/${one.number}/sostegno`}>
                <FormActions submit={m.supportIt} />
              </Form>
            )}
            {mayPrepare && one.supported && one.meeting === null && (
              <p>
                <a class="btn btn-primary" href={`${base}/sedute/nuova?richiesta=${one.number}&organo=${one.body}`}>
                  {m.prepareFrom}
                </a>
              </p>
            )}
          </section>
        ))}
        {mayAsk && list.bodies.length > 0 && (
          <section aria-labelledby="chiedere">
            <h2 id="chiedere">{m.ask}</h2>
            <p>{m.askIntro}</p>
            <Form action={`${base}/richieste`} {...(failed?.form === 'new' ? { state: failed.state } : {})}>
              <SelectField
                name="body"
                label={m.body}
                value={list.bodies.length === 1 ? list.bodies[0]!.id : null}
                choices={list.bodies.map(({ id, name }) => ({ value: id, label: name[language] }))}
              />
              <TextField name="reason" label={m.askReason} />
              <TextAreaField name="items" label={m.askItems} hint={m.askItemsHint} rows={4} />
              <FormActions submit={m.ask} />
            </Form>
          </section>
        )}
      </MeetingsFrame>
    </>
  );
}

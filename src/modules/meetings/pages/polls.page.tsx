import type { z } from 'zod';
import { showDay } from '../../../kernel/day.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { DayField, SelectField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { ErrorSummary, Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { answerPoll, closePoll, listPolls, openPoll } from '../actions/polls.ts';
import { messages } from '../messages.ts';
import { backTo, crumbsTo, MeetingsFrame, numberIn, organiHref, said } from './meetings-frame.tsx';

/** What was refused: the form for a new one, or one of the buttons of those there are. */
type Failed = { readonly form: 'new' | 'act'; readonly state: FormState };
type Listed = z.output<typeof listPolls.output>;
const path = '/:association/organi/consultazioni';

export const pollsPage: PageRoute = { method: 'GET', path, answer: (request) => page(request) };

export const newPollForm: PageRoute = {
  method: 'POST',
  path,
  needs: openPoll,
  answer: async (request) => {
    const { _csrf, ...given } = request.form;
    const attempt = await request.attempt(openPoll, given);
    if (!attempt.ok) return page(request, { form: 'new', state: returnedForm(request, attempt) });
    return backTo(organiHref(request, 'consultazioni'), said('done'));
  },
};

export const answerPollForm: PageRoute = {
  method: 'POST',
  path: `${path}/:consultazione/risposta`,
  answer: async (request) => {
    const { entity, declares, note } = request.form;
    const attempt = await request.attempt(answerPoll, {
      poll: numberIn(request, 'consultazione'),
      entity,
      declares,
      note,
    });
    if (!attempt.ok) return page(request, { form: 'act', state: returnedForm(request, attempt) });
    return backTo(organiHref(request, 'consultazioni'), said('answered'));
  },
};

export const closePollForm: PageRoute = {
  method: 'POST',
  path: `${path}/:consultazione/chiusura`,
  needs: closePoll,
  answer: async (request) => {
    const attempt = await request.attempt(closePoll, { poll: numberIn(request, 'consultazione') });
    if (!attempt.ok) return page(request, { form: 'act', state: returnedForm(request, attempt) });
    return backTo(organiHref(request, 'consultazioni'), said('done'));
  },
};

async function page(request: PageRequest, failed?: Failed): Promise<PageReply> {
  const list = await request.perform(listPolls, {});
  return {
    kind: 'page',
    title: messages[request.language].polls,
    status: failed ? 422 : 200,
    crumbs: crumbsTo(request, 'polls').slice(0, 1),
    scope: 'association',
    body: (
      <PollsPage
        list={list}
        leads={request.may(openPoll)}
        base={organiHref(request, 'consultazioni')}
        failed={failed}
      />
    ),
  };
}

export function PollsPage({
  list,
  leads,
  base,
  failed,
}: {
  list: Listed;
  leads: boolean;
  base: string;
  failed?: Failed | undefined;
}) {
  const language = useLanguage();
  const m = messages[language];
  const { actor } = useFrame();
  return (
    <>
      <h1>{m.polls}</h1>
      <MeetingsFrame view="polls">
        {failed?.form === 'act' && <ErrorSummary state={failed.state} />}
        {list.items.length === 0 && (
          <EmptyState title={m.noPolls}>
            <p>{list.regulated ? m.noPollsHelp : m.pollsNotRegulated}</p>
          </EmptyState>
        )}
        {list.items.map((poll) => {
          const own = poll.entities.find(({ entity }) => entity === actor.entity);
          const answers = !poll.closed && own !== undefined && actor.role === 'MAY';
          return (
            <section key={poll.number} aria-labelledby={`consultazione-${poll.number}`} class="panel">
              <h2 id={`consultazione-${poll.number}`}>{poll.question}</h2>
              {poll.about && <p>{poll.about}</p>}
              <p>
                <StatusChip tone={!poll.closed ? 'attention' : poll.approved ? 'good' : 'bad'}>
                  {!poll.closed ? m.pollOpen : poll.approved ? m.pollApproved : m.pollRejected}
                </StatusChip>{' '}
                {m.pollNeeds(poll.inFavour, poll.required, poll.entitled)}
                {poll.answersBy && ` ${m.answersBy} ${showDay(poll.answersBy, language)}.`}
              </p>
              <details class="more">
                <summary>{m.why}</summary>
                <TraceView trace={poll.explanation} open={1} />
              </details>
              <DataTable
                caption={m.answerOf}
                captionHidden
                columns={[
                  { key: 'name', title: m.entity, names: true, cell: (row) => row.name },
                  {
                    key: 'answer',
                    title: m.answerOf,
                    cell: (row) => (row.declares === null ? m.noAnswer : row.declares ? m.declares : m.declinesIt),
                  },
                  { key: 'note', title: m.note, cell: (row) => row.note },
                ]}
                rows={poll.entities}
                rowKey={(row) => row.entity}
                dense
              />
              {answers && (
                <Form action={`${base}/${poll.number}/risposta`}>
                  <TextField name="note" label={m.note} optional />
                  <div class="roll-votes">
                    <button type="submit" name="declares" value="true" class="btn btn-primary">
                      {m.declares}
                    </button>
                    <button type="submit" name="declares" value="false" class="btn btn-outline-primary">
                      {m.declinesIt}
                    </button>
                  </div>
                </Form>
              )}
              {leads && !poll.closed && (
                <Form action={`${base}/${poll.number}/chiusura`}>
                  <FormActions submit={m.closePoll} />
                </Form>
              )}
            </section>
          );
        })}
        {leads && list.regulated && (
          <section aria-labelledby="nuova">
            <h2 id="nuova">{m.newPoll}</h2>
            <Form {...(failed?.form === 'new' ? { state: failed.state } : {})} action={base}>
              <TextField name="question" label={m.question} />
              <TextAreaField name="about" label={m.about} rows={3} optional />
              <SelectField
                name="requester"
                label={m.requester}
                optional
                choices={list.entities.map(({ entity, name }) => ({ value: entity, label: name }))}
              />
              <DayField name="answersBy" label={m.answersBy} optional />
              <FormActions submit={m.openPoll} />
            </Form>
          </section>
        )}
      </MeetingsFrame>
    </>
  );
}

import type { z } from 'zod';
import { dayAt, showDay } from '../../../../kernel/day.ts';
import type { AnyAction } from '../../../../platform/action.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../../platform/page.ts';
import { Definitions } from '../../../../platform/pages/definitions.tsx';
import { TextField } from '../../../../platform/pages/field.tsx';
import { Form, FormActions, Refusals } from '../../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../../platform/pages/form-state.ts';
import { useFrame } from '../../../../platform/pages/frame.ts';
import { roles } from '../../../../platform/role.ts';
import { authoriseRequest } from '../../actions/requests/authorise-request.ts';
import { carryOutRequest } from '../../actions/requests/carry-out-request.ts';
import { rejectRequest } from '../../actions/requests/reject-request.ts';
import { showRequest } from '../../actions/requests/show-request.ts';
import { withdrawRequest } from '../../actions/requests/withdraw-request.ts';
import { notice, peopleMessages } from '../../people-messages.ts';
import { ButtonForm } from '../button-form.tsx';
import { peopleAddress, peopleCrumbs, roleTitle } from './people-frame.tsx';
import { actText, PostState } from './post-words.tsx';
import { RequestState } from './requests.page.tsx';

type Shown = z.output<typeof showRequest.output>;
type Step = {
  readonly part: 'autorizza' | 'esegui' | 'ritira' | 'respingi';
  readonly action: AnyAction;
  readonly done: 'authorised' | 'carriedOut' | 'withdrawn' | 'rejected';
};

const steps: readonly Step[] = [
  { part: 'autorizza', action: authoriseRequest, done: 'authorised' },
  { part: 'esegui', action: carryOutRequest, done: 'carriedOut' },
  { part: 'ritira', action: withdrawRequest, done: 'withdrawn' },
  { part: 'respingi', action: rejectRequest, done: 'rejected' },
];

export const requestPage: PageRoute = {
  method: 'GET',
  path: '/:association/enti/persone/richieste/:richiesta',
  needs: showRequest,
  answer: async (request) => reply(request, await shown(request), freshForm()),
};

/** Authorise, carry out, withdraw, reject. */
export const requestForms: readonly PageRoute[] = steps.map(({ part, action, done }) => ({
  method: 'POST',
  path: `/:association/enti/persone/richieste/:richiesta/${part}`,
  needs: action,
  answer: async (request) => {
    const before = await shown(request);
    const attempt = await request.attempt(action, { ...request.form, request: before.request });
    if (!attempt.ok) return reply(request, before, returnedForm(request, attempt), 422);
    const to = peopleAddress(request, 'requests', before.request);
    return { kind: 'redirect', to, notice: notice((m) => m[done]) };
  },
}));

const shown = (request: PageRequest) => request.perform(showRequest, { request: request.params.richiesta! });

function reply(request: PageRequest, row: Shown, form: FormState, status = 200): PageReply {
  const m = peopleMessages[request.language];
  return {
    kind: 'page',
    status,
    title: m.requestTitle(m[`kind.${row.kind}`], row.name),
    crumbs: peopleCrumbs(request, 'posts', 'requests'),
    body: (
      <RequestPage
        row={row}
        form={form}
        address={peopleAddress(request, 'requests', row.request)}
        may={{
          authorise: row.state === 'requested' && row.decides && request.may(authoriseRequest),
          carryOut: row.state === 'authorised' && request.may(carryOutRequest),
          withdraw: isOpen(row) && request.may(withdrawRequest),
          reject:
            request.may(rejectRequest) &&
            ((row.state === 'requested' && row.decides) ||
              (row.state === 'authorised' && request.may(carryOutRequest))),
        }}
      />
    ),
  };
}

const isOpen = ({ state }: Pick<Shown, 'state'>) => state === 'requested' || state === 'authorised';

export function RequestPage({
  row,
  form,
  address,
  may,
}: {
  row: Shown;
  form: FormState;
  address: string;
  may: {
    readonly authorise: boolean;
    readonly carryOut: boolean;
    readonly withdraw: boolean;
    readonly reject: boolean;
  };
}) {
  const { language } = useFrame();
  const m = peopleMessages[language];
  const day = (at: string | null) => (at ? showDay(dayAt(Date.parse(at)), language) : '');
  const by = (role: Shown['requestedRole'], name: string | null) =>
    role ? m.bySomebody(roles[role][language], name) : (name ?? '');
  return (
    <>
      <h1>
        {m.requestTitle(m[`kind.${row.kind}`], row.name)} <RequestState state={row.state} />
      </h1>
      <Refusals refusals={form.refusals} />
      <Definitions
        items={[
          { term: m.person, is: row.name },
          { term: m.email, is: row.email },
          { term: m.entity, is: row.entityName },
          { term: m.newRole, is: row.role && roleTitle(row.role, language) },
          { term: row.kind === 'leaver' ? m.lastDay : m.firstDay, is: showDay(row.since, language) },
          row.kind !== 'leaver' && { term: m.lastDay, is: row.until && showDay(row.until, language) },
          { term: m.act, is: actText({ act: '', ...row }, language) },
          { term: m.reason, is: row.reason },
          {
            term: m.asked,
            is: [day(row.requestedAt), by(row.requestedRole, row.requestedBy)].filter(Boolean).join(', '),
          },
          {
            term: m.decided,
            is:
              row.decidedAt &&
              [day(row.decidedAt), by(row.decidedRole, row.decidedBy), row.decidedReason].filter(Boolean).join(', '),
          },
          { term: m.done, is: row.doneAt && [day(row.doneAt), row.doneBy].filter(Boolean).join(', ') },
        ]}
      />
      {row.posts.length > 0 && (
        <>
          <h2>{m.posts}</h2>
          <ul>
            {row.posts.map((post) => (
              <li key={post.post}>
                {roleTitle(post.role, language)}, {m.since.toLowerCase()} {showDay(post.since, language)}
                {post.until && `, ${m.until.toLowerCase()} ${showDay(post.until, language)}`} <PostState post={post} />
              </li>
            ))}
          </ul>
        </>
      )}
      {(may.authorise || may.carryOut || may.withdraw) && (
        <div class="page-actions">
          {may.authorise && <ButtonForm action={`${address}/autorizza`} label={m.authorise} tone="primary" />}
          {may.carryOut && <ButtonForm action={`${address}/esegui`} label={m.carryOut} tone="primary" />}
          {may.withdraw && <ButtonForm action={`${address}/ritira`} label={m.withdraw} />}
        </div>
      )}
      {may.carryOut && <p class="muted">{m.carryOutLead}</p>}
      {may.reject && (
        <>
          <h2>{m.reject}</h2>
          <Form state={{ ...form, refusals: [] }} action={`${address}/respingi`}>
            <TextField name="reason" label={m.rejectReason} />
            <FormActions submit={m.reject} />
          </Form>
        </>
      )}
    </>
  );
}

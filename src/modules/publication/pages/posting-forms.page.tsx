import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { ChoiceField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { interruptPosting } from '../actions/interrupt-posting.ts';
import { postNotice } from '../actions/post-notice.ts';
import type { OfficeNotice } from '../actions/shapes.ts';
import { showNotice } from '../actions/show-notice.ts';
import { withdrawNotice } from '../actions/withdraw-notice.ts';
import { messages } from '../messages.ts';
import { boardCrumbs, boardHref } from './board-words.ts';

export const postPage: PageRoute = {
  method: 'GET',
  path: '/:association/albo/:id/pubblica',
  needs: postNotice,
  answer: async (request) => postReply(request, freshForm()),
};

export const postForm: PageRoute = {
  method: 'POST',
  path: '/:association/albo/:id/pubblica',
  needs: postNotice,
  answer: async (request) => {
    const { id } = request.params;
    const attempt = await request.attempt(postNotice, { ...request.form, id });
    if (!attempt.ok) return postReply(request, returnedForm(request, attempt), 422);
    return back(request, text(messages.it.postDone, messages.en.postDone));
  },
};

type Cut = {
  readonly title: 'interruptTitle' | 'withdrawTitle';
  readonly lead: 'interruptLead' | 'withdrawLead';
  readonly submit: 'interrupt' | 'withdraw';
};
const interruption: Cut = { title: 'interruptTitle', lead: 'interruptLead', submit: 'interrupt' };
const withdrawal: Cut = { title: 'withdrawTitle', lead: 'withdrawLead', submit: 'withdraw' };

export const interruptPage: PageRoute = {
  method: 'GET',
  path: '/:association/albo/:id/interrompi',
  needs: interruptPosting,
  answer: async (request) => cutReply(request, interruption, freshForm()),
};

export const interruptForm: PageRoute = {
  method: 'POST',
  path: '/:association/albo/:id/interrompi',
  needs: interruptPosting,
  answer: async (request) => {
    const attempt = await request.attempt(interruptPosting, { ...request.form, id: request.params.id });
    if (!attempt.ok) return cutReply(request, interruption, returnedForm(request, attempt), 422);
    return back(request, text(messages.it.interruptedDone, messages.en.interruptedDone));
  },
};

export const withdrawNoticePage: PageRoute = {
  method: 'GET',
  path: '/:association/albo/:id/ritira',
  needs: withdrawNotice,
  answer: async (request) => cutReply(request, withdrawal, freshForm()),
};

export const withdrawNoticeForm: PageRoute = {
  method: 'POST',
  path: '/:association/albo/:id/ritira',
  needs: withdrawNotice,
  answer: async (request) => {
    const attempt = await request.attempt(withdrawNotice, { ...request.form, id: request.params.id });
    if (!attempt.ok) return cutReply(request, withdrawal, returnedForm(request, attempt), 422);
    return back(request, text(messages.it.withdrawnDone, messages.en.withdrawnDone));
  },
};

function back(request: PageRequest, notice: ReturnType<typeof text>): PageReply {
  return { kind: 'redirect', to: `${boardHref(request.association!.id)}/${request.params.id}`, notice };
}

async function postReply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const notice = await request.perform(showNotice, { id: request.params.id! });
  return {
    kind: 'page',
    status,
    title: messages[request.language].postTitle,
    crumbs: [
      ...boardCrumbs(request),
      { title: notice.subject, href: `${boardHref(request.association!.id)}/${notice.id}` },
    ],
    scope: 'association',
    body: <PostPage form={form} notice={notice} />,
  };
}

export function PostPage({ form, notice }: { form: FormState; notice: OfficeNotice }) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  return (
    <>
      <h1>{m.postTitle}</h1>
      <p class="lead">{notice.subject}</p>
      <p>{m.postLead}</p>
      <h2>{m.personalTitle}</h2>
      {notice.found.length > 0 ? (
        <Notice tone="warning">
          <p>{m.personalFound}</p>
          <ul>
            {notice.found.map(({ kind, name, count, like }) => (
              <li key={kind}>
                {name[language]}: {count} ({like})
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        <p class="muted">{m.personalNone}</p>
      )}
      <Form state={form}>
        <ChoiceField
          name="personalData"
          label={m.personal}
          choices={[
            { value: 'none', label: m.personalNo },
            { value: 'necessary', label: m.personalYes },
          ]}
        />
        <TextField name="personalReason" label={m.personalReason} hint={m.personalReasonHint} optional />
        <FormActions submit={m.post}>
          <a href={`${boardHref(association!.id)}/${notice.id}`}>{m.cancel}</a>
        </FormActions>
      </Form>
    </>
  );
}

async function cutReply(request: PageRequest, cut: Cut, form: FormState, status = 200): Promise<PageReply> {
  const notice = await request.perform(showNotice, { id: request.params.id! });
  const m = messages[request.language];
  const here = `${boardHref(request.association!.id)}/${notice.id}`;
  return {
    kind: 'page',
    status,
    title: m[cut.title],
    crumbs: [...boardCrumbs(request), { title: notice.subject, href: here }],
    scope: 'association',
    body: (
      <>
        <h1>{m[cut.title]}</h1>
        <p class="lead">{notice.subject}</p>
        <p>{m[cut.lead]}</p>
        <Form state={form}>
          <TextField name="reason" label={m.reason} />
          <FormActions submit={m[cut.submit]}>
            <a href={here}>{m.cancel}</a>
          </FormActions>
        </Form>
      </>
    ),
  };
}

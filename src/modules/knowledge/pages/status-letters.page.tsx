import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { ChoiceField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { chooseSubscription, showSubscription } from '../actions/subscribe.ts';
import { messages } from '../messages.ts';
import { statusCrumbs, statusHref } from './knowledge-frame.ts';

const path = '/:association/stato/lettere';
const times = ['at-once', 'daily', 'never'] as const;

async function lettersPage(request: PageRequest, form?: FormState, status = 200): Promise<PageReply> {
  const m = messages[request.language];
  const choices = times.map((value) => ({ value, label: m[value] }));
  return {
    kind: 'page',
    status,
    title: m.letters,
    crumbs: statusCrumbs(request),
    body: (
      <>
        <h1>{m.letters}</h1>
        <p class="lead">{m.lettersLead}</p>
        <Form state={form ?? freshForm(await request.perform(showSubscription, {}))}>
          <ChoiceField name="problems" label={m.lettersProblems} choices={choices} />
          <ChoiceField name="planned" label={m.lettersPlanned} choices={choices} />
          <FormActions submit={m.lettersSave}>
            <a href={statusHref(request.association!.id)}>{m.status}</a>
          </FormActions>
        </Form>
      </>
    ),
  };
}

/** Whether and when announcements come by letter: for oneself. */
export const lettersRoutes: PageRoute[] = [
  { method: 'GET', path, needs: showSubscription, example: {}, answer: (request) => lettersPage(request) },
  {
    method: 'POST',
    path,
    needs: chooseSubscription,
    answer: async (request) => {
      const attempt = await request.attempt(chooseSubscription, request.form);
      if (!attempt.ok) return lettersPage(request, returnedForm(request, attempt), 422);
      const notice = text(messages.it.lettersSaved, messages.en.lettersSaved);
      return { kind: 'redirect', to: statusHref(request.association!.id), notice };
    },
  },
];

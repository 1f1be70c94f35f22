import type { VNode } from 'preact';
import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import {
  CheckField,
  FileField,
  NumberField,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { changeTickets } from '../actions/change-tickets.ts';
import { lookUpCaller } from '../actions/look-up-caller.ts';
import { openTicket } from '../actions/open-ticket.ts';
import { messages } from '../messages.ts';
import { priorities, priorityNames } from '../vocabulary.ts';
import { deskCrumbs, deskHref, ticketHref } from './desk-frame.ts';
import { filesIn } from './files.tsx';

const path = '/:association/assistenza/nuova';

/** One field for who needs help; the office says for whom, as when the telephone rings. */
async function formPage(
  request: PageRequest,
  form: FormState,
  { status = 200, before = [] }: { readonly status?: number; readonly before?: readonly VNode[] } = {},
): Promise<PageReply> {
  const { language } = request;
  const m = messages[language];
  const forOthers = request.may(changeTickets);
  const entities = forOthers ? (await request.perform(lookUpCaller, {})).entities : [];
  return {
    kind: 'page',
    status,
    title: m.ask,
    crumbs: deskCrumbs(request),
    body: (
      <>
        <h1>{m.ask}</h1>
        {!forOthers && <p class="lead">{m.askIntro}</p>}
        {await request.partsOf('desk')}
        {before}
        <Form state={form} files>
          {before.length > 0 && <input type="hidden" name="suggested" value="true" />}
          {forOthers && (
            <SelectField
              name="entity"
              label={m.entity}
              choices={entities.map(({ code, name }) => ({ value: code, label: name }))}
            />
          )}
          {forOthers && <TextField name="requesterName" label={m.who} hint={m.whoHint} />}
          {forOthers && <TextField name="contact" label={m.contact} type="tel" width="medium" optional />}
          <TextAreaField name="body" label={m.what} hint={m.whatHint} />
          {await request.partsOf('asking')}
          {await request.partsOf('new-request')}
          <FileField name="files" label={m.files} hint={m.filesHint} multiple optional />
          <TextField name="asset" label={m.asset} hint={m.assetHint} optional />
          {forOthers ? (
            <>
              <SelectField
                name="origin"
                label={m.origin}
                value="phone"
                choices={(['phone', 'email', 'portal'] as const).map((value) => ({ value, label: m[value] }))}
              />
              <SelectField
                name="priority"
                label={m.priority}
                value="normal"
                choices={priorities.map((value) => ({ value, label: priorityNames[value][language] }))}
              />
              <TextAreaField name="solution" label={m.solvedNow} rows={2} optional />
              <NumberField name="minutes" label={m.minutes} optional />
            </>
          ) : (
            <CheckField name="blocking" label={m.blocking} />
          )}
          <FormActions submit={before.length > 0 ? m.sendAnyway : m.send}>
            <a href={deskHref(request.association!.id)}>{m.desk}</a>
          </FormActions>
        </Form>
      </>
    ),
  };
}

export const newTicketRoutes: PageRoute[] = [
  { method: 'GET', path, needs: openTicket, answer: (request) => formPage(request, freshForm()) },
  {
    method: 'POST',
    path,
    needs: openTicket,
    answer: async (request) => {
      // whoever chose files would have to choose them again
      const asksFirst = request.form.suggested !== 'true' && filesIn(request).length === 0;
      const before = asksFirst ? await request.partsOf('unsent-request') : [];
      if (before.length > 0) return formPage(request, freshForm(request.form), { before });
      const attempt = await request.attempt(openTicket, { ...request.form, files: filesIn(request) });
      if (!attempt.ok) return formPage(request, returnedForm(request, attempt), { status: 422 });
      const { number } = attempt.value;
      return {
        kind: 'redirect',
        to: ticketHref(request.association!.id, number),
        notice: text(messages.it.sent(number), messages.en.sent(number)),
      };
    },
  },
];

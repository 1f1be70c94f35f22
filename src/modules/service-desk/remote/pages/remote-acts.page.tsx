import { text } from '../../../../kernel/text.ts';
import type { AnyAction } from '../../../../platform/action.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../../platform/page.ts';
import { TextAreaField, TextField } from '../../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../../platform/pages/form-state.ts';
import { oneText } from '../../../../platform/pages/one-text.ts';
import { showTicket } from '../../actions/show-ticket.ts';
import { deskCrumbs, deskHref, ticketHref } from '../../pages/desk-frame.ts';
import {
  answerRemoteSession,
  askRemoteSession,
  beginRemoteSession,
  endRemoteSession,
} from '../actions/remote-sessions.ts';
import { remoteMessages } from '../messages.ts';

type Said = 'askedNow' | 'allowedNow' | 'refusedNow' | 'begunNow' | 'endedNow';
const said = (key: Said) => text(remoteMessages.it[key], remoteMessages.en[key]);
const askPath = '/:association/assistenza/richieste/:richiesta/collegamento';

async function askPage(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const { ticket } = await request.perform(showTicket, { ticket: request.params.richiesta! });
  const m = remoteMessages[request.language];
  return {
    kind: 'page',
    status,
    title: `${ticket.number} ${m.askTitle}`,
    crumbs: deskCrumbs(request, ticket.number),
    body: (
      <>
        <h1>{m.askTitle}</h1>
        <p class="lead">{m.askLead(ticket.requesterName)}</p>
        <Form state={form}>
          <TextField name="machine" label={m.machine} hint={m.machineHint} value={ticket.asset} width="medium" />
          <TextField name="code" label={m.code} hint={m.codeHint} width="medium" autocomplete="off" optional />
          <TextAreaField name="reason" label={m.reason} rows={2} optional />
          <FormActions submit={m.askSend}>
            <a href={ticketHref(request.association!.id, ticket.number)}>{m.back}</a>
          </FormActions>
        </Form>
      </>
    ),
  };
}

function act(slug: string, action: AnyAction, says: (request: PageRequest) => Said): PageRoute {
  return {
    method: 'POST',
    path: `/:association/assistenza/collegamenti/:sessione/${slug}`,
    needs: action,
    answer: async (request) => {
      await request.perform(action, { grants: oneText(request.form.grants), session: request.params.sessione! });
      const { id } = request.association!;
      const ticket = oneText(request.form.ticket) ?? '';
      const to = /^2[01]\d\d[/-]\d{1,7}$/.test(ticket) ? ticketHref(id, ticket) : deskHref(id, '/collegamenti');
      return { kind: 'redirect', to, notice: said(says(request)) };
    },
  };
}

/** Asking for a session, and what is done with it in one click. */
export const remoteActs: PageRoute[] = [
  {
    method: 'GET',
    path: askPath,
    needs: askRemoteSession,
    example: { richiesta: '2026-16' },
    answer: (request) => askPage(request, freshForm()),
  },
  {
    method: 'POST',
    path: askPath,
    needs: askRemoteSession,
    answer: async (request) => {
      const ticket = request.params.richiesta!;
      const attempt = await request.attempt(askRemoteSession, { ...request.form, ticket });
      if (!attempt.ok) return askPage(request, returnedForm(request, attempt), 422);
      return { kind: 'redirect', to: ticketHref(request.association!.id, ticket), notice: said('askedNow') };
    },
  },
  act('consenso', answerRemoteSession, ({ form }) => (form.grants === 'true' ? 'allowedNow' : 'refusedNow')),
  act('inizio', beginRemoteSession, () => 'begunNow'),
  act('fine', endRemoteSession, () => 'endedNow'),
];

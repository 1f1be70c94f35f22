import { text } from '../../../../kernel/text.ts';
import type { AnyAction } from '../../../../platform/action.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../../platform/page.ts';
import { CheckField, TextAreaField, TextField } from '../../../../platform/pages/field.tsx';
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
  recordSpokenConsent,
} from '../actions/remote-sessions.ts';
import { remoteMessages } from '../messages.ts';

type Said = 'askedNow' | 'recordedNow' | 'allowedNow' | 'refusedNow' | 'begunNow' | 'endedNow';
const said = (key: Said) => text(remoteMessages.it[key], remoteMessages.en[key]);
const askPath = '/:association/assistenza/richieste/:richiesta/collegamento';

/** Asks for consent in the request; of whoever cannot sign in it is written down as it was given by voice. */
async function askPage(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const { ticket } = await request.perform(showTicket, { ticket: request.params.richiesta! });
  const m = remoteMessages[request.language];
  const asks = ticket.requesterSignsIn;
  const title = asks ? m.askTitle : m.recordTitle;
  return {
    kind: 'page',
    status,
    title: `${ticket.number} ${title}`,
    crumbs: deskCrumbs(request, ticket.number),
    body: (
      <>
        <h1>{title}</h1>
        <p class="lead">{asks ? m.askLead(ticket.requesterName) : m.recordLead}</p>
        <Form state={form}>
          <TextField name="machine" label={m.machine} hint={m.machineHint} value={ticket.asset} width="medium" />
          <TextField name="code" label={m.code} hint={m.codeHint} width="medium" autocomplete="off" optional />
          <TextAreaField name="reason" label={m.reason} rows={2} optional />
          {!asks && <TextField name="name" label={m.whoAgreed} value={ticket.requesterName} width="medium" />}
          {!asks && <TextField name="recognised" label={m.recognised} hint={m.recognisedHint} />}
          {!asks && <CheckField name="agreed" label={m.agreed} />}
          <FormActions submit={asks ? m.askSend : m.recordSend}>
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
      const { requesterSignsIn } = (await request.perform(showTicket, { ticket })).ticket;
      const asked = { ...request.form, ticket };
      const attempt = requesterSignsIn
        ? await request.attempt(askRemoteSession, asked)
        : await request.attempt(recordSpokenConsent, asked);
      if (!attempt.ok) return askPage(request, returnedForm(request, attempt), 422);
      const notice = said(requesterSignsIn ? 'askedNow' : 'recordedNow');
      return { kind: 'redirect', to: ticketHref(request.association!.id, ticket), notice };
    },
  },
  act('consenso', answerRemoteSession, ({ form }) => (form.grants === 'true' ? 'allowedNow' : 'refusedNow')),
  act('inizio', beginRemoteSession, () => 'begunNow'),
  act('fine', endRemoteSession, () => 'endedNow'),
];

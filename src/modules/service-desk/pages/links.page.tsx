import { showDay } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { SelectField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { listLinks } from '../actions/links-of-ticket.ts';
import { linkTicket } from '../actions/relate.ts';
import { showTicket } from '../actions/show-ticket.ts';
import { messages } from '../messages.ts';
import { actNames, asButton } from '../vocabulary.ts';
import { deskCrumbs, ticketHref } from './desk-frame.ts';

const path = '/:association/assistenza/richieste/:richiesta/dotazione';

async function linksReply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const { ticket, acts } = await request.perform(showTicket, { ticket: request.params.richiesta! });
  const back = ticketHref(request.association!.id, ticket.number);
  if (status === 200 && !acts.includes('link')) return { kind: 'redirect', to: back };
  const { machines, contracts } = await request.perform(listLinks, { ticket: ticket.number });
  const { language } = request;
  const m = messages[language];
  const title = asButton(actNames.link[language]);
  const whatOf = ({ code, supplier, subject, standing, until, covers }: (typeof contracts)[number]) =>
    [
      `${code}, ${supplier}: ${subject}`,
      ...(standing === 'expired' ? [m.contractExpired(showDay(until!, language))] : []),
      ...(standing === 'coming' ? [m.contractComing] : []),
      ...(covers && standing !== 'expired' ? [m.contractCovers] : []),
    ].join(', ');
  return {
    kind: 'page',
    status,
    title: `${ticket.number} ${title}`,
    crumbs: deskCrumbs(request, ticket.number),
    body: (
      <>
        <h1>{title}</h1>
        <p class="lead">
          {ticket.number} {ticket.subject}
        </p>
        <Form state={form}>
          <input type="hidden" name="version" value={ticket.version} />
          <TextField
            name="asset"
            label={m.asset}
            hint={machines.length > 0 ? m.assetKnownHint : m.assetHint}
            suggestions={machines}
            autocomplete="off"
            optional
          />
          <SelectField
            name="contract"
            label={m.contract}
            hint={contracts.length === 0 ? m.noContracts : undefined}
            width="full"
            choices={[
              { value: '', label: m.noContract },
              ...contracts.map((contract) => ({ value: contract.code, label: whatOf(contract) })),
            ]}
            optional
          />
          <FormActions submit={m.confirm}>
            <a href={back}>{m.back}</a>
          </FormActions>
        </Form>
      </>
    ),
  };
}

/** Which machine a request is about, among those declared, and under which contract of the register. */
export const linksRoutes: PageRoute[] = [
  {
    method: 'GET',
    path,
    needs: linkTicket,
    example: { richiesta: '2026-16' },
    answer: async (request) => {
      const { ticket } = await request.perform(showTicket, { ticket: request.params.richiesta! });
      return linksReply(request, freshForm({ asset: ticket.asset, contract: ticket.contract }));
    },
  },
  {
    method: 'POST',
    path,
    needs: linkTicket,
    answer: async (request) => {
      const ticket = request.params.richiesta!;
      const attempt = await request.attempt(linkTicket, { ...request.form, ticket });
      if (!attempt.ok) return linksReply(request, returnedForm(request, attempt), 422);
      return {
        kind: 'redirect',
        to: ticketHref(request.association!.id, ticket),
        notice: text(messages.it.done_, messages.en.done_),
      };
    },
  },
];

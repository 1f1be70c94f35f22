import type { z } from 'zod';
import type { PageRequest } from '../../../platform/page.ts';
import { SelectField } from '../../../platform/pages/field.tsx';
import { Form } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { oneText } from '../../../platform/pages/one-text.ts';
import { listReadyAnswers } from '../actions/ready-answers.ts';
import { mailMessages } from '../mail-messages.ts';
import { readyText } from '../vocabulary.ts';
import type { Shown } from './act-forms.tsx';

export type ReadyAnswers = z.output<typeof listReadyAnswers.output>['items'];

/** The ready answers of the office, for who may use them. */
export async function readyIn(request: PageRequest): Promise<ReadyAnswers> {
  return request.may(listReadyAnswers) ? (await request.perform(listReadyAnswers, {})).items : [];
}

/** The box to answer in, with the ready answer that the address names. */
export function formWith(request: PageRequest, ready: ReadyAnswers, { ticket }: Shown): FormState {
  const chosen = ready.find(({ id }) => id === oneText(request.query.pronta));
  if (!chosen) return freshForm();
  return freshForm({
    body: readyText(chosen.body, {
      richiedente: ticket.requesterName,
      numero: ticket.number,
      oggetto: ticket.subject,
      ente: ticket.entityName,
      operatore: request.actor.name,
    }),
  });
}

/** Chooses a ready answer; what was written in the box stays before it, or gives way to it where no script runs. */
export function ReadyPicker({ ready, here }: { ready: ReadyAnswers; here: string }) {
  const m = mailMessages[useLanguage()];
  if (ready.length === 0) return null;
  return (
    <details class="more">
      <summary>{m.insertReady}</summary>
      <Form method="get" action={`${here}#risposta`}>
        <SelectField
          name="pronta"
          label={m.insertReady}
          choices={ready.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <button type="submit" class="btn btn-outline-primary btn-xs">
          {m.insert}
        </button>
      </Form>
    </details>
  );
}

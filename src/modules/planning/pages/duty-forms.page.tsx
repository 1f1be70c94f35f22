import type { ComponentChildren } from 'preact';
import { type Day, showDay } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DayField, FileField, SelectField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { listEventsToRecord } from '../actions/list-events.ts';
import { recordEvent } from '../actions/record-event.ts';
import { recordFulfilment } from '../actions/record-fulfilment.ts';
import { showDuty } from '../actions/show-duty.ts';
import { undoFulfilment } from '../actions/undo-fulfilment.ts';
import { messages } from '../messages.ts';
import { dutiesAddress, dutiesCrumbs, oneText } from './duties-frame.tsx';

function keyIn({ query }: PageRequest) {
  return { year: oneText(query.anno), obligation: oneText(query.adempimento), entity: oneText(query.ente) };
}

async function recordForm(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const { language } = request;
  const m = messages[language];
  const duty = await request.perform(showDuty, keyIn(request) as never);
  const intro = m.recordIntro(
    duty.title[language],
    showDay(duty.due as Day, language),
    duty.bearer?.name ?? m.theAssociation,
  );
  const back = dutiesAddress(request, `?anno=${duty.year}`);
  const fields = (
    <>
      <DayField name="on" label={m.doneOn} />
      <TextField name="act" label={m.act} hint={m.actHint} />
      <TextField name="link" label={m.link} hint={m.linkHint} optional />
      <FileField name="document" label={m.document} hint={m.documentHint} accept=".pdf,.p7m,application/pdf" optional />
      <TextAreaField name="note" label={m.note} optional />
    </>
  );
  return reply(request, { title: m.recordTitle, intro, back, fields, form, status });
}

const recordPath = '/:association/convenzione/adempimenti/registra';
const recordExample = { '?': 'anno=2027&adempimento=integration-plan:2027-01-15' };

/** Says that a duty was done, with its proof. */
export const recordRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: recordPath,
    needs: recordFulfilment,
    example: recordExample,
    answer: (request) => recordForm(request, freshForm({ on: request.now.today })),
  },
  {
    method: 'POST',
    path: recordPath,
    needs: recordFulfilment,
    answer: async (request) => {
      const file = request.uploads.find(({ field, name }) => field === 'document' && name !== '');
      const document = file && {
        name: file.name,
        content: Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength).toString('base64'),
      };
      const key = keyIn(request);
      const { document: _, ...typed } = request.form;
      const input = { ...typed, ...key, ...(document ? { document } : {}) };
      const attempt = await request.attempt(recordFulfilment, input);
      if (!attempt.ok) return recordForm(request, returnedForm(request, attempt), 422);
      return {
        kind: 'redirect',
        to: dutiesAddress(request, `?anno=${key.year}`),
        notice: attempt.value.onTime
          ? text('Adempimento registrato, in tempo.', 'Duty recorded, in time.')
          : text('Adempimento registrato, dopo il termine.', 'Duty recorded, after its term.'),
      };
    },
  },
];

function undoForm(request: PageRequest, form: FormState, status = 200): PageReply {
  const m = messages[request.language];
  const fields = <TextField name="reason" label={m.reason} />;
  const back = dutiesAddress(request);
  return reply(request, { title: m.undoTitle, intro: m.undoIntro, back, fields, form, status, submit: m.undo });
}

const undoPath = '/:association/convenzione/adempimenti/:registrazione/annulla';

/** Undoes what was recorded, with the reason. */
export const undoRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: undoPath,
    needs: undoFulfilment,
    answer: async (request) => undoForm(request, freshForm()),
  },
  {
    method: 'POST',
    path: undoPath,
    needs: undoFulfilment,
    answer: async (request) => {
      const { registrazione } = request.params;
      const attempt = await request.attempt(undoFulfilment, { ...request.form, fulfilment: registrazione });
      if (!attempt.ok) return undoForm(request, returnedForm(request, attempt), 422);
      return {
        kind: 'redirect',
        to: dutiesAddress(request, `?anno=${attempt.value.year}`),
        notice: text('Registrazione annullata.', 'Record undone.'),
      };
    },
  },
];

async function eventForm(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const { language } = request;
  const m = messages[language];
  const { items } = await request.perform(listEventsToRecord, {});
  const choices = items.map(({ event, title }) => ({ value: event, label: title[language] }));
  const fields = (
    <>
      <SelectField name="event" label={m.event} choices={choices} />
      <DayField name="on" label={m.eventOn} />
      <TextField name="act" label={m.act} />
    </>
  );
  const back = dutiesAddress(request);
  return reply(request, { title: m.eventTitle, intro: m.eventIntro, back, fields, form, status });
}

const eventPath = '/:association/convenzione/adempimenti/evento';

/** Records a day that terms count from. */
export const eventRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: eventPath,
    needs: recordEvent,
    answer: (request) => eventForm(request, freshForm({ on: request.now.today })),
  },
  {
    method: 'POST',
    path: eventPath,
    needs: recordEvent,
    answer: async (request) => {
      const attempt = await request.attempt(recordEvent, request.form);
      if (!attempt.ok) return eventForm(request, returnedForm(request, attempt), 422);
      return {
        kind: 'redirect',
        to: dutiesAddress(request),
        notice: text(
          'Evento registrato: i termini che ne dipendono sono in calendario.',
          'Event recorded: the terms that hang on it are in the calendar.',
        ),
      };
    },
  },
];

type Shown = {
  readonly title: string;
  readonly intro: string;
  readonly back: string;
  readonly fields: ComponentChildren;
  readonly form: FormState;
  readonly status: number;
  readonly submit?: string;
};

function reply(request: PageRequest, shown: Shown): PageReply {
  const { title, intro, back, fields, form, status, submit } = shown;
  const m = messages[request.language];
  return {
    kind: 'page',
    status,
    title,
    crumbs: dutiesCrumbs(request),
    body: (
      <>
        <h1>{title}</h1>
        <p>{intro}</p>
        <Form state={form} files>
          {fields}
          <FormActions submit={submit ?? m.record}>
            <a class="btn btn-outline-primary" href={back}>
              {m.cancel}
            </a>
          </FormActions>
        </Form>
      </>
    ),
  };
}

import type { ComponentChildren } from 'preact';
import type { Text } from '../../../kernel/text.ts';
import type { AnyAction } from '../../../platform/action.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DayField, FileField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions, Refusals } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { messages } from '../messages.ts';
import { withFiles } from './bodies-frame.tsx';

/** What a form page shows around its fields. */
export type FormPage = {
  readonly title: string;
  readonly intro?: ComponentChildren;
  /** Where cancelling leads. */
  readonly back: string;
  readonly crumbs: Extract<PageReply, { kind: 'page' }>['crumbs'];
  readonly fields: ComponentChildren;
  readonly values?: FormState['values'];
  readonly submit?: string;
  /** False where there is nothing to choose from: the fields say so, and nothing is sent. */
  readonly sendable?: boolean;
};

/**
 * The two routes of a form: shown, and sent. What was typed is kept, and problems come back at their fields.
 *
 * @param input what the address adds to what was typed
 */
export function formRoutes<Done>(form: {
  readonly path: string;
  readonly needs: AnyAction;
  readonly example?: Readonly<Record<string, string>>;
  readonly page: (request: PageRequest) => Promise<FormPage>;
  readonly input: (request: PageRequest) => Readonly<Record<string, unknown>>;
  readonly after: (request: PageRequest, done: Done) => { readonly to: string; readonly notice: Text };
}): [PageRoute, PageRoute] {
  const { path, needs, page, input, after } = form;
  return [
    {
      method: 'GET',
      path,
      needs,
      ...(form.example ? { example: form.example } : {}),
      answer: async (request) => {
        const shown = await page(request);
        return reply(shown, freshForm(shown.values));
      },
    },
    {
      method: 'POST',
      path,
      needs,
      answer: async (request) => {
        const attempt = await request.attempt(needs, { ...withFiles(request), ...input(request) });
        if (!attempt.ok) return reply(await page(request), returnedForm(request, attempt), 422);
        return { kind: 'redirect', ...after(request, attempt.value as Done) };
      },
    },
  ];
}

function reply(page: FormPage, form: FormState, status = 200): PageReply {
  const { title, crumbs } = page;
  return { kind: 'page', status, title, ...(crumbs ? { crumbs } : {}), body: <ActForm page={page} form={form} /> };
}

export function ActForm({ page, form }: { page: FormPage; form: FormState }) {
  const m = messages[useLanguage()];
  const { title, intro, back, fields, submit = m.record, sendable = true } = page;
  return (
    <>
      <h1>{title}</h1>
      {intro && <p>{intro}</p>}
      {sendable ? (
        <Form state={form} files>
          {fields}
          <FormActions submit={submit}>
            <a class="btn btn-outline-primary" href={back}>
              {m.cancel}
            </a>
          </FormActions>
        </Form>
      ) : (
        <>
          <Refusals refusals={form.refusals} />
          {fields}
        </>
      )}
    </>
  );
}

/** The act that decides, with its number and day. */
export function ActFields({ optional = false, dayNeeded = false }: { optional?: boolean; dayNeeded?: boolean }) {
  const m = messages[useLanguage()];
  return (
    <>
      <TextField name="act" label={m.actLabel} hint={m.actHint} optional={optional} />
      <TextField name="actNumber" label={m.actNumber} width="short" optional />
      <DayField name="actDay" label={m.actDay} optional={!dayNeeded} />
    </>
  );
}

export function DocumentField({ optional = false, label }: { optional?: boolean; label?: string }) {
  const m = messages[useLanguage()];
  return (
    <FileField
      name="document"
      label={label ?? m.documentLabel}
      hint={m.documentHint}
      accept=".pdf,.p7m,application/pdf"
      optional={optional}
    />
  );
}

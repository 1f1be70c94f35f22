import type { Language } from '../../../kernel/text.ts';
import type { PagePart } from '../../../platform/page.ts';
import { HiddenField, SelectField } from '../../../platform/pages/field.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { listAskable } from '../actions/list-askable.ts';
import { listServices } from '../actions/list-services.ts';
import { messages } from '../messages.ts';
import type { FormField } from '../rules/index.ts';
import { scopeFor } from './catalogue-frame.tsx';
import { requestFormFields } from './request-form.tsx';

/**
 * In the form of somebody who asks for help: the service it is for, of those the entity has, and its questions once it is chosen
 * (`?servizio=posta`, or a button of the form, whose page shows it again with what was typed: POST with `scegliServizio`). The office, that
 * asks for others, chooses among all and is asked nothing.
 */
export const askedServicePart: PagePart = {
  page: 'new-request',
  order: 10,
  part: async (request) => {
    if (!request.may(listAskable)) return null;
    const { language } = request;
    if (scopeFor(request) === 'association') {
      const { items } = await request.perform(listServices, { state: 'active' });
      const choices = items.map(({ code, name }) => ({ value: code, label: name[language] }));
      const label = messages[language].service;
      return choices.length === 0 ? null : <SelectField name="service" label={label} choices={choices} optional />;
    }
    const { items } = await request.perform(listAskable, {});
    if (items.length === 0) return null;
    const justChosen = oneText(request.form.scegliServizio);
    const sent = request.form.body !== undefined;
    const wanted = justChosen ?? oneText(request.form.service) ?? (sent ? undefined : oneText(request.query.servizio));
    const chosen = items.find(({ code }) => code === wanted);
    return serviceOf({ items, chosen, focused: justChosen !== undefined, language });
  },
};

/** It sends the form to be shown again for this service; `-` is for none. */
const button = (code: string, says: string, focused = false) => (
  <button
    type="submit"
    class="btn btn-link btn-xs"
    name="scegliServizio"
    value={code}
    formNoValidate
    autofocus={focused}
  >
    {says}
  </button>
);

type Askable = {
  readonly code: string;
  readonly name: Record<'it' | 'en', string>;
  readonly fields: readonly FormField[];
};

function serviceOf({
  items,
  chosen,
  focused,
  language,
}: {
  items: readonly Askable[];
  chosen: Askable | undefined;
  /** A button of these was pressed: the reader goes on from here. */
  focused: boolean;
  language: Language;
}) {
  const m = messages[language];
  if (chosen) {
    return (
      <fieldset class="field">
        <legend>
          {m.service}: {chosen.name[language]} {button('-', m.otherService, focused)}
        </legend>
        <HiddenField name="service" value={chosen.code} />
        {requestFormFields(chosen.fields, language)}
      </fieldset>
    );
  }
  return (
    <details class="field" open={focused}>
      <summary autofocus={focused}>{m.forService}</summary>
      <ul>
        {items.map(({ code, name }) => (
          <li key={code}>{button(code, name[language])}</li>
        ))}
      </ul>
    </details>
  );
}

import { text } from '../../../kernel/text.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { CheckField, TextAreaField } from '../../../platform/pages/field.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { approveService } from '../actions/draft-service.ts';
import { loadServices } from '../actions/load-services.ts';
import { messages } from '../messages.ts';
import { catalogueHref, formReply } from './catalogue-frame.tsx';

const path = '/:association/assistenza/catalogo/carica';

function loadForm(request: PageRequest, form: FormState) {
  const m = messages[request.language];
  return formReply(request, {
    title: m.loadTitle,
    lead: m.loadIntro,
    form,
    place: 'services',
    back: catalogueHref(request.association!.id),
    submit: m.loadDo,
    fields: (
      <>
        <TextAreaField name="document" label={m.document} hint={m.documentHint} rows={10} code optional />
        {request.may(approveService) && <CheckField name="approves" label={m.approvesAll} checked />}
      </>
    ),
  });
}

/** Taking over a catalogue from a document, or the one ready for the agreement. */
export const loadRoutes: PageRoute[] = [
  { method: 'GET', path, needs: loadServices, answer: async (request) => loadForm(request, freshForm()) },
  {
    method: 'POST',
    path,
    needs: loadServices,
    answer: async (request) => {
      const attempt = await request.attempt(loadServices, request.form);
      if (!attempt.ok) return loadForm(request, returnedForm(request, attempt));
      const { loaded, standards } = attempt.value;
      return {
        kind: 'redirect',
        to: catalogueHref(request.association!.id),
        notice: text(
          messages.it.loaded(loaded.length, standards.length),
          messages.en.loaded(loaded.length, standards.length),
        ),
      };
    },
  },
];

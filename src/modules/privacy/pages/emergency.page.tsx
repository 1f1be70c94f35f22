import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { TextAreaField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { openEmergencyAccess } from '../actions/open-emergency-access.ts';
import { messages } from '../messages.ts';
import { dataAddress, dataCrumbs, saying } from './data-frame.tsx';

/** For the office, where the agreement has it: an access without an act. */
export const emergencyPage: PageRoute = {
  method: 'GET',
  path: '/:association/sicurezza/dati/:insieme/emergenza',
  answer: (request) => reply(request, freshForm()),
};

export const emergencyForm: PageRoute = {
  method: 'POST',
  path: '/:association/sicurezza/dati/:insieme/emergenza',
  answer: async (request) => {
    const dataSet = request.params.insieme!;
    const attempt = await request.attempt(openEmergencyAccess, { ...request.form, dataSet });
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), 422);
    return { kind: 'redirect', to: dataAddress(request, dataSet, 'documenti'), notice: saying('emergencyDone') };
  },
};

async function reply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const m = messages[request.language];
  if (!request.may(openEmergencyAccess)) await request.perform(openEmergencyAccess, {} as never);
  return {
    kind: 'page',
    status,
    title: m.emergencyOpen,
    crumbs: dataCrumbs(request, { title: m.tabMeasures, href: dataAddress(request, 'misure') }),
    body: <EmergencyPage form={form} back={dataAddress(request, 'misure')} />,
  };
}

export function EmergencyPage({ form, back }: { form: FormState; back: string }) {
  const m = messages[useLanguage()];
  return (
    <>
      <h1>{m.emergencyOpen}</h1>
      <p>{m.emergencyLead}</p>
      <Form state={form}>
        <TextAreaField name="reason" label={m.reason} hint={m.emergencyReasonHint} rows={4} />
        <FormActions submit={m.emergencyOpen}>
          <a class="btn btn-outline-primary" href={back}>
            {m.cancel}
          </a>
        </FormActions>
      </Form>
    </>
  );
}

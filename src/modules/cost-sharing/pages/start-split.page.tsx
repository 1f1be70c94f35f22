import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { DayField, NumberField, SelectField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { listAllocations } from '../actions/list-allocations.ts';
import { startAllocation } from '../actions/start-allocation.ts';
import { messages } from '../messages.ts';
import { type SplitHead, splitCrumbs, splitsHref } from './split-frame.tsx';

/** A new draft: the year, and what it begins from. */
export const startSplitPage: PageRoute = {
  method: 'GET',
  path: '/:association/riparto/nuovo',
  needs: startAllocation,
  answer: async (request) => page(request, freshForm({ year: request.now.today.slice(0, 4) })),
};

export const startSplitForm: PageRoute = {
  method: 'POST',
  path: '/:association/riparto/nuovo',
  needs: startAllocation,
  answer: async (request) => {
    const attempt = await request.attempt(startAllocation, request.form);
    if (!attempt.ok) return page(request, returnedForm(request, attempt), 422);
    return {
      kind: 'redirect',
      to: `${splitsHref(request.association?.id)}/${attempt.value.number}`,
      notice: { it: messages.it.opened, en: messages.en.opened },
    };
  },
};

async function page(request: PageRequest, form: FormState, status = 200) {
  const { items } = await request.perform(listAllocations, {});
  return {
    kind: 'page' as const,
    title: messages[request.language].start,
    status,
    crumbs: splitCrumbs(request),
    scope: 'association' as const,
    body: <StartSplitPage form={form} splits={items} />,
  };
}

export function StartSplitPage({ form, splits }: { form: FormState; splits: readonly SplitHead[] }) {
  const { association, language } = useFrame();
  const m = messages[language];
  return (
    <>
      <h1>{m.start}</h1>
      <Form state={form}>
        <NumberField name="year" label={m.year} />
        <TextField name="title" label={m.title} hint={m.titleHint} optional />
        {splits.length > 0 && (
          <SelectField
            name="from"
            label={m.copyFrom}
            hint={m.copyFromHint}
            optional
            choices={[
              { value: '', label: m.copyNothing },
              ...splits.map(({ number, year, title, state }) => ({
                value: String(number),
                label: [`${m.split(year)}, ${m.number(number)}`, title, m[state].toLowerCase()]
                  .filter(Boolean)
                  .join(' · '),
              })),
            ]}
          />
        )}
        <DayField name="figuresOn" label={m.figuresDay} hint={m.figuresDayHint} optional />
        <FormActions submit={m.open}>
          <a href={splitsHref(association?.id)}>{m.cancel}</a>
        </FormActions>
      </Form>
    </>
  );
}

import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { Fieldset, MoneyField, SelectField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { setSecondments } from '../actions/set-secondments.ts';
import { showAllocation } from '../actions/show-allocation.ts';
import { showChoices } from '../actions/show-choices.ts';
import { messages } from '../messages.ts';
import { bareAmount, percentText } from './amount.ts';
import type { Named } from './cost-input.ts';
import { numberIn, type SplitHead, splitCrumbs, splitsHref } from './split-frame.tsx';

const fields = ['entity', 'person', 'cost', 'percent'] as const;

/** The staff that entities lend to the service, a row for each person. */
export const staffPage: PageRoute = {
  method: 'GET',
  path: '/:association/riparto/:number/personale',
  needs: setSecondments,
  answer: async (request) => {
    const split = await request.perform(showAllocation, { allocation: numberIn(request) });
    const values: Record<string, string> = {};
    split.secondments.forEach((each, place) => {
      values[`secondments[${place}].entity`] = each.entity;
      values[`secondments[${place}].person`] = each.person;
      values[`secondments[${place}].cost`] = bareAmount(each.cost, request.language);
      values[`secondments[${place}].percent`] = percentText(each.percent, request.language);
    });
    return page(request, split, split.secondments.length + 3, freshForm(values));
  },
};

export const staffForm: PageRoute = {
  method: 'POST',
  path: '/:association/riparto/:number/personale',
  needs: setSecondments,
  answer: async (request) => {
    const split = await request.perform(showAllocation, { allocation: numberIn(request) });
    const rows = Math.min(
      1000,
      1 + Math.max(-1, ...Object.keys(request.form).map((name) => Number(/\[(\d{1,4})\]/.exec(name)?.[1] ?? -1))),
    );
    const typed = Array.from({ length: rows }, (_, place) =>
      Object.fromEntries(fields.map((field) => [field, String(request.form[`secondments[${place}].${field}`] ?? '')])),
    );
    const filled = typed.flatMap((row, place) => (Object.values(row).some((value) => value !== '') ? [place] : []));
    const attempt = await request.attempt(setSecondments, {
      allocation: split.number,
      secondments: filled.map((place) => typed[place]),
    });
    if (!attempt.ok) {
      const problems = attempt.problems.map((problem) => ({
        ...problem,
        path: problem.path.replace(/^secondments\[(\d+)\]/, (_, place) => `secondments[${filled[Number(place)]}]`),
      }));
      return page(request, split, rows, returnedForm(request, { ...attempt, problems }), 422);
    }
    return {
      kind: 'redirect',
      to: `${splitsHref(request.association?.id)}/${split.number}/spese`,
      notice: { it: messages.it.staffSaved, en: messages.en.staffSaved },
    };
  },
};

async function page(
  request: PageRequest,
  split: SplitHead,
  rows: number,
  form: FormState,
  status = 200,
): Promise<PageReply> {
  const { entities, staff } = await request.perform(showChoices, { allocation: split.number });
  return {
    kind: 'page',
    title: messages[request.language].staff,
    status,
    crumbs: splitCrumbs(request, split),
    scope: 'association',
    body: <StaffPage split={split} entities={entities} article={staff} rows={rows} form={form} />,
  };
}

export function StaffPage({
  split,
  entities,
  article,
  rows,
  form,
}: {
  split: SplitHead;
  entities: readonly Named[];
  article: string | null;
  rows: number;
  form: FormState;
}) {
  const { association, language } = useFrame();
  const m = messages[language];
  return (
    <>
      <h1>{m.staff}</h1>
      <p class="muted">
        {article && m.staffHint(article)} {m.emptyRows}
      </p>
      <Form state={form} wide>
        {Array.from({ length: rows }, (_, place) => (
          <Fieldset key={place} legend={`${m.person} ${place + 1}`}>
            <div class="field-row">
              <SelectField
                name={`secondments[${place}].entity`}
                label={m.entity}
                choices={entities.map(({ code, name }) => ({ value: code, label: name }))}
                optional
              />
              <TextField name={`secondments[${place}].person`} label={m.person} width="medium" optional />
              <MoneyField name={`secondments[${place}].cost`} label={m.yearlyCost} optional />
              <TextField
                name={`secondments[${place}].percent`}
                label={m.assigned}
                inputmode="decimal"
                suffix="%"
                width="short"
                optional
              />
            </div>
          </Fieldset>
        ))}
        <FormActions submit={m.saveStaff}>
          <a href={`${splitsHref(association?.id)}/${split.number}/spese`}>{m.cancel}</a>
        </FormActions>
      </Form>
    </>
  );
}

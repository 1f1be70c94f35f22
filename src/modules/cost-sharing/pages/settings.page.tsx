import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DayField, Fieldset, HiddenField, NumberField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { changeAllocation } from '../actions/change-allocation.ts';
import { discardAllocation } from '../actions/discard-allocation.ts';
import { showAllocation } from '../actions/show-allocation.ts';
import { showChoices } from '../actions/show-choices.ts';
import { messages } from '../messages.ts';
import { chosenReadings, type OfferedReading, ReadingFields, readingValues } from './reading-fields.tsx';
import type { SplitShown } from './split.page.tsx';
import { numberIn, SplitFrame, splitCrumbs, splitsHref } from './split-frame.tsx';

/** Title, year, day of the figures and readings of a draft. */
export const settingsPage: PageRoute = {
  method: 'GET',
  path: '/:association/riparto/:number/impostazioni',
  needs: changeAllocation,
  answer: async (request) => {
    const { split, readings } = await loaded(request);
    const values = {
      title: split.title,
      year: String(split.year),
      figuresOn: split.figuresOn === usualDay(split.year) ? '' : split.figuresOn,
      ...readingValues(readings, split.readings, request.language),
    };
    return page(request, split, readings, freshForm(values));
  },
};

export const settingsForm: PageRoute = {
  method: 'POST',
  path: '/:association/riparto/:number/impostazioni',
  needs: changeAllocation,
  answer: async (request) => {
    const { split, readings } = await loaded(request);
    const base = splitsHref(request.association?.id);
    if (request.form.azione === 'scarta') {
      await request.perform(discardAllocation, { allocation: split.number });
      return { kind: 'redirect', to: base, notice: { it: messages.it.discarded, en: messages.en.discarded } };
    }
    const kept = Object.fromEntries(
      Object.entries(split.readings).filter(([key]) => !readings.some((reading) => reading.key === key)),
    );
    const attempt = await request.attempt(changeAllocation, {
      allocation: split.number,
      title: String(request.form.title ?? ''),
      year: request.form.year,
      figuresOn: request.form.figuresOn || null,
      readings: { ...kept, ...withoutAgreed(chosenReadings(readings, request.form), readings) },
    });
    if (!attempt.ok) return page(request, split, readings, returnedForm(request, attempt), 422);
    return {
      kind: 'redirect',
      to: `${base}/${split.number}`,
      notice: { it: messages.it.saved, en: messages.en.saved },
    };
  },
};

/** The day of the figures where nobody says another. */
function usualDay(year: number): string {
  return `${year - 1}-12-31`;
}

/** A reading chosen as the agreement has it is not chosen at all. */
export function withoutAgreed(
  chosen: Readonly<Record<string, unknown>>,
  readings: readonly OfferedReading[],
): Record<string, unknown> {
  const agreed = new Map(readings.map(({ key, chosenByAgreement }) => [key, chosenByAgreement]));
  return Object.fromEntries(Object.entries(chosen).filter(([key, value]) => agreed.get(key) !== value));
}

async function loaded(request: PageRequest) {
  const allocation = numberIn(request);
  const split = await request.perform(showAllocation, { allocation });
  const { readings } = await request.perform(showChoices, { allocation });
  return { split, readings };
}

function page(
  request: PageRequest,
  split: SplitShown,
  readings: readonly OfferedReading[],
  form: FormState,
  status = 200,
): PageReply {
  return {
    kind: 'page',
    title: messages[request.language].settings,
    status,
    crumbs: splitCrumbs(request, split),
    scope: 'association',
    body: <SettingsPage split={split} readings={readings} form={form} mayDiscard={request.may(discardAllocation)} />,
  };
}

export function SettingsPage({
  split,
  readings,
  form,
  mayDiscard,
}: {
  split: SplitShown;
  readings: readonly OfferedReading[];
  form: FormState;
  mayDiscard: boolean;
}) {
  const { association, language } = useFrame();
  const m = messages[language];
  return (
    <SplitFrame split={split} part="settings">
      <Form state={form}>
        <TextField name="title" label={m.title} hint={m.titleHint} optional />
        <NumberField name="year" label={m.year} />
        <DayField name="figuresOn" label={m.figuresDay} hint={m.figuresDayHint} optional />
        <Fieldset legend={m.readings} hint={m.readingsHint}>
          <div class="readings">
            <ReadingFields readings={readings} />
          </div>
        </Fieldset>
        <FormActions submit={m.save}>
          <a href={`${splitsHref(association?.id)}/${split.number}`}>{m.cancel}</a>
        </FormActions>
      </Form>
      {mayDiscard && (
        <details class="discard">
          <summary>{m.discard}</summary>
          <p>{m.discardConfirm}</p>
          <Form>
            <HiddenField name="azione" value="scarta" />
            <button type="submit" class="btn btn-danger btn-xs">
              {m.discard}
            </button>
          </Form>
        </details>
      )}
    </SplitFrame>
  );
}

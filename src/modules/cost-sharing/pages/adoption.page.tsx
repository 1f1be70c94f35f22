import type { z } from 'zod';
import { showDay } from '../../../kernel/day.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { HiddenField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { adoptAllocation } from '../actions/adopt-allocation.ts';
import { correctAllocation } from '../actions/correct-allocation.ts';
import { showAllocation } from '../actions/show-allocation.ts';
import { showChoices } from '../actions/show-choices.ts';
import { messages } from '../messages.ts';
import { amountText } from './amount.ts';
import { shown } from './reading-fields.tsx';
import type { SplitShown } from './split.page.tsx';
import { numberIn, splitCrumbs, splitsHref } from './split-frame.tsx';
import { SplitCloses } from './split-table.tsx';

/** Adoption: the act, and what it will freeze. */
export const adoptionPage: PageRoute = {
  method: 'GET',
  path: '/:association/riparto/:number/adozione',
  needs: adoptAllocation,
  answer: async (request) => {
    const split = await request.perform(showAllocation, { allocation: numberIn(request) });
    return page(request, split, freshForm());
  },
};

export const adoptionForm: PageRoute = {
  method: 'POST',
  path: '/:association/riparto/:number/adozione',
  needs: adoptAllocation,
  answer: async (request) => {
    const split = await request.perform(showAllocation, { allocation: numberIn(request) });
    const { act, fingerprint } = request.form;
    const attempt = await request.attempt(adoptAllocation, { allocation: split.number, act: act ?? '', fingerprint });
    if (!attempt.ok) return page(request, split, returnedForm(request, attempt), 422);
    return {
      kind: 'redirect',
      to: `${splitsHref(request.association?.id)}/${split.number}`,
      notice: { it: messages.it.adoptDone, en: messages.en.adoptDone },
    };
  },
};

/** A correction asks once, since it opens a draft that takes the split's place. */
export const correctionPage: PageRoute = {
  method: 'GET',
  path: '/:association/riparto/:number/correzione',
  needs: correctAllocation,
  answer: async (request) => {
    const split = await request.perform(showAllocation, { allocation: numberIn(request) });
    return correction(request, split, freshForm());
  },
};

export const correctionForm: PageRoute = {
  method: 'POST',
  path: '/:association/riparto/:number/correzione',
  needs: correctAllocation,
  answer: async (request) => {
    const split = await request.perform(showAllocation, { allocation: numberIn(request) });
    const attempt = await request.attempt(correctAllocation, { allocation: split.number });
    if (!attempt.ok) return correction(request, split, returnedForm(request, attempt), 409);
    return {
      kind: 'redirect',
      to: `${splitsHref(request.association?.id)}/${attempt.value.number}`,
      notice: { it: messages.it.correctionOpened, en: messages.en.correctionOpened },
    };
  },
};

async function page(request: PageRequest, split: SplitShown, form: FormState, status = 200): Promise<PageReply> {
  const choices = await request.perform(showChoices, { allocation: split.number });
  const { documentSha256 } = split;
  return {
    kind: 'page',
    title: messages[request.language].adoptTitle(split.year),
    status,
    crumbs: splitCrumbs(request, split),
    scope: 'association',
    body: <AdoptionPage split={split} choices={choices} form={form} sha256={documentSha256} />,
  };
}

function correction(request: PageRequest, split: SplitShown, form: FormState, status = 200): PageReply {
  return {
    kind: 'page',
    title: messages[request.language].correct,
    status,
    crumbs: splitCrumbs(request, split),
    scope: 'association',
    body: <CorrectionPage split={split} form={form} />,
  };
}

export function AdoptionPage({
  split,
  choices,
  form,
}: {
  split: SplitShown;
  choices: z.output<typeof showChoices.output>;
  form: FormState;
  sha256: string | null;
}) {
  const { association, language } = useFrame();
  const m = messages[language];
  const { result } = split;
  const chosen = choices.readings.filter(({ key }) => split.readings[key] !== undefined);
  return (
    <>
      <h1>{m.adoptTitle(split.year)}</h1>
      <p class="lead">{m.adoptIntro}</p>
      {result && (
        <>
          <Definitions
            items={[
              { term: m.frozenNet, is: amountText(result.net, language) },
              { term: m.frozenEntities, is: result.shares.length },
              { term: m.frozenCosts, is: result.costs.map(({ title }) => title[language]).join(', ') },
              { term: m.frozenFigures, is: showDay(split.figuresOn, language) },
              {
                term: m.frozenReadings,
                is:
                  chosen.length === 0
                    ? m.asInAgreement
                    : chosen
                        .map(
                          (reading) =>
                            `${reading.question[language]} ${
                              reading.kind === 'corrective'
                                ? correctiveText(split.readings[reading.key])
                                : shown(reading, split.readings[reading.key], language)
                            }`,
                        )
                        .join(' · '),
              },
            ]}
          />
          <SplitCloses result={result} />
        </>
      )}
      <Form state={form}>
        <HiddenField name="fingerprint" value={split.fingerprint ?? ''} />
        <TextField name="act" label={m.actLabel} hint={m.actHint} />
        <FormActions submit={m.adoptSubmit}>
          <a href={`${splitsHref(association?.id)}/${split.number}`}>{m.cancel}</a>
        </FormActions>
      </Form>
    </>
  );

  function correctiveText(value: unknown): string {
    const { method, threshold, rate, cap } = (typeof value === 'object' && value ? value : {}) as Record<
      string,
      string
    >;
    if (method === 'percent_reduction') return `${m.correctivePercent}: ≤ ${threshold}, −${rate}%`;
    return method === 'cap_per_inhabitant' ? `${m.correctiveCap}: ${cap}` : m.correctiveNone;
  }
}

export function CorrectionPage({ split, form }: { split: SplitShown; form: FormState }) {
  const { association, language } = useFrame();
  const m = messages[language];
  return (
    <>
      <h1>{m.correct}</h1>
      <p class="lead">
        {m.split(split.year)}, {m.number(split.number)}
      </p>
      <p>{m.correctConfirm}</p>
      <Form state={form}>
        <FormActions submit={m.correct}>
          <a href={`${splitsHref(association?.id)}/${split.number}`}>{m.cancel}</a>
        </FormActions>
      </Form>
    </>
  );
}

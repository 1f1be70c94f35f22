import type { z } from 'zod';
import type { Refusal } from '../../../kernel/result.ts';
import { differenceChart } from '../../../platform/charts/difference-chart.ts';
import { Drawing } from '../../../platform/charts/drawing.tsx';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import {
  ChoiceField,
  DayField,
  Fieldset,
  HiddenField,
  NumberField,
  TextField,
} from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { changeAllocation } from '../actions/change-allocation.ts';
import { compareScenario } from '../actions/compare-scenario.ts';
import { showAllocation } from '../actions/show-allocation.ts';
import { showChoices } from '../actions/show-choices.ts';
import { identifier } from '../cost-table.ts';
import { messages } from '../messages.ts';
import { amountText, bareAmount, centsOf, signedAmount } from './amount.ts';
import { chosenReadings, ReadingFields, readingValues } from './reading-fields.tsx';
import { withoutAgreed } from './settings.page.tsx';
import type { SplitShown } from './split.page.tsx';
import { numberIn, SplitFrame, splitCrumbs, splitsHref } from './split-frame.tsx';

type Choices = z.output<typeof showChoices.output>;
type Compared = z.output<typeof compareScenario.output>;

/** What would be: other readings, members more or less, kept in the address so that it can be sent to a colleague. */
export const scenarioPage: PageRoute = {
  method: 'GET',
  path: '/:association/riparto/:number/scenari',
  answer: async (request) => {
    const { split, choices } = await loaded(request);
    const asked = scenarioIn(request, choices);
    const form = freshForm(
      asked.isAsked
        ? Object.fromEntries(Object.entries(request.query))
        : readingValues(choices.readings, split.readings, request.language),
    );
    if (!asked.isAsked || !split.result) return page(request, { split, choices, form });
    const attempt = await request.attempt(compareScenario, { allocation: split.number, ...asked.scenario });
    if (!attempt.ok) {
      const state = { ...form, problems: attempt.problems, refusals: attempt.refusals as Refusal[] };
      return page(request, { split, choices, form: state }, 422);
    }
    return page(request, {
      split,
      choices,
      form,
      compared: attempt.value,
      appliable: split.state === 'draft' && request.may(changeAllocation) && asked.onlyReadings,
    });
  },
};

/** Takes the readings of a scenario over into the draft. */
export const scenarioForm: PageRoute = {
  method: 'POST',
  path: '/:association/riparto/:number/scenari',
  answer: async (request) => {
    const { split, choices } = await loaded(request);
    const readings = withoutAgreed(chosenReadings(choices.readings, request.query), choices.readings);
    await request.perform(changeAllocation, { allocation: split.number, readings });
    return {
      kind: 'redirect',
      to: `${splitsHref(request.association?.id)}/${split.number}`,
      notice: { it: messages.it.applied, en: messages.en.applied },
    };
  },
};

async function loaded(request: PageRequest) {
  const allocation = numberIn(request);
  // First what fewer may see: whoever may not is told as soon as of what is not there.
  const choices = await request.perform(showChoices, { allocation });
  return { split: await request.perform(showAllocation, { allocation }), choices };
}

function scenarioIn({ query }: PageRequest, { readings, entities }: Choices) {
  const one = (name: string) => (typeof query[name] === 'string' ? query[name].trim() : '');
  const many = (name: string) => {
    const value = query[name];
    return value === undefined || value === '' ? [] : typeof value === 'string' ? [value] : [...value];
  };
  const name = one('joining[0].name');
  const figures = Object.fromEntries(
    (['population', 'workstations'] as const).flatMap((register) => {
      const typed = one(`joining[0].figures.${register}`).replaceAll('.', '');
      return typed === '' ? [] : [[register, typed]];
    }),
  );
  const joining =
    name === ''
      ? []
      : [
          {
            code: identifier(name, new Set(entities.map(({ code }) => code))),
            name,
            figures,
            joined: one('joining[0].joined') || null,
          },
        ];
  const without = many('without');
  return {
    isAsked: Object.keys(query).length > 0,
    onlyReadings: joining.length === 0 && without.length === 0,
    scenario: { readings: agreedAsNull(chosenReadings(readings, query), readings), without, joining },
  };
}

/** In a scenario a reading left as the agreement has it goes back to the agreement, whatever the draft chose. */
function agreedAsNull(chosen: Record<string, unknown>, readings: Choices['readings']): Record<string, unknown> {
  return Object.fromEntries(
    readings.map(({ key, chosenByAgreement }) => {
      const value = chosen[key];
      return [key, value === undefined || value === chosenByAgreement ? null : value];
    }),
  );
}

type Shown = {
  readonly split: SplitShown;
  readonly choices: Choices;
  readonly form: FormState;
  readonly compared?: Compared;
  readonly appliable?: boolean;
};

function page(request: PageRequest, scenario: Shown, status = 200): PageReply {
  return {
    kind: 'page',
    title: messages[request.language].scenario,
    status,
    crumbs: splitCrumbs(request, scenario.split),
    scope: 'association',
    body: <ScenarioPage {...scenario} />,
  };
}

export function ScenarioPage({ split, choices, form, compared, appliable }: Shown) {
  const { association, language, url } = useFrame();
  const m = messages[language];
  const base = `${splitsHref(association?.id)}/${split.number}`;
  const correctives = choices.readings.filter(({ kind }) => kind === 'corrective');
  const others = choices.readings.filter(({ kind }) => kind !== 'corrective');
  const isChanged = ({ key, chosenByAgreement }: Choices['readings'][number]) => {
    const typed = form.values[`readings.${key}`];
    return typed !== undefined && typed !== '' && typed !== String(chosenByAgreement);
  };
  return (
    <SplitFrame split={split} part="scenario">
      <p>{m.scenarioIntro}</p>
      <div class="scenario">
        <div class="scenario-form">
          <Form state={form} method="get" action={`${base}/scenari`}>
            <ReadingFields readings={correctives} />
            {others.length > 0 && (
              <details open={correctives.length === 0 || others.some(isChanged)}>
                <summary>{m.otherReadings}</summary>
                <ReadingFields readings={others} />
              </details>
            )}
            <details open={form.values.without !== undefined}>
              <summary>{m.without}</summary>
              <div class="choice-columns">
                <ChoiceField
                  several
                  name="without"
                  label={m.without}
                  choices={choices.entities.map(({ code, name }) => ({ value: code, label: name }))}
                />
              </div>
            </details>
            <details open={Boolean(form.values['joining[0].name'])}>
              <summary>{m.joining}</summary>
              <Fieldset legend={m.joining}>
                <TextField name="joining[0].name" label={m.newName} optional />
                <NumberField name="joining[0].figures.population" label={m.population} optional />
                <NumberField name="joining[0].figures.workstations" label={m.workstations} optional />
                <DayField name="joining[0].joined" label={m.joined} optional />
              </Fieldset>
            </details>
            <FormActions submit={m.compare} />
          </Form>
        </div>
        <div class="scenario-result">
          {compared ? (
            <>
              <Differences compared={compared} />
              {appliable && (
                <Form action={url}>
                  <HiddenField name="azione" value="applica" />
                  <button type="submit" class="btn btn-outline-primary btn-xs">
                    {m.applyReadings}
                  </button>
                </Form>
              )}
            </>
          ) : (
            <p class="muted">{m.scenarioNothing}</p>
          )}
        </div>
      </div>
    </SplitFrame>
  );
}

/** Who pays more and who pays less, in figures and drawn. */
function Differences({ compared }: { compared: Compared }) {
  const { language } = useFrame();
  const m = messages[language];
  const rows = compared.differences;
  const tone = (difference: string) =>
    difference === '0.00' ? 'muted' : difference.startsWith('-') ? 'split-less' : 'split-more';
  const drawn = rows.filter(({ before, after }) => (before ?? '0.00') !== '0.00' || (after ?? '0.00') !== '0.00');
  const bare = (decimal: string | null) => (decimal === null ? '–' : bareAmount(decimal, language));
  return (
    <>
      <DataTable
        caption={`${m.scenarioTable}. ${m.euro}`}
        rows={rows}
        rowKey={({ entity }) => entity}
        totalsTitle={m.total}
        dense
        columns={[
          { key: 'entity', title: m.entity, names: true, cell: ({ name }) => name },
          {
            key: 'before',
            title: m.before,
            numeric: true,
            cell: ({ before }) => bare(before),
            total: bare(compared.before.net),
          },
          {
            key: 'after',
            title: m.after,
            numeric: true,
            cell: ({ after }) => bare(after),
            total: bare(compared.after.net),
          },
          {
            key: 'difference',
            title: m.difference,
            numeric: true,
            cell: ({ difference }) => <span class={tone(difference)}>{signedAmount(difference, language)}</span>,
            total: signedAmount(decimal(rows.reduce((all, { difference }) => all + centsOf(difference), 0n)), language),
          },
        ]}
      />
      {drawn.length <= 40 && (
        <Drawing
          id="differenze"
          draw={(size) =>
            differenceChart({
              ...size,
              title: m.scenarioTable,
              words: { before: m.before, after: m.after },
              entities: drawn.map(({ name, before, after, difference }) => ({
                name,
                before: centsOf(before ?? '0.00'),
                after: centsOf(after ?? '0.00'),
                beforeLabel: amountText(before ?? '0.00', language),
                afterLabel: amountText(after ?? '0.00', language),
                differenceLabel: `${signedAmount(difference, language)} €`,
              })),
            })
          }
        />
      )}
    </>
  );
}

function decimal(cents: bigint): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

import type { z } from 'zod';
import { showDay } from '../../../kernel/day.ts';
import { enumerate, text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DayField, HiddenField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions, useFieldState } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { numberText } from '../../../platform/pages/value-text.ts';
import { recordFigures } from '../actions/record-figures.ts';
import { showProgress } from '../actions/show-progress.ts';
import { messages } from '../messages.ts';
import { SetUpSteps, stepAddress } from './set-up-steps.tsx';

const path = '/:association/avvio/dati';

type Progress = z.output<typeof showProgress.output>;

export const figuresPage: PageRoute = {
  method: 'GET',
  path,
  answer: async (request) => reply(request),
};

export const figuresForm: PageRoute = {
  method: 'POST',
  path,
  answer: async (request) => {
    const { form } = request;
    // The order of the table as it was shown: cells mean what they meant, whatever changed meanwhile.
    const entities = String(form.entities ?? '')
      .split(',')
      .filter(Boolean);
    const registers = String(form.registers ?? '')
      .split(',')
      .filter(Boolean);
    const figures = entities.flatMap((entity, row) =>
      registers.map((register, column) => {
        const value = form[cellName(row * registers.length + column)];
        return { entity, register, ...(typeof value === 'string' && value.trim() !== '' ? { value } : {}) };
      }),
    );
    const { on, source, table } = form;
    const attempt = await request.attempt(recordFigures, {
      on,
      source,
      table,
      figures,
      ...(registers.length > 0 ? { columns: registers } : {}),
    });
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), 422);
    const { recorded } = attempt.value;
    return {
      kind: 'redirect',
      to: stepAddress(request.association!.id, 'costs'),
      notice: text(messages.it.figuresSaved(recorded), messages.en.figuresSaved(recorded)),
    };
  },
};

const cellName = (place: number) => `figures[${place}].value`;

async function reply(request: PageRequest, returned?: FormState, status = 200): Promise<PageReply> {
  const progress = await request.perform(showProgress, {});
  const m = messages[request.language];
  const source = progress.figures[0]?.source ?? '';
  return {
    kind: 'page',
    status,
    title: m.figuresTitle,
    scope: 'association',
    crumbs: [{ title: m.setUp, href: `/${request.association!.id}/avvio` }],
    body: <FiguresPage progress={progress} form={returned ?? freshForm({ on: progress.on, source })} />,
  };
}

export function FiguresPage({ progress, form }: { progress: Progress; form: FormState }) {
  const { language, association } = useFrame();
  const m = messages[language];
  const { registers, done } = progress;
  const entities = progress.entities.filter(({ relation, joined }) => relation !== 'partner' && joined !== null);
  const stored = new Map(progress.figures.map((figure) => [`${figure.entity} ${figure.register}`, figure]));
  const titles = registers.map(({ title }) => title[language]);
  const counted = registers.filter((one) => one.counted).map(({ title }) => title[language]);
  return (
    <>
      <SetUpSteps at="figures" done={done} />
      <h1>{m.figuresTitle}</h1>
      <p class="lead">{m.figuresLead}</p>
      <p>{counted.length > 0 ? m.figuresCounted(enumerate(counted, language)) : m.figuresOpen}</p>
      {entities.length === 0 ? (
        <p>
          {m.noEntities} <a href={stepAddress(association!.id, 'municipalities')}>{m.entitiesTitle}</a>
        </p>
      ) : (
        <Form state={form} wide>
          <HiddenField name="entities" value={entities.map(({ code }) => code).join(',')} />
          <HiddenField name="registers" value={registers.map(({ register }) => register).join(',')} />
          <DayField name="on" label={m.on} hint={m.onHint} />
          <TextField name="source" label={m.source} hint={m.sourceHint} width="medium" autocomplete="off" />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard */}
          <div class="table-region" role="region" aria-label={m.figuresTitle} tabIndex={0}>
            <table class="data-table data-table-dense setup-cells">
              <thead>
                <tr>
                  <th scope="col">{m.entity}</th>
                  {registers.map(({ register, title }) => (
                    <th scope="col" class="numeric" key={register}>
                      {title[language]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {entities.map(({ code, name }, row) => (
                  <tr key={code}>
                    <th scope="row">{name}</th>
                    {registers.map(({ register, title }, column) => (
                      <td class="numeric" key={register}>
                        <Cell
                          name={cellName(row * registers.length + column)}
                          label={m.cell(title[language], name)}
                          stored={stored.get(`${code} ${register}`)}
                          on={progress.on}
                        />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <TextAreaField name="table" label={m.paste} hint={m.pasteHint(titles.join(', '))} rows={4} optional />
          <FormActions submit={m.saveFigures}>
            <a href={stepAddress(association!.id, 'lead')}>{m.back}</a>
            <a href={`/${association!.id}/enti/importa`}>{m.figuresFile}</a>
          </FormActions>
        </Form>
      )}
    </>
  );
}

/**
 * A number of the table; its label is read, not seen, and what is wrong with it stands below. A figure of an earlier day is
 * shown beside it, never as if it were of this one.
 */
function Cell({
  name,
  label,
  stored,
  on,
}: {
  name: string;
  label: string;
  stored: Progress['figures'][number] | undefined;
  on: Progress['on'];
}) {
  const { language } = useFrame();
  const state = useFieldState(name);
  const wrong = state.errors.length > 0;
  const earlier = stored && stored.on !== on ? stored : undefined;
  const described = [wrong && `${state.id}-error`, earlier && `${state.id}-before`].filter(Boolean).join(' ');
  return (
    <>
      <input
        class="control control-short"
        id={state.id}
        name={name}
        inputmode="numeric"
        autocomplete="off"
        value={state.value ?? (stored && !earlier ? stored.value : '')}
        aria-label={label}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={described || undefined}
      />
      {earlier && (
        <span class="hint" id={`${state.id}-before`}>
          {messages[language].before(numberText(BigInt(earlier.value), language), showDay(earlier.on, language))}
        </span>
      )}
      {wrong && (
        <div class="field-error" id={`${state.id}-error`}>
          {state.errors.map((error) => (
            <p key={error}>{error}</p>
          ))}
        </div>
      )}
    </>
  );
}

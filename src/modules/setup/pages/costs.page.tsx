import type { z } from 'zod';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import {
  Fieldset,
  HiddenField,
  MoneyField,
  NumberField,
  SelectField,
  TextField,
} from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { showProgress } from '../actions/show-progress.ts';
import { writeCosts } from '../actions/write-costs.ts';
import { messages } from '../messages.ts';
import { SetUpSteps, stepAddress } from './set-up-steps.tsx';

const path = '/:association/avvio/spese';
const freeRows = 3;

type Progress = z.output<typeof showProgress.output>;
type Row = {
  readonly id: string;
  readonly item: Progress['items'][number] | null;
  readonly stored: Progress['costs'][number] | undefined;
};

export const costsPage: PageRoute = {
  method: 'GET',
  path,
  answer: async (request) => reply(request),
};

export const costsForm: PageRoute = {
  method: 'POST',
  path,
  answer: async (request) => {
    const attempt = await request.attempt(writeCosts, sent(request.form));
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), 422);
    return { kind: 'redirect', to: stepAddress(request.association!.id, 'split') };
  },
};

/** What the form says of costs, as the action reads it; nothing else. */
function sent(form: PageRequest['form']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(form).filter(([name]) => name === 'year' || name.startsWith('costs[')));
}

async function reply(request: PageRequest, returned?: FormState, status = 200): Promise<PageReply> {
  const year = Number(request.query.anno);
  const progress = await request.perform(
    showProgress,
    Number.isInteger(year) && year > 1989 && year < 2201 ? { year } : {},
  );
  const m = messages[request.language];
  return {
    kind: 'page',
    status,
    title: m.costsTitle,
    scope: 'association',
    crumbs: [{ title: m.setUp, href: `/${request.association!.id}/avvio` }],
    body: <CostsPage progress={progress} form={returned ?? freshForm({ year: String(progress.year) })} />,
  };
}

/** A row for each item of the agreement; where each cost brings its key, some rows of one's own. */
function rowsOf({ items, open, costs }: Progress): Row[] {
  const rows: Row[] = items
    .filter(({ byEntity }) => !byEntity)
    .map((item) => {
      const stored = costs.find((cost) => cost.item === item.id);
      return { id: stored?.id ?? item.id, item, stored };
    });
  if (!open) return rows;
  const free = costs.filter((cost) => cost.item === null);
  const taken = new Set(costs.map(({ id }) => id));
  const rest: Row[] = free.map((stored) => ({ id: stored.id, item: null, stored }));
  for (let number = 1; rest.length < Math.max(freeRows, free.length + 1); number++) {
    const id = `spesa-${number}`;
    if (!taken.has(id)) rest.push({ id, item: null, stored: undefined });
  }
  return [...rows, ...rest];
}

export function CostsPage({ progress, form }: { progress: Progress; form: FormState }) {
  const { language, association } = useFrame();
  const m = messages[language];
  const { open, items, registers, done, adopted } = progress;
  const rows = rowsOf(progress);
  const later = items.filter(({ byEntity }) => byEntity);
  const units = registers.filter(({ register }) => register.startsWith('units:'));
  const keys = [
    { value: 'population', label: m.keyPopulation },
    { value: 'workstations', label: m.keyWorkstations },
    { value: 'equal', label: m.keyEqual },
    ...units.map(({ register, title }) => ({ value: register, label: title[language] })),
  ];
  return (
    <>
      <SetUpSteps at="costs" done={done} />
      <h1>{m.costsTitle}</h1>
      <p class="lead">{m.costsLead}</p>
      {open && <p>{m.costsOpenLead}</p>}
      {adopted && <Notice>{m.adoptedAlready}</Notice>}
      <Form state={form}>
        <NumberField name="year" label={m.year} />
        {rows.map(({ id, item, stored }, place) => {
          const name = `costs[${place}]`;
          const hidden = (
            <>
              <HiddenField name={`${name}.id`} value={id} />
              {item && <HiddenField name={`${name}.item`} value={item.id} />}
            </>
          );
          if (item) {
            return (
              <div key={id}>
                {hidden}
                <HiddenField name={`${name}.description`} value={stored?.description || item.name[language]} />
                <MoneyField
                  name={`${name}.amount`}
                  label={item.name[language]}
                  hint={item.article}
                  value={typedAmount(stored?.amount, language)}
                  optional={rows.length > 1}
                />
              </div>
            );
          }
          return (
            <Fieldset legend={m.costNumber(place - rows.findIndex((row) => row.item === null) + 1)} key={id}>
              {hidden}
              <TextField
                name={`${name}.description`}
                label={m.description}
                value={stored?.description ?? ''}
                optional
                autocomplete="off"
              />
              <MoneyField
                name={`${name}.amount`}
                label={m.amount}
                value={typedAmount(stored?.amount, language)}
                optional={place > 0}
              />
              <SelectField
                name={`${name}.key`}
                label={m.key}
                value={stored?.key ?? ''}
                choices={keys}
                optional={place > 0}
              />
            </Fieldset>
          );
        })}
        {later.length > 0 && (
          <p class="hint">
            {m.byEntity}: {later.map(({ name }) => name[language]).join(', ')}.
          </p>
        )}
        <FormActions submit={m.split}>
          <a href={stepAddress(association!.id, 'figures')}>{m.back}</a>
        </FormActions>
      </Form>
    </>
  );
}

/** `1234.50` as it is typed: `1234,50`. */
function typedAmount(amount: string | undefined, language: 'it' | 'en'): string {
  if (amount === undefined) return '';
  return language === 'it' ? amount.replace('.', ',') : amount;
}

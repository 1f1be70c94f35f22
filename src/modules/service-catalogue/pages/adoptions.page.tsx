import { showDay } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { ChoiceField, DayField, SelectField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { adoptStandard, listAdoptions } from '../actions/adoptions.ts';
import { messages } from '../messages.ts';
import { adoptionNames } from '../vocabulary.ts';
import { catalogueCrumbs, catalogueHref, formReply, scopeFor } from './catalogue-frame.tsx';

const path = '/:association/assistenza/catalogo/standard/:standard/adozioni';
const tones = { adopted: 'good', declined: 'attention' } as const;
const example = { standard: 'documenti-1' };
const shownIn = (request: PageRequest) => request.perform(listAdoptions, { code: request.params.standard! });

/** Which entities adopt a standard of data and documents, from when and by which act. */
export const adoptionsPage: PageRoute = {
  method: 'GET',
  path,
  needs: listAdoptions,
  example,
  answer: async (request) => {
    const { language } = request;
    const m = messages[language];
    const { standard, adopted, items } = await shownIn(request);
    const here = catalogueHref(request.association!.id, 'standards', `/${standard.code}/adozioni`);
    return {
      kind: 'page',
      title: m.adoptionsOf(standard.title[language]),
      crumbs: catalogueCrumbs(request, 'standards'),
      scope: scopeFor(request),
      body: (
        <>
          <div class="page-head">
            <h1>{m.adoptionsOf(standard.title[language])}</h1>
            {request.may(adoptStandard) && (
              <p class="page-actions">
                <a class="btn btn-primary" href={`${here}/nuova`}>
                  {m.adopt}
                </a>
              </p>
            )}
          </div>
          <p>
            {m.adoptionsIntro(adopted, items.length)} {m.adoptionFrom(showDay(standard.since, language))}.
          </p>
          <DataTable
            caption={m.adoptionsOf(standard.title[language])}
            captionHidden
            rows={items.toSorted((a, b) => Number(a.state === null) - Number(b.state === null))}
            rowKey={({ entity }) => entity}
            columns={[
              { key: 'entity', title: m.entity, names: true, cell: ({ entityName }) => entityName },
              {
                key: 'state',
                title: m.state,
                cell: ({ state, since }) =>
                  state ? (
                    <>
                      <StatusChip tone={tones[state]}>{adoptionNames[state][language]}</StatusChip>{' '}
                      {m.from.toLowerCase()} <DayText day={since!} />
                    </>
                  ) : (
                    <span class="muted">{m.notSaid}</span>
                  ),
              },
              { key: 'act', title: m.act, cell: ({ act }) => act },
              { key: 'why', title: m.note, cell: ({ why }) => why },
            ]}
          />
        </>
      ),
    };
  },
};

async function form(request: PageRequest, state: FormState) {
  const { language } = request;
  const m = messages[language];
  const { standard, items } = await shownIn(request);
  return formReply(request, {
    title: m.adopt,
    lead: standard.title[language],
    form: state,
    place: 'standards',
    back: catalogueHref(request.association!.id, 'standards', `/${standard.code}/adozioni`),
    fields: (
      <>
        {items.length > 1 && (
          <SelectField
            name="entity"
            label={m.entity}
            choices={items.map(({ entity, entityName }) => ({ value: entity, label: entityName }))}
          />
        )}
        <ChoiceField
          name="adopts"
          label={m.doesAdopt}
          value="true"
          choices={[
            { value: 'true', label: adoptionNames.adopted[language] },
            { value: 'false', label: adoptionNames.declined[language] },
          ]}
        />
        <DayField name="since" label={m.from} />
        <TextField name="act" label={m.act} hint={m.adoptionActHint} optional />
        <TextAreaField name="why" label={m.note} hint={m.adoptionWhyHint} rows={2} optional />
      </>
    ),
  });
}

/** An entity adopts the standard, or says why not. */
export const adoptionRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: `${path}/nuova`,
    needs: adoptStandard,
    example,
    answer: (request) => form(request, freshForm({ since: request.now.today })),
  },
  {
    method: 'POST',
    path: `${path}/nuova`,
    needs: adoptStandard,
    answer: async (request) => {
      const code = request.params.standard!;
      const attempt = await request.attempt(adoptStandard, { ...request.form, code });
      if (!attempt.ok) return form(request, returnedForm(request, attempt));
      return {
        kind: 'redirect',
        to: catalogueHref(request.association!.id, 'standards', `/${code}/adozioni`),
        notice: text(messages.it.done, messages.en.done),
      };
    },
  },
];

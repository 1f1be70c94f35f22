import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { askedIn } from '../../../platform/pages/asked-in.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { ChoiceField, DayField, SelectField, TextField } from '../../../platform/pages/field.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { listOffices, recordUnification, setOffice } from '../actions/associated-offices.ts';
import { messages } from '../messages.ts';
import { officeStageNames, officeStages } from '../vocabulary.ts';
import { CatalogueTabs, catalogueCrumbs, catalogueHref, formReply, partsFor } from './catalogue-frame.tsx';

type Office = z.output<typeof listOffices.output>['items'][number];
const base = '/:association/assistenza/catalogo/uffici';
const path = `${base}/:ufficio`;
const example = { ufficio: 'polizia-locale' };
const tones = { planned: 'attention', active: 'good', ended: 'neutral' } as const;
/** Lines for procedures beside those there are. */
const spare = 3;

/** The offices that the entities have together, and how far their procedures are unified. */
export const officesPage: PageRoute = {
  method: 'GET',
  path: base,
  needs: listOffices,
  answer: async (request) => {
    const { language } = request;
    const m = messages[language];
    const asked = askedIn<z.input<typeof listOffices.input>>(request.query, { stage: 'stato' });
    const { items, count } = await request.perform(listOffices, asked);
    const href = (below: string) => catalogueHref(request.association!.id, 'offices', below);
    return {
      kind: 'page',
      title: m.offices,
      crumbs: catalogueCrumbs(request, 'services'),
      scope: 'association',
      body: (
        <>
          <h1>{m.offices}</h1>
          <CatalogueTabs at="offices" parts={partsFor(request)} />
          <p>{m.officesIntro}</p>
          <ListPage
            caption={m.offices}
            filters={[
              {
                kind: 'choice',
                name: 'stato',
                label: m.state,
                unchosen: m.all,
                choices: officeStages.map((value) => ({ value, label: officeStageNames[value][language] })),
              },
            ]}
            rows={items}
            rowKey={({ code }) => code}
            count={count}
            actions={
              request.may(setOffice) ? (
                <a class="btn btn-primary btn-xs" href={href('/nuovo')}>
                  {m.newOffice}
                </a>
              ) : undefined
            }
            empty={<EmptyState title={m.noOffices} />}
            columns={[
              {
                key: 'name',
                title: m.office,
                names: true,
                cell: ({ code, name }) => <a href={href(`/${code}`)}>{name[language]}</a>,
              },
              {
                key: 'stage',
                title: m.state,
                cell: ({ stage }) => <StatusChip tone={tones[stage]}>{officeStageNames[stage][language]}</StatusChip>,
              },
              { key: 'since', title: m.from, cell: ({ since }) => <DayText day={since} /> },
              { key: 'entities', title: m.entitiesOf, numeric: true, cell: ({ entities }) => entities.length },
              { key: 'unified', title: m.unified, cell: ({ done, of }) => m.stepsDone(done, of) },
            ]}
          />
        </>
      ),
    };
  },
};

async function theOffice(request: PageRequest): Promise<Office> {
  const { items } = await request.perform(listOffices, { code: request.params.ufficio! });
  return items[0]!;
}

/** An associated office: its procedures, the standard programme of each, and who has come over. */
export const officePage: PageRoute = {
  method: 'GET',
  path,
  needs: listOffices,
  example,
  answer: async (request) => {
    const { language } = request;
    const m = messages[language];
    const office = await theOffice(request);
    const { code, name, stage, since, act, entities, procedures, done, of } = office;
    const here = catalogueHref(request.association!.id, 'offices', `/${code}`);
    return {
      kind: 'page',
      title: name[language],
      crumbs: catalogueCrumbs(request, 'offices'),
      scope: 'association',
      body: (
        <>
          <div class="page-head">
            <h1>{name[language]}</h1>
            <p class="page-actions">
              {request.may(recordUnification) && procedures.length > 0 && (
                <a class="btn btn-primary" href={`${here}/passaggio`}>
                  {m.recordUnification}
                </a>
              )}{' '}
              {request.may(setOffice) && (
                <a class="btn btn-outline-primary" href={`${here}/modifica`}>
                  {m.change}
                </a>
              )}
            </p>
          </div>
          <Definitions
            items={[
              {
                term: m.state,
                is: <StatusChip tone={tones[stage]}>{officeStageNames[stage][language]}</StatusChip>,
              },
              { term: m.from, is: <DayText day={since} /> },
              { term: m.unified, is: m.stepsDone(done, of) },
              { term: m.act, is: act || undefined },
            ]}
          />
          <DataTable
            caption={m.procedures}
            rows={procedures}
            rowKey={(row) => row.code}
            empty={<EmptyState title={m.noProcedures} />}
            columns={[
              { key: 'name', title: m.procedure, names: true, cell: (row) => row.name },
              { key: 'software', title: m.software, cell: (row) => row.software || m.notSaid },
              ...entities.map((entity) => ({
                key: entity.code,
                title: entity.name,
                cell: ({ unified }: Office['procedures'][number]) => {
                  const came = unified.find((one) => one.entity === entity.code);
                  return came ? <DayText day={came.since} /> : <span class="muted">{m.notYet}</span>;
                },
              })),
            ]}
          />
        </>
      ),
    };
  },
};

function officeForm(request: PageRequest, form: FormState) {
  const { language } = request;
  const m = messages[language];
  const code = request.params.ufficio;
  const written = Object.keys(form.values).filter((name) => /^procedures\[\d+\]\.name$/.test(name)).length;
  return formReply(request, {
    title: code ? m.change : m.newOffice,
    form,
    place: 'offices',
    back: catalogueHref(request.association!.id, 'offices', code ? `/${code}` : ''),
    fields: (
      <>
        {!code && <TextField name="code" label={m.code} hint={m.codeHint} width="medium" spellcheck={false} />}
        <TextField name="name.it" label={m.nameIt} />
        <TextField name="name.en" label={m.nameEn} optional />
        <ChoiceField
          name="stage"
          label={m.state}
          value="active"
          choices={officeStages.map((value) => ({ value, label: officeStageNames[value][language] }))}
        />
        <DayField name="since" label={m.from} />
        <TextField name="entities" label={m.officeEntities} hint={m.entityCodesHint} spellcheck={false} />
        <TextField name="act" label={m.act} optional />
        <h2>{m.procedures}</h2>
        {Array.from({ length: Math.max(spare, written) }, (_, place) => (
          <fieldset key={`procedure-${String(place)}`} class="field">
            <legend>{m.procedureNumber(place + 1)}</legend>
            <TextField name={`procedures[${place}].name`} label={m.procedure} optional />
            <TextField name={`procedures[${place}].software`} label={m.software} optional />
          </fieldset>
        ))}
      </>
    ),
  });
}

function inputOf({ form }: PageRequest, code: string, known: ReadonlyMap<string, string>) {
  const one = (name: string) => oneText(form[name])?.trim() ?? '';
  const places = Object.keys(form).flatMap((name) => /^procedures\[(\d{1,2})\]\.name$/.exec(name)?.[1] ?? []);
  return {
    code,
    name: { it: one('name.it'), en: one('name.en') },
    ...Object.fromEntries(['stage', 'since', 'act'].map((name) => [name, one(name)]).filter(([, value]) => value)),
    entities: one('entities')
      .split(/[,;\s]+/)
      .filter((entity) => entity !== ''),
    procedures: places.flatMap((at) => {
      const name = one(`procedures[${at}].name`);
      if (name === '') return [];
      return [{ code: known.get(name) ?? codeOf(name), name, software: one(`procedures[${at}].software`) }];
    }),
  };
}

function codeOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return (
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60)
      .replace(/-+$/, '') || 'procedura'
  );
}

async function sendOffice(request: PageRequest, code: string, known: ReadonlyMap<string, string> = new Map()) {
  const attempt = await request.attempt(setOffice, inputOf(request, code, known) as never);
  if (!attempt.ok) {
    const returned = returnedForm(request, attempt);
    const problems = returned.problems.map((problem) => ({
      ...problem,
      path: problem.path.replace(/^entities\[.*$/, 'entities').replace(/^(procedures\[\d+\])\.code$/, '$1.name'),
    }));
    return officeForm(request, { ...returned, problems });
  }
  return {
    kind: 'redirect',
    to: catalogueHref(request.association!.id, 'offices', `/${attempt.value.code}`),
    notice: text(messages.it.done, messages.en.done),
  } as const;
}

/** Writing an office, new or anew. */
export const officeFormRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: `${base}/nuovo`,
    needs: setOffice,
    answer: async (request) => officeForm(request, freshForm({ since: request.now.today })),
  },
  {
    method: 'POST',
    path: `${base}/nuovo`,
    needs: setOffice,
    answer: (request) => sendOffice(request, oneText(request.form.code) ?? ''),
  },
  {
    method: 'GET',
    path: `${path}/modifica`,
    needs: setOffice,
    example,
    answer: async (request) => {
      const { name, stage, since, act, entities, procedures } = await theOffice(request);
      const lines = [...procedures, ...Array.from({ length: 2 }, () => ({ name: '', software: '' }))];
      return officeForm(
        request,
        freshForm({
          ...{ stage, since, act, 'name.it': name.it, 'name.en': name.en },
          entities: entities.map(({ code }) => code).join(', '),
          ...Object.fromEntries(
            lines.flatMap((line, place) => [
              [`procedures[${place}].name`, line.name],
              [`procedures[${place}].software`, line.software],
            ]),
          ),
        }),
      );
    },
  },
  {
    method: 'POST',
    path: `${path}/modifica`,
    needs: setOffice,
    answer: async (request) => {
      const { procedures } = await theOffice(request);
      return sendOffice(request, request.params.ufficio!, new Map(procedures.map(({ name, code }) => [name, code])));
    },
  },
];

async function unificationForm(request: PageRequest, form: FormState) {
  const m = messages[request.language];
  const { name, procedures, entities } = await theOffice(request);
  const own = request.actor.entity;
  const may = entities.filter(({ code }) => request.may(setOffice) || code === own);
  return formReply(request, {
    title: m.recordUnification,
    lead: name[request.language],
    form,
    place: 'offices',
    back: catalogueHref(request.association!.id, 'offices', `/${request.params.ufficio}`),
    fields: (
      <>
        <SelectField
          name="procedure"
          label={m.procedure}
          choices={procedures.map(({ code, name: label }) => ({ value: code, label }))}
        />
        {may.length > 1 && (
          <SelectField
            name="entity"
            label={m.entity}
            choices={may.map(({ code, name: label }) => ({ value: code, label }))}
          />
        )}
        <ChoiceField
          name="done"
          label={m.cameOver}
          value="true"
          choices={[
            { value: 'true', label: m.yes },
            { value: 'false', label: m.notYet },
          ]}
        />
        <DayField name="since" label={m.from} />
      </>
    ),
  });
}

/** That an entity has come over to a procedure. */
export const unificationRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: `${path}/passaggio`,
    needs: recordUnification,
    example,
    answer: (request) => unificationForm(request, freshForm({ since: request.now.today })),
  },
  {
    method: 'POST',
    path: `${path}/passaggio`,
    needs: recordUnification,
    answer: async (request) => {
      const code = request.params.ufficio!;
      const attempt = await request.attempt(recordUnification, { ...request.form, code });
      if (!attempt.ok) return unificationForm(request, returnedForm(request, attempt));
      return {
        kind: 'redirect',
        to: catalogueHref(request.association!.id, 'offices', `/${code}`),
        notice: text(messages.it.done, messages.en.done),
      };
    },
  },
];

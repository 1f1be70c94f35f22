import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { type Column, DataTable } from '../../../platform/pages/data-table.tsx';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { oneText } from '../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { type Tab, Tabs } from '../../../platform/pages/tabs.tsx';
import { listMeasures, type MeasureView } from '../actions/list-measures.ts';
import { recordMeasure } from '../actions/record-measure.ts';
import { messages } from '../messages.ts';
import { RightsText } from './act-words.tsx';
import { DataTabs, dataAddress, dataCrumbs, dataTabs, momentWords, saying } from './data-frame.tsx';

/** What the office has to apply and remove in its systems, and has. */
export const measuresPage: PageRoute = {
  method: 'GET',
  path: '/:association/sicurezza/dati/misure',
  seenBy: 'SYS',
  answer: (request) => reply(request),
};

export const measureForm: PageRoute = {
  method: 'POST',
  path: '/:association/sicurezza/dati/misure/:misura',
  answer: async (request) => {
    const measure = request.params.misura!;
    const attempt = await request.attempt(recordMeasure, { ...request.form, measure });
    if (!attempt.ok) return reply(request, { measure, form: returnedForm(request, attempt) });
    return { kind: 'redirect', to: dataAddress(request, 'misure'), notice: saying('measureRecorded') };
  },
};

type Returned = { readonly measure: string; readonly form: FormState };

async function reply(request: PageRequest, returned?: Returned): Promise<PageReply> {
  const done = oneText(request.query.stato) === 'fatte';
  const { items, emergency } = await request.perform(listMeasures, { state: done ? 'done' : 'open' });
  return {
    kind: 'page',
    ...(returned ? { status: 422 } : {}),
    title: messages[request.language].tabMeasures,
    crumbs: dataCrumbs(request),
    body: (
      <MeasuresPage
        items={items}
        done={done}
        tabs={dataTabs(request, 'measures')}
        base={dataAddress(request, 'misure')}
        returned={returned}
        emergency={done ? [] : emergency}
        dataBase={dataAddress(request)}
      />
    ),
  };
}

export function MeasuresPage({
  items,
  done,
  tabs,
  base,
  returned,
  emergency,
  dataBase,
}: {
  items: readonly MeasureView[];
  done: boolean;
  tabs: readonly Tab[];
  base: string;
  returned: Returned | undefined;
  emergency: readonly { readonly id: string; readonly name: string; readonly entityName: string }[];
  dataBase: string;
}) {
  const m = messages[useFrame().language];
  return (
    <>
      <h1>{m.tabMeasures}</h1>
      <p class="lead">{m.measuresLead}</p>
      <DataTabs tabs={tabs} />
      <Tabs
        label={m.state}
        tabs={[
          { title: m.open, href: base, current: !done },
          { title: m.done, href: `${base}?stato=fatte`, current: done },
        ]}
      />
      {done ? (
        <Done items={items} />
      ) : items.length === 0 ? (
        <EmptyState title={m.noMeasures} />
      ) : (
        items.map((one) => (
          <ToDo
            key={one.id}
            measure={one}
            base={base}
            form={returned?.measure === one.id ? returned.form : freshForm()}
          />
        ))
      )}
      {emergency.length > 0 && (
        <section aria-labelledby="emergenza">
          <h2 id="emergenza">{m.emergencies}</h2>
          <p>{m.emergencyLead}</p>
          <ul class="plain-list">
            {emergency.map(({ id, name, entityName }) => (
              <li key={id}>
                <a href={`${dataBase}/${id}/emergenza`}>
                  {name} — {entityName}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function ToDo({ measure, base, form }: { measure: MeasureView; base: string; form: FormState }) {
  const m = messages[useFrame().language];
  const { kind, personName, dataSets, entityName, number, actOn, due, late } = measure;
  return (
    <section class="panel" aria-labelledby={`m-${measure.id}`}>
      <h2 id={`m-${measure.id}`}>
        {kind === 'apply' ? m.headApply : m.headRemove}: {personName}, {dataSets.join(', ')}
      </h2>
      <Definitions
        items={[
          { term: m.entity, is: entityName },
          {
            term: m.byAct,
            is: (
              <>
                {number}, <DayText day={actOn} />
              </>
            ),
          },
          { term: m.rights, is: <RightsText rights={measure.rights} /> },
          {
            term: m.due,
            is: (
              <>
                <DayText day={due} /> {late && <StatusChip tone="bad">{m.late}</StatusChip>}
              </>
            ),
          },
        ]}
      />
      <Form state={form} action={`${base}/${measure.id}`}>
        <TextField name="note" label={m.note} />
        <FormActions submit={m.record} />
      </Form>
    </section>
  );
}

function Done({ items }: { items: readonly MeasureView[] }) {
  const { language } = useFrame();
  const m = messages[language];
  const columns: Column<MeasureView>[] = [
    { key: 'what', title: m.what, cell: ({ kind }) => m[kind] },
    { key: 'person', title: m.person, names: true, cell: ({ personName }) => personName },
    { key: 'sets', title: m.dataSets, cell: ({ dataSets }) => dataSets.join(', ') },
    { key: 'entity', title: m.entity, cell: ({ entityName }) => entityName },
    { key: 'act', title: m.byAct, cell: ({ number }) => number },
    { key: 'done', title: m.doneOn, cell: ({ done }) => done && momentWords(done, language) },
    { key: 'by', title: m.person, cell: ({ doneBy }) => doneBy ?? '' },
    { key: 'note', title: m.note, cell: ({ note }) => note },
  ];
  return (
    <DataTable
      caption={m.done}
      captionHidden
      columns={columns}
      rows={items}
      rowKey={({ id }) => id}
      empty={<EmptyState title={m.noMeasuresDone} />}
      dense
    />
  );
}

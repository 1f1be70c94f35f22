import type { z } from 'zod';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { type Column, DataTable } from '../../../platform/pages/data-table.tsx';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { Explained } from '../../../platform/pages/explained.tsx';
import { TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { RefusalNotice } from '../../../platform/pages/notice.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { SourceLink } from '../../../platform/pages/source-link.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { changeDataSet } from '../actions/change-data-set.ts';
import { explainAccess, type refusalView } from '../actions/explain-access.ts';
import { recordAct } from '../actions/record-act.ts';
import { reviewEmergencyAccess } from '../actions/review-emergency-access.ts';
import type { ActView } from '../actions/shapes.ts';
import { showDataSet } from '../actions/show-data-set.ts';
import { messages } from '../messages.ts';
import { ActState, MeasureState, RightsText } from './act-words.tsx';
import { dataAddress, dataCrumbs, momentWords, saying } from './data-frame.tsx';

type Shown = z.output<typeof showDataSet.output>;
type Person = Shown['people'][number];

/** A data set: its record, who may do what with it today and why, its acts. */
export const dataSetPage: PageRoute = {
  method: 'GET',
  path: '/:association/sicurezza/dati/:insieme',
  answer: (request) => reply(request),
};

/** Why somebody may, or may not. */
export const whyFragment: PageRoute = {
  method: 'GET',
  path: '/:association/sicurezza/dati/:insieme/spiegazione',
  answer: async (request) => {
    const { name } = await request.perform(showDataSet, { dataSet: request.params.insieme! });
    const why = await request.perform(explainAccess, {
      dataSet: request.params.insieme!,
      person: oneText(request.query.persona) ?? '',
      right: oneText(request.query.diritto) as 'consult',
    });
    return {
      kind: 'fragment',
      title: name,
      crumbs: dataCrumbs(request, { title: name, href: dataAddress(request, request.params.insieme!) }),
      body: why.trace ? <TraceView trace={why.trace} open={2} /> : <WhyNot refusals={why.refusals} />,
    };
  },
};

/** What the entity says of an emergency access. */
export const reviewForm: PageRoute = {
  method: 'POST',
  path: '/:association/sicurezza/dati/:insieme/emergenze/:emergenza',
  answer: async (request) => {
    const emergency = request.params.emergenza!;
    const attempt = await request.attempt(reviewEmergencyAccess, { ...request.form, emergency });
    if (!attempt.ok) return reply(request, { emergency, form: returnedForm(request, attempt) });
    return { kind: 'redirect', to: dataAddress(request, request.params.insieme!), notice: saying('reviewed') };
  },
};

type Returned = { readonly emergency: string; readonly form: FormState };

async function reply(request: PageRequest, returned?: Returned): Promise<PageReply> {
  const shown = await request.perform(showDataSet, { dataSet: request.params.insieme! });
  return {
    kind: 'page',
    ...(returned ? { status: 422 } : {}),
    title: shown.name,
    crumbs: dataCrumbs(request),
    body: (
      <DataSetPage
        shown={shown}
        base={dataAddress(request, shown.id)}
        actsBase={dataAddress(request, 'atti')}
        mayChange={request.may(changeDataSet)}
        mayName={request.may(recordAct)}
        mayReview={request.may(reviewEmergencyAccess)}
        returned={returned}
      />
    ),
  };
}

/** Each refusal with its article and its remedy. */
export function WhyNot({ refusals }: { refusals: readonly z.output<typeof refusalView>[] }) {
  return (
    <>
      {refusals.map(({ code, says, remedy, source }) => (
        <RefusalNotice
          key={code}
          refusal={{ code, kind: 'forbidden', says, ...(remedy ? { remedy } : {}), ...(source ? { source } : {}) }}
        />
      ))}
    </>
  );
}

export function DataSetPage({
  shown,
  base,
  actsBase,
  mayChange,
  mayName,
  mayReview,
  returned,
}: {
  shown: Shown;
  base: string;
  actsBase: string;
  mayChange: boolean;
  mayName: boolean;
  mayReview: boolean;
  returned: Returned | undefined;
}) {
  const { language, actor } = useFrame();
  const m = messages[language];
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{shown.name}</h1>
          <p class="lead">{shown.about}</p>
        </div>
        <p class="page-actions">
          {mayChange && (
            <a class="btn btn-outline-primary btn-xs" href={`${base}/modifica`}>
              {m.change}
            </a>
          )}
          {shown.mine?.some(({ allowed }) => allowed) ? (
            <a class="btn btn-outline-primary btn-xs" href={`${base}/documenti`}>
              {m.openContent}
            </a>
          ) : (
            actor.person && <a href={`${base}/spiegazione?persona=${actor.person}&diritto=consult`}>{m.whyNotOpen}</a>
          )}
        </p>
      </div>
      <Definitions
        items={[
          { term: m.entity, is: shown.entityName },
          { term: m.purpose, is: shown.purpose },
          { term: m.hosted, is: shown.hosted },
          { term: m.personal, is: shown.personal ? m.yes : m.no },
          { term: m.rule, is: <SourceLink source={shown.source} /> },
        ]}
      />
      {shown.readings.map((trace) => (
        <TraceView key={trace.what.it} trace={trace} />
      ))}
      <section aria-labelledby="chi-puo">
        <h2 id="chi-puo">{m.whoMay}</h2>
        <p>{m.whoMayLead}</p>
        <PeopleTable people={shown.people} base={base} />
      </section>
      <section aria-labelledby="atti">
        <h2 id="atti">{m.acts}</h2>
        {mayName && (
          <p>
            <a class="btn btn-primary btn-xs" href={`${actsBase}/nuovo?insieme=${shown.id}`}>
              {m.addAct}
            </a>
          </p>
        )}
        <ActsTable acts={shown.acts} base={actsBase} />
      </section>
      {shown.emergencies.length > 0 && (
        <section aria-labelledby="emergenze">
          <h2 id="emergenze">{m.emergencies}</h2>
          {shown.emergencies.map((one) => (
            <div class="panel" key={one.id}>
              <Definitions
                items={[
                  { term: m.person, is: one.personName },
                  { term: m.opened, is: momentWords(one.opened, language) },
                  { term: m.closes, is: momentWords(one.closes, language) },
                  { term: m.reason, is: one.reason },
                  { term: m.review, is: one.review },
                ]}
              />
              {mayReview && !one.reviewed && (
                <Form
                  state={returned?.emergency === one.id ? returned.form : freshForm()}
                  action={`${base}/emergenze/${one.id}`}
                >
                  <TextField name="review" label={m.review} />
                  <FormActions submit={m.reviewSend} />
                </Form>
              )}
            </div>
          ))}
        </section>
      )}
    </>
  );
}

function PeopleTable({ people, base }: { people: readonly Person[]; base: string }) {
  const m = messages[useFrame().language];
  const columns: Column<Person>[] = [
    { key: 'name', title: m.person, names: true, cell: ({ name }) => name },
    ...(['consult', 'modify', 'transmit'] as const).map((right) => ({
      key: right,
      title: m[right],
      cell: ({ person, may }: Person) => {
        const allowed = may.find((one) => one.right === right)?.allowed ?? false;
        return (
          <Explained href={`${base}/spiegazione?persona=${person}&diritto=${right}`}>
            <StatusChip tone={allowed ? 'good' : 'neutral'}>{allowed ? m.yes : m.no}</StatusChip>
          </Explained>
        );
      },
    })),
  ];
  return (
    <DataTable
      caption={m.whoMay}
      captionHidden
      columns={columns}
      rows={people}
      rowKey={({ person }) => person}
      empty={<EmptyState title={m.nobodyNamed} />}
    />
  );
}

export function useActColumns(base: string): Column<ActView>[] {
  const m = messages[useFrame().language];
  return [
    { key: 'number', title: m.number, names: true, cell: ({ id, number }) => <a href={`${base}/${id}`}>{number}</a> },
    { key: 'on', title: m.actOn, cell: ({ on }) => <DayText day={on} /> },
    { key: 'person', title: m.person, cell: ({ personName }) => personName },
    { key: 'rights', title: m.rights, cell: ({ rights }) => <RightsText rights={rights} /> },
    { key: 'state', title: m.state, cell: (act) => <ActState act={act} /> },
    { key: 'measure', title: m.measure, cell: (act) => <MeasureState act={act} /> },
    { key: 'confirm', title: m.confirmBy, cell: ({ confirmBy }) => <DayText day={confirmBy} /> },
  ];
}

function ActsTable({ acts, base }: { acts: readonly ActView[]; base: string }) {
  const m = messages[useFrame().language];
  return (
    <DataTable
      caption={m.acts}
      captionHidden
      columns={useActColumns(base)}
      rows={acts}
      rowKey={({ id }) => id}
      empty={<EmptyState title={m.noActs} />}
      dense
    />
  );
}

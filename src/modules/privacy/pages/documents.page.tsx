import { z } from 'zod';
import type { Refusal } from '../../../kernel/result.ts';
import { filePage } from '../../../platform/file-answer.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { type Column, DataTable } from '../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { FileField, HiddenField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions, Refusals } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { oneText } from '../../../platform/pages/one-text.ts';
import { problemsOf } from '../../../platform/problem.ts';
import { listDataSetDocuments } from '../actions/list-data-set-documents.ts';
import { readDataSetDocument } from '../actions/read-data-set-document.ts';
import { removeDataSetDocument } from '../actions/remove-data-set-document.ts';
import { purposeShape } from '../actions/shapes.ts';
import { showMyAccesses } from '../actions/show-my-accesses.ts';
import { storeDataSetDocument } from '../actions/store-data-set-document.ts';
import { transmitDataSetDocument } from '../actions/transmit-data-set-document.ts';
import { messages } from '../messages.ts';
import { dataAddress, dataCrumbs, givenFile, momentWords, saying, withoutFile } from './data-frame.tsx';
import { sealedPurpose, type Teller, toldPurpose } from './told-purpose.ts';

type Listed = z.output<typeof listDataSetDocuments.output>;
type Right = 'consult' | 'modify' | 'transmit';

/** The content of a data set: asks what for, then opens it; whoever may not is told why. */
export const documentsPage: PageRoute = {
  method: 'GET',
  path: '/:association/sicurezza/dati/:insieme/documenti',
  answer: (request) => reply(request, {}),
};

/** What the content is opened for, told in the body: it names people, and an address is kept by browsers and logs. */
export const openForm: PageRoute = {
  method: 'POST',
  path: '/:association/sicurezza/dati/:insieme/documenti/apri',
  answer: async (request) => {
    const dataSet = request.params.insieme!;
    // Somebody unknown to the data set finds nothing here, as everywhere else.
    if (!(await rightsOn(request)))
      await request.perform(listDataSetDocuments, { dataSet, purpose: messages[request.language].openContent });
    const written = { purpose: oneText(request.form.purpose) ?? '' };
    const { error } = z.object({ purpose: purposeShape }).safeParse(written);
    if (!error) return { kind: 'redirect', to: openAddress(request) };
    return reply(request, { asking: { ...freshForm(written), problems: problemsOf(error, written) } });
  },
};

export const documentFile: PageRoute = {
  method: 'GET',
  path: '/:association/sicurezza/dati/:insieme/documenti/:documento',
  answer: async (request) =>
    filePage(await request.perform(readDataSetDocument, { ...place(request), purpose: purposeAsked(request) ?? '' })),
};

export const storeForm: PageRoute = {
  method: 'POST',
  path: '/:association/sicurezza/dati/:insieme/documenti',
  answer: async (request) => {
    const document = givenFile(request, 'document');
    const dataSet = request.params.insieme!;
    const attempt = await request.attempt(storeDataSetDocument, { ...request.form, dataSet, document });
    if (attempt.ok) return { kind: 'redirect', to: openAddress(request), notice: saying('uploaded') };
    const form = returnedForm(request, attempt);
    const problems = document
      ? form.problems
      : [...form.problems.filter(({ path }) => !path.startsWith('document')), withoutFile('document')];
    return reply(request, { storing: form.refusals.length > 0 ? form : { ...form, problems } });
  },
};

export const removeForm: PageRoute = {
  method: 'POST',
  path: '/:association/sicurezza/dati/:insieme/documenti/:documento/togli',
  answer: async (request) => {
    await request.perform(removeDataSetDocument, { ...place(request), purpose: oneText(request.form.purpose) ?? '' });
    return { kind: 'redirect', to: openAddress(request), notice: saying('documentRemoved') };
  },
};

export const transmitPage: PageRoute = {
  method: 'GET',
  path: '/:association/sicurezza/dati/:insieme/documenti/:documento/trasmetti',
  answer: (request) => transmitReply(request, freshForm({ purpose: purposeAsked(request) ?? '' })),
};

export const transmitForm: PageRoute = {
  method: 'POST',
  path: '/:association/sicurezza/dati/:insieme/documenti/:documento/trasmetti',
  answer: async (request) => {
    const attempt = await request.attempt(transmitDataSetDocument, { ...request.form, ...place(request) });
    if (!attempt.ok) return transmitReply(request, returnedForm(request, attempt), 422);
    return { kind: 'redirect', to: dataAddress(request, 'miei'), notice: saying('transmitted') };
  },
};

function place(request: PageRequest) {
  return { dataSet: request.params.insieme!, document: request.params.documento! };
}

/** To the list, under the purpose of the form. */
function openAddress(request: PageRequest): string {
  const purpose = oneText(request.form.purpose) ?? '';
  return `${dataAddress(request, request.params.insieme!, 'documenti')}?${sealedPurpose(tellerOf(request), purpose)}`;
}

function tellerOf({ association, actor, params, now }: PageRequest): Teller {
  return { association: association!.id, person: actor.person, dataSet: params.insieme!, now };
}

function purposeAsked(request: PageRequest): string | undefined {
  return toldPurpose(tellerOf(request), oneText(request.query.scopo));
}

/** Which rights the person has on the data set; nothing where no act names the person for it. */
async function rightsOn(request: PageRequest): Promise<{ name: string; may: ReadonlySet<Right> } | undefined> {
  const { dataSets } = await request.perform(showMyAccesses, {});
  const found = dataSets.find(({ id }) => id === request.params.insieme);
  return (
    found && {
      name: `${found.name} — ${found.entityName}`,
      may: new Set(found.rights.filter(({ allowed }) => allowed).map(({ right }) => right)),
    }
  );
}

async function reply(request: PageRequest, returned: { storing?: FormState; asking?: FormState }): Promise<PageReply> {
  const m = messages[request.language];
  const mine = await rightsOn(request);
  const purpose = purposeAsked(request) ?? (returned.storing ? oneText(request.form.purpose) : undefined);
  const dataSet = request.params.insieme!;
  let asking: FormState = returned.asking ?? freshForm();
  let listed: Listed | undefined;
  // Whoever is named is asked what for; whoever is not learns at once that, and why, it stays closed.
  if (!returned.asking && (purpose !== undefined || !mine?.may.size)) {
    const attempt = await request.attempt(listDataSetDocuments, { dataSet, purpose: purpose ?? m.openContent });
    if (attempt.ok) listed = attempt.value;
    else if (attempt.refusals.some(({ kind }) => kind === 'missing'))
      await request.perform(listDataSetDocuments, { dataSet, purpose: purpose ?? m.openContent });
    else asking = { ...freshForm({ purpose: purpose ?? '' }), problems: attempt.problems, refusals: attempt.refusals };
  }
  const failed = returned.storing !== undefined || asking.problems.length > 0;
  return {
    kind: 'page',
    status: failed ? 422 : asking.refusals.length > 0 ? 403 : 200,
    title: m.openContent,
    crumbs: dataCrumbs(request, { title: m.tabMine, href: dataAddress(request, 'miei') }),
    body: (
      <DocumentsPage
        name={listed?.name ?? mine?.name ?? ''}
        listed={listed}
        may={mine?.may ?? new Set()}
        asking={asking}
        storing={returned.storing}
        purpose={purpose ?? ''}
        why={purpose === undefined ? '' : `?${sealedPurpose(tellerOf(request), purpose)}`}
        base={dataAddress(request, dataSet, 'documenti')}
      />
    ),
  };
}

async function transmitReply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const m = messages[request.language];
  const mine = await rightsOn(request);
  // Somebody unknown to the data set finds nothing here, as everywhere else.
  if (!mine) await request.perform(readDataSetDocument, { ...place(request), purpose: m.openContent });
  const back = dataAddress(request, request.params.insieme!, 'documenti');
  return {
    kind: 'page',
    status,
    title: m.transmit,
    crumbs: dataCrumbs(request, { title: m.openContent, href: back }),
    body: <TransmitPage name={mine?.name ?? ''} form={form} back={back} />,
  };
}

export function TransmitPage({ name, form, back }: { name: string; form: FormState; back: string }) {
  const m = messages[useLanguage()];
  return (
    <>
      <h1>{m.transmitTitle(name)}</h1>
      <p>{m.transmitLead}</p>
      <Form state={form}>
        <TextField name="recipient" label={m.recipient} />
        <TextField name="legalBasis" label={m.legalBasis} />
        <TextField name="purpose" label={m.purposeAsk} hint={m.purposeHint} />
        <FormActions submit={m.transmitSend}>
          <a class="btn btn-outline-primary" href={back}>
            {m.cancel}
          </a>
        </FormActions>
      </Form>
    </>
  );
}

export function DocumentsPage({
  name,
  listed,
  may,
  asking,
  storing,
  purpose,
  why,
  base,
}: {
  name: string;
  listed: Listed | undefined;
  may: ReadonlySet<Right>;
  asking: FormState;
  storing: FormState | undefined;
  purpose: string;
  why: string;
  base: string;
}) {
  const m = messages[useLanguage()];
  const refused: readonly Refusal[] = asking.refusals;
  return (
    <>
      <h1>{name ? m.openContentTitle(name) : m.openContent}</h1>
      <Refusals refusals={refused} />
      {!listed && refused.length === 0 && may.has('consult') && (
        <Form state={asking} action={`${base}/apri`}>
          <TextField name="purpose" label={m.purposeAsk} hint={m.purposeHint} />
          <FormActions submit={m.purposeGo} />
        </Form>
      )}
      {!listed && refused.length === 0 && !may.has('consult') && <EmptyState title={m.mineNone} />}
      {listed && <Documents listed={listed} may={may} purpose={purpose} why={why} base={base} />}
      {may.has('modify') && (
        <section aria-labelledby="metti">
          <h2 id="metti">{m.upload}</h2>
          <Form state={storing ?? freshForm({ purpose })} action={base} files>
            <FileField name="document" label={m.file} />
            <TextField name="purpose" label={m.purposeAsk} hint={m.purposeHint} />
            <FormActions submit={m.uploadSend} />
          </Form>
        </section>
      )}
    </>
  );
}

function Documents({
  listed,
  may,
  purpose,
  why,
  base,
}: {
  listed: Listed;
  may: ReadonlySet<Right>;
  purpose: string;
  why: string;
  base: string;
}) {
  const { language } = useFrame();
  const m = messages[language];
  const columns: Column<Listed['items'][number]>[] = [
    {
      key: 'name',
      title: m.document,
      names: true,
      cell: ({ id, name }) => (
        <a href={`${base}/${id}${why}`} hx-boost="false" download>
          {name}
        </a>
      ),
    },
    { key: 'bytes', title: m.size, numeric: true, cell: ({ bytes }) => `${Math.max(1, Math.round(bytes / 1024))} kB` },
    { key: 'at', title: m.stored, cell: ({ at }) => momentWords(at, language) },
    ...(may.has('transmit') || may.has('modify')
      ? [
          {
            key: 'actions',
            title: m.actions,
            cell: ({ id, name }: Listed['items'][number]) => (
              <>
                {may.has('transmit') && (
                  <a class="btn btn-outline-primary btn-xs" href={`${base}/${id}/trasmetti${why}`}>
                    {m.transmit}
                    <span class="visually-hidden"> {name}</span>
                  </a>
                )}
                {may.has('modify') && (
                  <Form action={`${base}/${id}/togli`}>
                    <HiddenField name="purpose" value={purpose} />
                    <button type="submit" class="btn btn-outline-primary btn-xs">
                      {m.removeDocument}
                      <span class="visually-hidden"> {name}</span>
                    </button>
                  </Form>
                )}
              </>
            ),
          },
        ]
      : []),
  ];
  return (
    <DataTable
      caption={m.list}
      captionHidden
      columns={columns}
      rows={listed.items}
      rowKey={({ id }) => id}
      empty={<EmptyState title={m.noDocuments} />}
    />
  );
}

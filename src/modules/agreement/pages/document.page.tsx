import { showDay } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { DayField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { adoptDocument } from '../actions/adopt-document.ts';
import { compareDocuments } from '../actions/compare-documents.ts';
import { discardDraft } from '../actions/discard-draft.ts';
import { listDocuments } from '../actions/list-documents.ts';
import { showDocument } from '../actions/show-document.ts';
import { messages } from '../messages.ts';
import { AgreementTabs } from './agreement-tabs.tsx';
import { ChangesView, type ClauseChanges } from './changes-view.tsx';
import {
  type DocumentHead,
  documentsCrumbs,
  numberInForce,
  type Standing,
  shownInstant,
  standingOf,
  standingTones,
} from './documents.page.tsx';

/** One text: what it is, what it changes, and for a draft how to adopt or discard it. */
export const documentPage: PageRoute = {
  method: 'GET',
  path: '/:association/convenzione/testi/:number',
  open: true,
  example: { number: '1' },
  answer: (request) => reply(request, freshForm()),
};

export const adoptForm: PageRoute = {
  method: 'POST',
  path: '/:association/convenzione/testi/:number/adozione',
  answer: async (request) => {
    const { since, act } = request.form;
    const attempt = await request.attempt(adoptDocument, { number: request.params.number, since, act });
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), 422);
    return {
      kind: 'redirect',
      to: `/${request.association!.id}/convenzione/testi/${attempt.value.number}`,
      notice: text(messages.it.adoptedNotice, messages.en.adoptedNotice),
    };
  },
};

export const discardForm: PageRoute = {
  method: 'POST',
  path: '/:association/convenzione/testi/:number/scarto',
  answer: async (request) => {
    const attempt = await request.attempt(discardDraft, { number: request.params.number });
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), 422);
    return {
      kind: 'redirect',
      to: `/${request.association!.id}/convenzione/testi`,
      notice: text(messages.it.discardedNotice, messages.en.discardedNotice),
    };
  },
};

async function reply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const { id, ...head } = await request.perform(showDocument, { number: request.params.number! });
  const { documents } = await request.perform(listDocuments, {});
  const inForce = numberInForce(documents, request.now.today);
  const compared =
    inForce !== null && inForce !== head.number
      ? await request.perform(compareDocuments, { from: inForce, to: head.number })
      : null;
  return {
    kind: 'page',
    status,
    title: messages[request.language].document(head.number),
    crumbs: documentsCrumbs(request),
    scope: 'association',
    body: (
      <DocumentPage
        document={head}
        id={id}
        standing={standingOf(head, documents, request.now.today)}
        changes={compared?.changes ?? null}
        form={form}
        may={{ adopt: request.may(adoptDocument), discard: request.may(discardDraft) }}
      />
    ),
  };
}

export function DocumentPage({
  document,
  id,
  standing,
  changes,
  form,
  may,
}: {
  document: DocumentHead;
  id: string;
  standing: Standing;
  changes: ClauseChanges | null;
  form: FormState;
  may: { readonly adopt: boolean; readonly discard: boolean };
}) {
  const { association, actor, language } = useFrame();
  const m = messages[language];
  const here = `/${association?.id}/convenzione/testi/${document.number}`;
  const isDraft = standing === 'draft';
  return (
    <>
      <div class="page-head">
        <h1>
          {m.document(document.number)} <StatusChip tone={standingTones[standing]}>{m[standing]}</StatusChip>
        </h1>
        <p class="page-actions">
          <a class="btn btn-outline-primary btn-xs" href={`${here}/documento.yaml`} hx-boost="false" download>
            <Icon name="download" size="small" /> {m.stateYAML}
          </a>
        </p>
      </div>
      <AgreementTabs current="documents" />
      <Definitions
        items={[
          document.adopted !== null && {
            term: m.inForceSince,
            is: document.since ? m.since(showDay(document.since, language)) : m.sinceBeginning,
          },
          { term: m.act, is: document.act },
          {
            term: m.imported,
            is: `${shownInstant(document.imported, language)} ${document.importedBy && m.importedBy(document.importedBy)}`,
          },
          { term: m.hash, is: <code class="hash">{document.sha256}</code> },
          { term: m.agreement, is: id },
        ]}
      />
      {changes && (
        <section aria-labelledby="cambia">
          <h2 id="cambia">{m.whatChanges}</h2>
          {actor.kind !== 'anonymous' && changes.length > 0 && (
            <p>
              <a href={`/${association?.id}/convenzione/prova?testo=${document.number}`}>{m.tryEffects}</a>
            </p>
          )}
          <ChangesView changes={changes} />
        </section>
      )}
      {isDraft && may.adopt && (
        <section aria-labelledby="adotta">
          <h2 id="adotta">{m.adopt}</h2>
          <p>{m.adoptLead}</p>
          <Form state={form} action={`${here}/adozione`}>
            <DayField name="since" label={m.sinceField} />
            <TextField name="act" label={m.actField} hint={m.actHint} />
            <FormActions submit={m.adopt} />
          </Form>
        </section>
      )}
      {isDraft && may.discard && (
        <Form action={`${here}/scarto`}>
          <p class="discard">
            <button type="submit" class="btn btn-outline-primary">
              {m.discard}
            </button>
          </p>
        </Form>
      )}
    </>
  );
}

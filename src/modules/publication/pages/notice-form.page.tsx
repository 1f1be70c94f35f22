import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DayField, FileField, NumberField, SelectField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { changeNotice } from '../actions/change-notice.ts';
import { draftNotice } from '../actions/draft-notice.ts';
import { listNotices } from '../actions/list-notices.ts';
import { readBoard } from '../actions/read-board.ts';
import { noticeKinds, type OfficeNotice } from '../actions/shapes.ts';
import { showNotice } from '../actions/show-notice.ts';
import { messages } from '../messages.ts';
import { boardCrumbs, boardHref } from './board-words.ts';

type Boards = readonly { readonly entity: string; readonly name: string }[];

export const newNoticePage: PageRoute = {
  method: 'GET',
  path: '/:association/albo/nuovo',
  needs: draftNotice,
  answer: async (request) => reply(request, freshForm({ kind: 'notice', entity: request.actor.entity ?? '' })),
};

export const newNoticeForm: PageRoute = {
  method: 'POST',
  path: '/:association/albo/nuovo',
  needs: draftNotice,
  answer: async (request) => {
    const attempt = await request.attempt(draftNotice, { ...request.form, ...document(request) });
    if (!attempt.ok) return reply(request, atTheFile(returnedForm(request, attempt)), undefined, 422);
    const notice = text(messages.it.saved, messages.en.saved);
    return { kind: 'redirect', to: `${boardHref(request.association!.id)}/${attempt.value.id}`, notice };
  },
};

export const changeNoticePage: PageRoute = {
  method: 'GET',
  path: '/:association/albo/:id/modifica',
  needs: changeNotice,
  answer: async (request) => {
    const notice = await request.perform(showNotice, { id: request.params.id! });
    return reply(request, freshForm(written(notice)), notice);
  },
};

export const changeNoticeForm: PageRoute = {
  method: 'POST',
  path: '/:association/albo/:id/modifica',
  needs: changeNotice,
  answer: async (request) => {
    const { id } = request.params;
    const before = await request.perform(showNotice, { id: id! });
    const attempt = await request.attempt(changeNotice, { ...request.form, ...document(request), id });
    if (!attempt.ok) return reply(request, atTheFile(returnedForm(request, attempt)), before, 422);
    const notice = text(messages.it.saved, messages.en.saved);
    return { kind: 'redirect', to: `${boardHref(request.association!.id)}/${id}`, notice };
  },
};

function document({ uploads }: PageRequest) {
  const file = uploads.find((upload) => upload.field === 'document' && upload.name !== '');
  if (!file) return { document: null };
  return { document: { name: file.name, type: file.type, base64: Buffer.from(file.bytes).toString('base64') } };
}

/** What is wrong with the document is said at its field. */
function atTheFile(form: FormState): FormState {
  const problems = form.problems.map((one) => (one.path.startsWith('document') ? { ...one, path: 'document' } : one));
  return { ...form, problems };
}

function written(notice: OfficeNotice): Record<string, string> {
  const { subject, kind, issuer, act, actDate, executive, days, adoptsDocument } = notice;
  return {
    subject,
    kind,
    issuer,
    act,
    actDate: actDate ?? '',
    executive: executive ?? '',
    days: days === null ? '' : String(days),
    adoptsDocument: adoptsDocument === null ? '' : String(adoptsDocument),
  };
}

async function reply(request: PageRequest, form: FormState, notice?: OfficeNotice, status = 200): Promise<PageReply> {
  const m = messages[request.language];
  const { boards } = await request.perform(readBoard, { limit: 1 });
  const { only } = await request.perform(listNotices, { limit: 1 });
  const own = boards.filter(({ entity }) => entity === only?.entity);
  const title = notice ? m.change : m.newNotice;
  return {
    kind: 'page',
    status,
    title,
    crumbs: [...boardCrumbs(request), { title: m.repertory, href: `${boardHref(request.association!.id)}/repertorio` }],
    scope: 'association',
    body: <NoticeForm form={form} boards={only ? own : boards} everybodys={!only} {...(notice ? { notice } : {})} />,
  };
}

export function NoticeForm({
  form,
  boards,
  everybodys,
  notice,
}: {
  form: FormState;
  /** Boards of entities that the writer may post on. */
  boards: Boards;
  /** Whether the association's board is one of them. */
  everybodys: boolean;
  notice?: OfficeNotice;
}) {
  const { association } = useFrame();
  const m = messages[useLanguage()];
  const base = boardHref(association!.id);
  return (
    <>
      <h1>{notice ? m.change : m.newNotice}</h1>
      <Form state={form} files>
        <TextField name="subject" label={m.subject} />
        <SelectField
          name="kind"
          label={m.kind}
          choices={noticeKinds.map((kind) => ({ value: kind, label: m[kind] }))}
        />
        {!notice && boards.length > 0 && (
          <SelectField
            name="entity"
            label={m.ofBoard}
            optional={everybodys}
            choices={[
              ...(everybodys ? [{ value: '', label: m.ofAssociation }] : []),
              ...boards.map(({ entity, name }) => ({ value: entity, label: name })),
            ]}
          />
        )}
        <TextField name="issuer" label={m.issuer} hint={m.issuerHint} optional />
        <TextField name="act" label={m.act} hint={m.actHint} width="medium" optional />
        <DayField name="actDate" label={m.actDate} optional />
        <DayField name="executive" label={m.executive} hint={m.executiveHint} optional />
        <NumberField name="days" label={m.days} hint={m.daysHint} optional />
        <NumberField name="adoptsDocument" label={m.adopts} hint={m.adoptsHint} optional />
        <FileField
          name="document"
          label={m.document}
          hint={notice?.document ? m.documentKept(notice.document.name) : m.documentHint}
          accept=".pdf,.txt,application/pdf,text/plain"
          optional
        />
        <FormActions submit={m.save}>
          <a href={notice ? `${base}/${notice.id}` : `${base}/repertorio`}>{m.cancel}</a>
        </FormActions>
      </Form>
    </>
  );
}

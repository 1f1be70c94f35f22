import type { z } from 'zod';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import {
  CheckField,
  ChoiceField,
  FileField,
  NumberField,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { addAttachment } from '../actions/attachments.ts';
import { listMatters } from '../actions/list-matters.ts';
import { changeItem } from '../actions/set-agenda.ts';
import { showMeeting } from '../actions/show-meeting.ts';
import { messages } from '../messages.ts';
import { Files, fileGiven } from './agenda-files.tsx';
import { backTo, crumbsTo, numberIn, organiHref, said } from './meetings-frame.tsx';

type Shown = z.output<typeof showMeeting.output>;
type Item = Shown['items'][number];
export type Matters = z.output<typeof listMatters.output>['items'];

const path = '/:association/organi/sedute/:seduta/punti/:punto';

/** An item of the agenda while the sitting is prepared: its words, its matter, its place, its papers. */
export const itemPage: PageRoute = {
  method: 'GET',
  path,
  needs: changeItem,
  answer: (request) => page(request),
};

export const itemForm: PageRoute = {
  method: 'POST',
  path,
  needs: changeItem,
  answer: async (request) => {
    const place = placeIn(request);
    const { position, ...given } = itemGiven(request);
    const attempt = await request.attempt(changeItem, { ...given, ...(position ? { position } : {}), ...place });
    if (!attempt.ok) return page(request, { item: returnedForm(request, attempt) });
    return backTo(organiHref(request, 'sedute', place.meeting), said('changed'));
  },
};

export const itemFileForm: PageRoute = {
  method: 'POST',
  path: `${path}/allegati`,
  needs: addAttachment,
  answer: async (request) => {
    const place = placeIn(request);
    const attempt = await request.attempt(addAttachment, { ...fileGiven(request), ...place });
    if (!attempt.ok) return page(request, { file: returnedForm(request, attempt) });
    return backTo(organiHref(request, 'sedute', place.meeting, 'punti', place.item), said('attached'));
  },
};

function placeIn(request: PageRequest) {
  return { meeting: numberIn(request, 'seduta'), item: numberIn(request, 'punto') };
}

/** What was typed, its matter and its subject apart. */
export function itemGiven({ form: { _csrf, what = '', ...rest } }: PageRequest): Record<string, unknown> {
  const [matter = '', subject = ''] = String(what).split('#');
  return { ...rest, matter, subject };
}

async function page(
  request: PageRequest,
  failed: { readonly item?: FormState; readonly file?: FormState } = {},
): Promise<PageReply> {
  const { language } = request;
  const m = messages[language];
  const { meeting, item: number } = placeIn(request);
  const shown = await request.perform(showMeeting, { meeting });
  const item = shown.items.find((one) => one.number === number);
  // Outside the draft, and where there is no such item, the action says why.
  if (!item || shown.state !== 'draft') {
    await request.perform(changeItem, { meeting, item: number, title: '-', kind: 'information' });
    throw new Error('an item that the sitting does not show was changed');
  }
  const { items } = await request.perform(listMatters, {});
  return {
    kind: 'page',
    title: m.changeItem(item.title),
    status: failed.item || failed.file ? 422 : 200,
    crumbs: crumbsTo(request, 'meetings', meeting),
    scope: 'association',
    body: (
      <ItemPage
        meeting={shown}
        item={item}
        matters={items}
        base={organiHref(request, 'sedute', meeting)}
        failed={failed}
      />
    ),
  };
}

export function ItemPage({
  meeting,
  item,
  matters,
  base,
  failed,
}: {
  meeting: Shown;
  item: Item;
  matters: Matters;
  base: string;
  failed: { readonly item?: FormState; readonly file?: FormState };
}) {
  const m = messages[useLanguage()];
  const files = meeting.attachments.filter((file) => file.item === item.number);
  const values = {
    title: item.title,
    body: item.body,
    kind: item.kind,
    what: item.subject === '' ? item.matter : `${item.matter}#${item.subject}`,
    position: String(meeting.items.findIndex(({ number }) => number === item.number) + 1),
    ...(item.secret ? { secret: 'true' } : {}),
  };
  return (
    <>
      <h1>{m.changeItem(item.title)}</h1>
      <Form state={failed.item ?? freshForm(values)}>
        <ItemFields matters={matters} advises={meeting.advises} />
        {meeting.items.length > 1 && (
          <NumberField name="position" label={m.itemPlace} hint={m.itemPlaceHint(meeting.items.length)} optional />
        )}
        <FormActions submit={m.save}>
          <a href={base}>{m.cancel}</a>
        </FormActions>
      </Form>
      <section aria-labelledby="allegati">
        <h2 id="allegati">{m.attachments}</h2>
        {files.length === 0 && <p>{m.noFiles}</p>}
        <Files files={files} base={base} draft />
        <Form action={`${base}/punti/${item.number}/allegati`} files {...(failed.file ? { state: failed.file } : {})}>
          <FileField name="content" label={m.file} hint={m.fileHint} />
          <FormActions submit={m.attach} />
        </Form>
      </section>
    </>
  );
}

/** The fields of an item, the same where it is added and where it is changed. An advisory body gives opinions, and adopts nothing. */
export function ItemFields({ matters, advises }: { matters: Matters; advises: boolean }) {
  const language = useLanguage();
  const m = messages[language];
  const choices = matters.flatMap((matter) =>
    matter.adopts && !advises
      ? matter.waiting.map(({ subject, title }) => ({
          value: `${matter.id}#${subject}`,
          label: `${matter.title[language]}: ${title[language]}`,
        }))
      : [
          {
            value: matter.id,
            label: advises ? matter.title[language] : m.matterRecorded(matter.title[language]),
          },
        ],
  );
  const kinds = (['information', 'decision', 'election', 'adoption'] as const).filter(
    (kind) => !advises || kind !== 'adoption',
  );
  return (
    <>
      <TextField name="title" label={m.item} />
      <TextAreaField name="body" label={m.itemText} rows={3} optional />
      <ChoiceField
        name="kind"
        label={m.itemKind}
        choices={kinds.map((kind) => ({ value: kind, label: advises && kind === 'decision' ? m.opinion : m[kind] }))}
      />
      <SelectField
        name="what"
        label={m.matter}
        hint={advises ? m.adviceOnly : m.matterHint}
        optional
        choices={choices}
      />
      <CheckField name="secret" label={m.secret} />
    </>
  );
}

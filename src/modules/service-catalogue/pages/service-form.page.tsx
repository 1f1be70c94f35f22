import { text } from '../../../kernel/text.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import {
  CheckField,
  ChoiceField,
  DayField,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../platform/pages/field.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { oneText } from '../../../platform/pages/one-text.ts';
import { draftService } from '../actions/draft-service.ts';
import { showService } from '../actions/show-service.ts';
import { messages } from '../messages.ts';
import type { FormField, ServiceContent } from '../rules/index.ts';
import {
  adhesionKeyNames,
  adhesionKeys,
  answerKindNames,
  askerNames,
  askers,
  categoryNames,
  draftStages,
  entitlementNames,
  entitlements,
  fieldKinds,
  lineNames,
  lines,
  requestCategories,
  stageNames,
} from '../vocabulary.ts';
import { catalogueHref, formReply } from './catalogue-frame.tsx';

const base = '/:association/assistenza/catalogo';
/** Lines for questions beside those there are. */
const spare = 2;

function serviceForm(request: PageRequest, form: FormState) {
  const { language } = request;
  const m = messages[language];
  const code = request.params.servizio;
  const questions = Object.keys(form.values).filter((name) => /^fields\[\d+\]\.label\.it$/.test(name)).length;
  const rows = Math.max(spare, questions);
  return formReply(request, {
    title: code ? m.change : m.newService,
    form,
    place: 'services',
    back: catalogueHref(request.association!.id, 'services', code ? `/servizi/${code}` : ''),
    fields: (
      <>
        {!code && <TextField name="service" label={m.code} hint={m.codeHint} width="medium" spellcheck={false} />}
        <TextField name="name.it" label={m.nameIt} />
        <TextField name="name.en" label={m.nameEn} optional />
        <TextAreaField name="does.it" label={m.doesIt} rows={3} />
        <TextAreaField name="does.en" label={m.doesEn} rows={3} optional />
        <TextField name="clause" label={m.clause} hint={m.clauseHint} width="medium" spellcheck={false} optional />
        <SelectField
          name="line"
          label={m.line}
          value="technical"
          choices={lines.map((value) => ({ value, label: lineNames[value][language] }))}
        />
        <TextField name="owner" label={m.owner} optional />
        <TextField name="entities" label={m.entities} hint={m.entitiesHint} spellcheck={false} optional />
        <ChoiceField
          name="entitlement"
          label={m.entitlement}
          value="on-request"
          choices={entitlements.map((value) => ({ value, label: entitlementNames[value][language] }))}
        />
        <ChoiceField
          name="askedBy"
          label={m.whoAsks}
          value="everybody"
          choices={askers.map((value) => ({ value, label: askerNames[value][language] }))}
        />
        <CheckField name="free" label={m.freeLabel} />
        <TextField name="costItem" label={m.costItem} width="medium" spellcheck={false} optional />
        <SelectField
          name="key"
          label={m.adhesionKey}
          hint={m.adhesionKeyHint}
          optional
          choices={[
            { value: '', label: m.notSaid },
            ...adhesionKeys.map((value) => ({ value, label: adhesionKeyNames[value][language] })),
          ]}
        />
        <TextField name="unit" label={m.unit} hint={m.unitHint} width="medium" spellcheck={false} optional />
        <TextField name="needs" label={m.needsOthers} hint={m.needsHint} spellcheck={false} optional />
        <DayField name="offeredSince" label={m.offeredSince} />
        <DayField name="offeredUntil" label={m.offeredUntil} optional />
        <ChoiceField
          several
          name="categories"
          label={m.categories}
          optional
          choices={requestCategories.map((value) => ({ value, label: categoryNames[value][language] }))}
        />
        <h2>{m.questions}</h2>
        <p class="hint">{m.questionsHint}</p>
        {Array.from({ length: rows }, (_, place) => (
          <fieldset key={`question-${String(place)}`} class="field">
            <legend>{m.question(place + 1)}</legend>
            <TextField name={`fields[${place}].label.it`} label={m.questionIt} optional />
            <TextField name={`fields[${place}].label.en`} label={m.questionEn} optional />
            <SelectField
              name={`fields[${place}].kind`}
              label={m.answerKind}
              value="text"
              choices={fieldKinds.map((value) => ({ value, label: answerKindNames[value][language] }))}
            />
            <TextField name={`fields[${place}].choices`} label={m.choices} optional />
            <CheckField name={`fields[${place}].required`} label={m.required} />
          </fieldset>
        ))}
        <SelectField
          name="stage"
          label={m.stage}
          value="proposal"
          choices={draftStages.map((value) => ({ value, label: stageNames[value][language] }))}
        />
        <DayField name="since" label={m.validSince} />
      </>
    ),
  });
}

type Form = PageRequest['form'];
const listed = (written: string | undefined) =>
  (written ?? '')
    .split(/[,;\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** A code for a question: its first words. */
function codeOf(label: string, place: number): string {
  const plain = label.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const code = plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return code === '' ? `domanda-${place + 1}` : code;
}

/** What the form says, as the action takes it. */
function inputOf(form: Form, service: string) {
  const one = (name: string) => oneText(form[name]);
  const places = Object.keys(form).flatMap((name) => /^fields\[(\d{1,2})\]\.label\.it$/.exec(name)?.[1] ?? []);
  const fields = places.flatMap((at, place) => {
    const label = one(`fields[${at}].label.it`)?.trim() ?? '';
    if (label === '') return [];
    return [
      {
        code: codeOf(label, place),
        label: { it: label, en: one(`fields[${at}].label.en`) ?? '' },
        kind: one(`fields[${at}].kind`),
        required: one(`fields[${at}].required`) !== undefined,
        choices: listed(one(`fields[${at}].choices`)).map((it) => ({ it })),
      },
    ];
  });
  return {
    service,
    name: { it: one('name.it') ?? '', en: one('name.en') ?? '' },
    does: { it: one('does.it') ?? '', en: one('does.en') ?? '' },
    ...Object.fromEntries(
      [
        'clause',
        'line',
        'owner',
        'entitlement',
        'askedBy',
        'costItem',
        'key',
        'unit',
        'offeredSince',
        'offeredUntil',
        'stage',
        'since',
      ]
        .map((name) => [name, one(name)] as const)
        .filter(([, value]) => value),
    ),
    free: one('free') !== undefined,
    entities: listed(one('entities')),
    needs: listed(one('needs')),
    categories: [form.categories ?? []].flat(),
    fields,
  };
}

/** The fields of the form from what is said of a service. */
function written(content: ServiceContent, since: string): FormState['values'] {
  const fields = content.fields.flatMap(({ label, kind, choices, required }: FormField, place) => [
    [`fields[${place}].label.it`, label.it],
    [`fields[${place}].label.en`, label.en],
    [`fields[${place}].kind`, kind],
    [`fields[${place}].choices`, choices.map(({ it }) => it).join(', ')],
    ...(required ? [[`fields[${place}].required`, 'true']] : []),
  ]);
  const { name, does, line, owner, clause, entitlement, askedBy, costItem, unit, offeredSince, offeredUntil } = content;
  return {
    'name.it': name.it,
    'name.en': name.en,
    'does.it': does.it,
    'does.en': does.en,
    ...{ line, owner, entitlement, askedBy, offeredSince, since },
    clause: clause ?? '',
    costItem: costItem ?? '',
    key: content.key ?? '',
    unit: unit ?? '',
    offeredUntil: offeredUntil ?? '',
    entities: (content.entities ?? []).join(', '),
    needs: content.needs.join(', '),
    categories: [...content.categories],
    ...(content.free ? { free: 'true' } : {}),
    ...Object.fromEntries(fields),
    ...Object.fromEntries(
      Array.from({ length: spare }, (_, extra) => [`fields[${content.fields.length + extra}].label.it`, '']),
    ),
  };
}

/** Problems of lists that are one field here are told at that field. */
const atField = (path: string) =>
  path.replace(/^(entities|needs|categories)\[.*$/, '$1').replace(/(\.choices)\[.*$/, '$1');

async function send(request: PageRequest, service: string) {
  const attempt = await request.attempt(draftService, inputOf(request.form, service));
  if (!attempt.ok) {
    const returned = returnedForm(request, attempt);
    const problems = returned.problems.map((problem) => ({ ...problem, path: atField(problem.path) }));
    return serviceForm(request, { ...returned, problems });
  }
  return {
    kind: 'redirect',
    to: catalogueHref(request.association!.id, 'services', `/servizi/${attempt.value.code}`),
    notice: text(messages.it.saved, messages.en.saved),
  } as const;
}

/** Writing a service, new or anew. */
export const serviceFormRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: `${base}/nuovo`,
    needs: draftService,
    answer: async (request) =>
      serviceForm(request, freshForm({ since: request.now.today, offeredSince: request.now.today })),
  },
  {
    method: 'POST',
    path: `${base}/nuovo`,
    needs: draftService,
    answer: (request) => send(request, oneText(request.form.service) ?? ''),
  },
  {
    method: 'GET',
    path: `${base}/servizi/:servizio/modifica`,
    needs: draftService,
    example: { servizio: 'posta-pec-firme' },
    answer: async (request) => {
      const { draft, content } = await request.perform(showService, { service: request.params.servizio! });
      const said = (draft?.content ?? content) as ServiceContent;
      return serviceForm(request, freshForm(written(said, draft?.since ?? request.now.today)));
    },
  },
  {
    method: 'POST',
    path: `${base}/servizi/:servizio/modifica`,
    needs: draftService,
    answer: (request) => send(request, request.params.servizio!),
  },
];

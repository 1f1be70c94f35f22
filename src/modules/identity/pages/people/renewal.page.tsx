import { showDay } from '../../../../kernel/day.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../../platform/page.ts';
import { DataTable } from '../../../../platform/pages/data-table.tsx';
import {
  DayField,
  Fieldset,
  FileField,
  HiddenField,
  SelectField,
  TextField,
} from '../../../../platform/pages/field.tsx';
import { Form, FormActions, Refusals } from '../../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../../platform/pages/form-state.ts';
import { useFrame } from '../../../../platform/pages/frame.ts';
import { Notice } from '../../../../platform/pages/notice.tsx';
import { oneText } from '../../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../../platform/pages/status-chip.tsx';
import { previewRenewal } from '../../actions/representatives/preview-renewal.ts';
import { previewRenewalAsSecretary } from '../../actions/representatives/preview-renewal-as-secretary.ts';
import { renewRepresentatives } from '../../actions/representatives/renew-representatives.ts';
import { renewSeats } from '../../actions/representatives/renew-seats.ts';
import type { RenewalPlan } from '../../actions/representatives/renewal-shapes.ts';
import { notice, peopleMessages } from '../../people-messages.ts';
import { ActFields } from './act-fields.tsx';
import { PeopleFrame, type PeopleView, peopleAddress, peopleCrumbs, roleTitle, viewsFor } from './people-frame.tsx';

const path = '/:association/enti/persone/elezioni';
const representatives = ['MAY', 'ASS', 'PRE'] as const;

/** What the actor does it with: the administrator's acts, or the secretary's. */
function actsOf(request: Pick<PageRequest, 'may'>) {
  return request.may(previewRenewal)
    ? { preview: previewRenewal, apply: renewRepresentatives }
    : { preview: previewRenewalAsSecretary, apply: renewSeats };
}

export const renewalPage: PageRoute = {
  method: 'GET',
  path,
  seenBy: 'SYS',
  answer: async (request) => {
    const { preview } = actsOf(request);
    // Whoever may not do it is answered as the act would.
    if (!request.may(preview)) await request.perform(preview, {});
    return reply(request, freshForm());
  },
};

/** Shows what would change; with `conferma`, changes it. */
export const renewalForm: PageRoute = {
  method: 'POST',
  path,
  answer: async (request) => {
    const { preview, apply } = actsOf(request);
    const asked = askedIn(request);
    if (request.form.conferma) {
      const attempt = await request.attempt(apply, asked);
      if (attempt.ok) {
        const { given, ended } = attempt.value;
        const said = notice((m) => m.applied(given.length, ended.length));
        return { kind: 'redirect', to: `${peopleAddress(request, 'posts')}?stato=any&ruolo=MAY`, notice: said };
      }
      return reply(request, returnedForm(request, attempt), null, 422);
    }
    const attempt = await request.attempt(preview, asked);
    if (!attempt.ok) return reply(request, atFields(returnedForm(request, attempt)), null, 422);
    const plan = attempt.value;
    if (plan.entries.length === 0 && plan.problems.every(({ line }) => line === null)) {
      const says = notice((m) => m.noFile);
      const nothing = plan.problems.length === 0 || !request.uploads.length;
      const problems = nothing
        ? [{ path: 'file', says }]
        : plan.problems.map((one) => ({ path: 'file', says: one.says }));
      return reply(request, { values: request.form, problems, refusals: [] }, null, 422);
    }
    return reply(request, freshForm(request.form), plan, plan.problems.length > 0 ? 422 : 200);
  },
};

/** The fields of one entity, a file, or the entries of the preview before. */
function askedIn({ form, uploads }: PageRequest): Record<string, unknown> {
  const { since, act, actNumber, actDate, actIssuer, entries } = form;
  const common = { since, act, actNumber, actDate, actIssuer };
  if (entries) return { ...common, entries };
  const file = uploads.find(({ field }) => field === 'file');
  if (file) return { ...common, fileName: file.name, content: Buffer.from(file.bytes).toString('base64') };
  const { entity, role, name, email } = form;
  if (![entity, name, email].some((value) => oneText(value))) return common;
  return {
    ...common,
    'entries[0].entity': entity,
    'entries[0].role': role,
    'entries[0].name': name,
    'entries[0].email': email,
  };
}

/** Problems of the one entry at the fields where it was typed. */
function atFields(form: FormState): FormState {
  return {
    ...form,
    problems: form.problems.map(({ path: at, says }) => ({ path: at.replace(/^entries\[0\]\./, ''), says })),
  };
}

function reply(request: PageRequest, form: FormState, plan: RenewalPlan | null = null, status = 200): PageReply {
  const m = peopleMessages[request.language];
  return {
    kind: 'page',
    status,
    title: plan ? m.previewTitle : m.renewal,
    crumbs: peopleCrumbs(request, 'posts'),
    scope: 'association',
    body: <RenewalPage form={form} plan={plan} views={viewsFor(request)} address={peopleAddress(request, 'renewal')} />,
  };
}

export function RenewalPage({
  form,
  plan,
  views,
  address,
}: {
  form: FormState;
  plan: RenewalPlan | null;
  views: readonly PeopleView[];
  address: string;
}) {
  const { language } = useFrame();
  const m = peopleMessages[language];
  return (
    <>
      <h1>{plan ? m.previewTitle : m.renewal}</h1>
      <p class="lead">{m.renewalLead}</p>
      <PeopleFrame view="renewal" views={views}>
        {plan ? <PlanView plan={plan} form={form} address={address} /> : null}
        {(!plan || plan.problems.length > 0) && (
          <Form state={plan ? freshForm(form.values) : form} action={address} files>
            <p>{m.renewalEither}</p>
            <Fieldset legend={m.renewalOne}>
              <TextField name="entity" label={m.renewalEntity} width="medium" />
              <SelectField
                name="role"
                label={m.role}
                choices={representatives.map((role) => ({ value: role, label: roleTitle(role, language) }))}
              />
              <TextField name="name" label={m.name} width="medium" autocomplete="off" />
              <TextField name="email" type="email" label={m.email} width="medium" autocomplete="off" />
            </Fieldset>
            <Fieldset legend={m.renewalFile}>
              <FileField name="file" label={m.file} hint={m.renewalFileHint} accept=".csv,.xlsx" />
            </Fieldset>
            <Fieldset legend={m.act} hint={m.renewalForAll}>
              <DayField name="since" label={m.firstDay} optional />
              <ActFields />
            </Fieldset>
            <FormActions submit={m.preview} />
          </Form>
        )}
      </PeopleFrame>
    </>
  );
}

function PlanView({ plan, form, address }: { plan: RenewalPlan; form: FormState; address: string }) {
  const { language } = useFrame();
  const m = peopleMessages[language];
  const { values } = form;
  return (
    <>
      {plan.problems.length > 0 && (
        <Notice tone="error" title={m.problemsTitle(plan.problems.length)} alert>
          <ul>
            {plan.problems.slice(0, 100).map(({ line, entry, says }, place) => (
              <li key={place}>
                {line !== null ? m.problemLine(line) : entry !== null ? m.problemEntry(entry + 1) : ''} {says[language]}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Refusals refusals={form.refusals} />
      <h2>{m.coming}</h2>
      <DataTable
        caption={m.coming}
        captionHidden
        columns={[
          { key: 'name', title: m.person, names: true, cell: (row) => row.name },
          { key: 'email', title: m.email, cell: (row) => row.email },
          { key: 'role', title: m.role, cell: (row) => roleTitle(row.role, language) },
          { key: 'entity', title: m.entity, cell: (row) => row.entityName },
          { key: 'since', title: m.since, cell: (row) => showDay(row.since, language) },
          {
            key: 'stays',
            title: m.state,
            cell: (row) => (
              <StatusChip tone={row.stays ? 'neutral' : 'good'}>{row.stays ? m.stays : m.comes}</StatusChip>
            ),
          },
        ]}
        rows={plan.changes}
        rowKey={({ entry }) => String(entry)}
        dense
      />
      <h2>{m.going}</h2>
      <DataTable
        caption={m.going}
        captionHidden
        columns={[
          { key: 'name', title: m.person, names: true, cell: (row) => row.name },
          { key: 'role', title: m.role, cell: (row) => roleTitle(row.role, language) },
          { key: 'entity', title: m.entity, cell: (row) => row.entityName },
          { key: 'until', title: m.until, cell: (row) => showDay(row.until, language) },
        ]}
        rows={plan.ending}
        rowKey={({ post }) => post}
        empty={<p class="muted">{m.noGoing}</p>}
        dense
      />
      {plan.problems.length === 0 && (
        <Form action={address}>
          <HiddenField name="entries" value={JSON.stringify(plan.entries)} />
          {(['since', 'act', 'actNumber', 'actDate', 'actIssuer'] as const).map((name) => (
            <HiddenField key={name} name={name} value={oneText(values[name]) ?? ''} />
          ))}
          <HiddenField name="conferma" value="si" />
          <FormActions submit={m.apply}>
            <a href={address}>{m.cancel}</a>
          </FormActions>
        </Form>
      )}
    </>
  );
}

import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import type { Column } from '../../../platform/pages/data-table.tsx';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { DayField, FileField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import type { Tab } from '../../../platform/pages/tabs.tsx';
import { authorisePerson } from '../actions/authorise-person.ts';
import { listAuthorisations } from '../actions/list-authorisations.ts';
import { listNameablePeople } from '../actions/list-nameable-people.ts';
import { revokeAuthorisation } from '../actions/revoke-authorisation.ts';
import type { AuthorisationView } from '../actions/shapes.ts';
import { messages } from '../messages.ts';
import { DataTabs, dataAddress, dataCrumbs, dataTabs, givenFile, saying, withoutFile } from './data-frame.tsx';
import { type NameablePerson, PersonFields } from './person-fields.tsx';

export const authorisationsPage: PageRoute = {
  method: 'GET',
  path: '/:association/sicurezza/dati/autorizzazioni',
  answer: async (request) => {
    const words = oneText(request.query.parole);
    const { items } = await request.perform(listAuthorisations, words ? { words } : {});
    return {
      kind: 'page',
      title: messages[request.language].tabAuthorisations,
      crumbs: dataCrumbs(request),
      body: (
        <AuthorisationsPage
          items={items}
          tabs={dataTabs(request, 'authorisations')}
          base={dataAddress(request, 'autorizzazioni')}
          mayWrite={request.may(authorisePerson)}
          onlyOf={request.actor.role === 'CTR' ? request.actor.entity : null}
        />
      ),
    };
  },
};

export const revokeForm: PageRoute = {
  method: 'POST',
  path: '/:association/sicurezza/dati/autorizzazioni/:autorizzazione/revoca',
  answer: async (request) => {
    await request.perform(revokeAuthorisation, { authorisation: request.params.autorizzazione! });
    return { kind: 'redirect', to: dataAddress(request, 'autorizzazioni'), notice: saying('revokedDone') };
  },
};

export const authorisePage: PageRoute = {
  method: 'GET',
  path: '/:association/sicurezza/dati/autorizzazioni/nuova',
  answer: (request) => formReply(request, freshForm({ on: request.now.today })),
};

export const authoriseForm: PageRoute = {
  method: 'POST',
  path: '/:association/sicurezza/dati/autorizzazioni/nuova',
  answer: async (request) => {
    const instructions = givenFile(request, 'instructions');
    const attempt = await request.attempt(authorisePerson, { ...request.form, instructions });
    if (attempt.ok)
      return { kind: 'redirect', to: dataAddress(request, 'autorizzazioni'), notice: saying('authorised') };
    const form = returnedForm(request, attempt);
    const problems = instructions
      ? form.problems
      : [...form.problems.filter(({ path }) => !path.startsWith('instructions')), withoutFile('instructions')];
    return formReply(request, form.refusals.length > 0 ? form : { ...form, problems }, 422);
  },
};

async function formReply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const m = messages[request.language];
  const back = dataAddress(request, 'autorizzazioni');
  if (!request.may(authorisePerson)) await request.perform(authorisePerson, {} as never);
  const { items: people } = await request.perform(listNameablePeople, {});
  return {
    kind: 'page',
    status,
    title: m.authorise,
    crumbs: dataCrumbs(request, { title: m.tabAuthorisations, href: back }),
    body: <AuthoriseForm form={form} people={people} back={back} />,
  };
}

export function AuthoriseForm({
  form,
  people,
  back,
}: {
  form: FormState;
  people: readonly NameablePerson[];
  back: string;
}) {
  const m = messages[useLanguage()];
  return (
    <>
      <h1>{m.authorise}</h1>
      <p>{m.authorisationsLead}</p>
      <Form state={form} files>
        <PersonFields people={people} />
        <TextField name="authorisedBy" label={m.authorisedBy} hint={m.authorisedByHint} />
        <DayField name="on" label={m.on} />
        <DayField name="until" label={m.until} hint={m.untilHint} optional />
        <FileField name="instructions" label={m.instructions} hint={m.instructionsHint} />
        <FormActions submit={m.authorise}>
          <a class="btn btn-outline-primary" href={back}>
            {m.cancel}
          </a>
        </FormActions>
      </Form>
    </>
  );
}

export function AuthorisationState({ of }: { of: Pick<AuthorisationView, 'state'> }) {
  const m = messages[useLanguage()];
  const tone = of.state === 'holding' ? 'good' : of.state === 'unread' ? 'attention' : 'neutral';
  return <StatusChip tone={tone}>{m[of.state]}</StatusChip>;
}

export function AuthorisationsPage({
  items,
  tabs,
  base,
  mayWrite,
  onlyOf,
}: {
  items: readonly AuthorisationView[];
  tabs: readonly Tab[];
  base: string;
  mayWrite: boolean;
  /** The entity whose own ones can be revoked; null for all. */
  onlyOf: string | null;
}) {
  const m = messages[useFrame().language];
  const isOpen = (one: AuthorisationView) => one.revoked === null && one.state !== 'over';
  const columns: Column<AuthorisationView>[] = [
    { key: 'person', title: m.person, names: true, cell: ({ personName }) => personName },
    { key: 'by', title: m.authorisedBy, cell: ({ authorisedBy }) => authorisedBy },
    { key: 'for', title: m.forWhat, cell: ({ entityName }) => entityName ?? m.wholeService },
    { key: 'on', title: m.on, cell: ({ on }) => <DayText day={on} /> },
    { key: 'until', title: m.until, cell: ({ until }) => until && <DayText day={until} /> },
    { key: 'read', title: m.read, cell: ({ read }) => read && <DayText day={read} /> },
    { key: 'state', title: m.state, cell: (one) => <AuthorisationState of={one} /> },
    ...(mayWrite
      ? [
          {
            key: 'revoke',
            title: m.actions,
            cell: (one: AuthorisationView) =>
              isOpen(one) && (onlyOf === null || one.entity === onlyOf) ? (
                <Form action={`${base}/${one.id}/revoca`}>
                  <button type="submit" class="btn btn-outline-primary btn-xs">
                    {m.revoke}
                    <span class="visually-hidden"> {one.personName}</span>
                  </button>
                </Form>
              ) : null,
          },
        ]
      : []),
  ];
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{m.tabAuthorisations}</h1>
          <p class="lead">{m.authorisationsLead}</p>
        </div>
        {mayWrite && (
          <p class="page-actions">
            <a class="btn btn-primary btn-xs" href={`${base}/nuova`}>
              <Icon name="plus" size="small" /> {m.authorise}
            </a>
          </p>
        )}
      </div>
      <DataTabs tabs={tabs} />
      <ListPage
        caption={m.tabAuthorisations}
        filters={[{ kind: 'text', name: 'parole', label: m.person }]}
        columns={columns}
        rows={items}
        rowKey={({ id }) => id}
        count={items.length}
        empty={<EmptyState title={m.noAuthorisations} />}
      />
    </>
  );
}

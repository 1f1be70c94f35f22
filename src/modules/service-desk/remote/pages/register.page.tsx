import type { z } from 'zod';
import { text } from '../../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../../platform/page.ts';
import { addressWith } from '../../../../platform/pages/address.ts';
import { askedIn } from '../../../../platform/pages/asked-in.ts';
import { EmptyState } from '../../../../platform/pages/empty-state.tsx';
import { ChoiceField, NumberField, TextField } from '../../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../../platform/pages/frame.ts';
import { ListPage } from '../../../../platform/pages/list-page.tsx';
import { oneText } from '../../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../../platform/pages/status-chip.tsx';
import { type SheetFormat, sheetFile, sheetFormats } from '../../../../platform/sheets/sheet-file.ts';
import { deskCrumbs, deskHref, ticketHref } from '../../pages/desk-frame.ts';
import { momentText } from '../../vocabulary.ts';
import { listRemoteSessions } from '../actions/list-remote-sessions.ts';
import { setRemoteTool, showRemoteTool } from '../actions/remote-tool.ts';
import { remoteMessages } from '../messages.ts';
import { readyTemplates, remoteTools } from '../vocabulary.ts';

type List = z.output<typeof listRemoteSessions.output>;
const path = '/:association/assistenza/collegamenti';

const asked = ({ query }: PageRequest) =>
  askedIn<z.input<typeof listRemoteSessions.input>>(query, {
    from: 'dal',
    to: 'al',
    entity: 'ente',
    ticket: 'richiesta',
    cursor: 'cursor',
  });

/** The register of remote sessions: the association's for the office, the entity's for who sees it, one's own. */
export const registerPage: PageRoute = {
  method: 'GET',
  path,
  needs: listRemoteSessions,
  answer: async (request) => {
    const list = await request.perform(listRemoteSessions, asked(request));
    return {
      kind: 'page',
      title: remoteMessages[request.language].register,
      crumbs: deskCrumbs(request),
      scope: request.actor.entity && !request.may(showRemoteTool) ? 'entity' : 'association',
      body: <RegisterPage list={list} chooses={request.may(setRemoteTool)} />,
    };
  },
};

export const registerExport: PageRoute = {
  method: 'GET',
  path: `${path}/esporta`,
  needs: listRemoteSessions,
  answer: async (request) => {
    const wanted = oneText(request.query.formato) as SheetFormat | undefined;
    const format = wanted && sheetFormats.includes(wanted) ? wanted : 'ods';
    const items: List['items'] = [];
    let cursor: string | undefined;
    do {
      const page = await request.perform(listRemoteSessions, { ...asked(request), cursor, limit: 1000 });
      items.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor);
    const m = remoteMessages[request.language];
    const column = (key: string, header: string) => ({ key, header, kind: 'text' as const });
    const sheet = {
      name: m.register,
      columns: [
        column('ticket', m.request),
        column('entity', m.entity),
        column('machine', m.machine),
        column('technician', m.technician),
        column('requester', m.requester),
        column('recognised', m.recognised),
        column('state', m.state),
        column('asked', m.asked_),
        column('answered', m.answered),
        column('began', m.began),
        column('ended', m.ended_),
        column('ended_by', m.endedBy),
        { key: 'minutes', header: m.minutes, kind: 'number' as const },
        column('reason', m.reason),
      ],
      rows: items.map((one) => ({
        ...{ ticket: one.ticket, entity: one.entityName, machine: one.machine, reason: one.reason },
        ...{ technician: one.technicianName, requester: one.requesterName, state: m[one.state] },
        recognised: one.recognised === null ? '' : `${m.byVoice}: ${one.recognised}`,
        ...{ asked: one.asked, answered: one.answered, began: one.began, ended: one.ended },
        ended_by: one.endedBy,
        minutes: one.minutes,
      })),
    };
    const about = { title: sheet.name, author: request.association!.name, language: request.language };
    return { kind: 'file', ...(await sheetFile(format, `collegamenti-${request.now.today}`, [sheet], about)) };
  },
};

export const sessionTones = {
  asked: 'attention',
  granted: 'attention',
  refused: 'neutral',
  expired: 'neutral',
  running: 'attention',
  ended: 'good',
  withdrawn: 'neutral',
} as const;

function RegisterPage({ list, chooses }: { list: List; chooses: boolean }) {
  const { association, url } = useFrame();
  const language = useLanguage();
  const m = remoteMessages[language];
  const { id } = association!;
  const search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  const moment = (at: string | null) => (at ? momentText(at, language) : '');
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{m.register}</h1>
          <p class="lead">{m.registerLead}</p>
        </div>
        {chooses && (
          <div class="page-actions">
            <a class="btn btn-outline-primary" href={deskHref(id, '/collegamenti/strumento')}>
              {m.tool}
            </a>
          </div>
        )}
      </div>
      <ListPage
        caption={m.register}
        filters={[
          { kind: 'day', name: 'dal', label: m.from },
          { kind: 'day', name: 'al', label: m.to },
        ]}
        columns={[
          { key: 'asked', title: m.asked_, cell: ({ asked: at }) => moment(at) },
          { key: 'machine', title: m.machine, names: true, cell: ({ machine }) => machine },
          { key: 'technician', title: m.technician, cell: ({ technicianName }) => technicianName },
          {
            key: 'requester',
            title: m.requester,
            cell: ({ requesterName, recognised }) =>
              recognised === null ? (
                requesterName
              ) : (
                <>
                  {requesterName} <StatusChip tone="attention">{m.byVoice}</StatusChip>{' '}
                  <span class="muted">{recognised}</span>
                </>
              ),
          },
          { key: 'entity', title: m.entity, cell: ({ entityName }) => entityName },
          {
            key: 'state',
            title: m.state,
            cell: ({ state }) => <StatusChip tone={sessionTones[state]}>{m[state]}</StatusChip>,
          },
          { key: 'began', title: m.began, cell: ({ began }) => moment(began) },
          { key: 'minutes', title: m.minutes, numeric: true, cell: ({ minutes }) => minutes ?? '' },
          {
            key: 'ticket',
            title: m.request,
            cell: ({ ticket }) => <a href={ticketHref(id, ticket)}>{ticket}</a>,
          },
        ]}
        rows={list.items}
        rowKey={(one) => one.id}
        count={list.count}
        {...(list.next ? { next: list.next } : {})}
        exports={sheetFormats.map((format) => ({
          title: format.toUpperCase(),
          href: addressWith(`${deskHref(id, '/collegamenti/esporta')}${search}`, {
            formato: format,
            cursor: undefined,
          }),
        }))}
        empty={<EmptyState title={search ? m.noneFiltered : m.none} />}
      />
    </>
  );
}

async function toolPage(request: PageRequest, form?: FormState, status = 200): Promise<PageReply> {
  const m = remoteMessages[request.language];
  const { tool } = await request.perform(showRemoteTool, {});
  const values = tool
    ? { ...tool, minutes: String(tool.minutes) }
    : { tool: 'meshcentral', template: '', minutes: '60' };
  return {
    kind: 'page',
    status,
    title: m.toolTitle,
    crumbs: [...deskCrumbs(request), { title: m.register, href: deskHref(request.association!.id, '/collegamenti') }],
    scope: 'association',
    body: (
      <>
        <h1>{m.toolTitle}</h1>
        <p class="lead">{m.toolLead}</p>
        <h2>{m.templates}</h2>
        <dl class="definitions">
          {Object.entries(readyTemplates).map(([name, template]) => (
            <div key={name}>
              <dt>{m[name as keyof typeof readyTemplates]}</dt>
              <dd>
                <code>{template}</code>
              </dd>
            </div>
          ))}
        </dl>
        <Form state={form ?? freshForm(values)}>
          <ChoiceField name="tool" label={m.tool} choices={remoteTools.map((value) => ({ value, label: m[value] }))} />
          <TextField name="template" label={m.template} hint={m.templateHint} spellcheck={false} />
          <NumberField name="minutes" label={m.validMinutes} />
          <FormActions submit={m.save}>
            <a href={deskHref(request.association!.id, '/collegamenti')}>{m.back}</a>
          </FormActions>
        </Form>
      </>
    ),
  };
}

/** Which tool, and the link to a machine in it. */
export const toolRoutes: PageRoute[] = [
  { method: 'GET', path: `${path}/strumento`, needs: setRemoteTool, answer: (request) => toolPage(request) },
  {
    method: 'POST',
    path: `${path}/strumento`,
    needs: setRemoteTool,
    answer: async (request) => {
      const attempt = await request.attempt(setRemoteTool, request.form);
      if (!attempt.ok) return toolPage(request, returnedForm(request, attempt), 422);
      return {
        kind: 'redirect',
        to: deskHref(request.association!.id, '/collegamenti'),
        notice: text(remoteMessages.it.saved, remoteMessages.en.saved),
      };
    },
  },
];

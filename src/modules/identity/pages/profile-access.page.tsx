import type { z } from 'zod';
import type { Refusal } from '../../../kernel/result.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { type Column, DataTable } from '../../../platform/pages/data-table.tsx';
import { HiddenField } from '../../../platform/pages/field.tsx';
import { Refusals } from '../../../platform/pages/form.tsx';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { endOtherSessions } from '../actions/end-other-sessions.ts';
import { endSession } from '../actions/end-session.ts';
import { showOwnAccess } from '../actions/show-own-access.ts';
import { signInMessages } from '../sign-in-messages.ts';
import { ButtonForm } from './button-form.tsx';
import { ProfileFrame, profileReply } from './profile-frame.tsx';
import { bothLanguages, methodWords, triedWords, whenWords } from './words.ts';

const path = '/profilo/accessi';

export const profileAccessPage: PageRoute = {
  method: 'GET',
  path,
  answer: async (request) => reply(request),
};

export const endSessionForm: PageRoute = {
  method: 'POST',
  path: `${path}/chiudi`,
  answer: async (request) => {
    const attempt = await request.attempt(endSession, { session: request.form.session });
    if (!attempt.ok) return reply(request, attempt.refusals);
    return { kind: 'redirect', to: path, notice: bothLanguages((m) => m.ended) };
  },
};

export const endOthersForm: PageRoute = {
  method: 'POST',
  path: `${path}/chiudi-altre`,
  answer: async (request) => {
    const { ended } = await request.perform(endOtherSessions, {});
    return { kind: 'redirect', to: path, notice: bothLanguages((m) => m.endedOthers(ended)) };
  },
};

async function reply(request: PageRequest, refusals: readonly Refusal[] = []): Promise<PageReply> {
  const access = await request.perform(showOwnAccess, {});
  const body = <ProfileAccessPage access={access} refusals={refusals} />;
  return profileReply(request, signInMessages[request.language].tabAccess, body, refusals.length > 0 ? 404 : 200);
}

type Access = z.output<typeof showOwnAccess.output>;

export function ProfileAccessPage({ access, refusals }: { access: Access; refusals: readonly Refusal[] }) {
  const language = useLanguage();
  const m = signInMessages[language];
  const when = (at: string) => <time dateTime={at}>{whenWords(at, language)}</time>;
  const sessions: Column<Access['sessions'][number]>[] = [
    {
      key: 'browser',
      title: m.browser,
      names: true,
      cell: ({ browser, here }) => (
        <>
          {browser[language]} {here && <StatusChip tone="good">{m.thisSession}</StatusChip>}
        </>
      ),
    },
    { key: 'origin', title: m.address, cell: ({ origin }) => origin ?? '' },
    { key: 'how', title: m.how, cell: (session) => methodWords(session, language) },
    { key: 'since', title: m.since, cell: ({ since }) => when(since) },
    { key: 'seen', title: m.seen, cell: ({ seen }) => when(seen) },
    {
      key: 'end',
      title: <span class="visually-hidden">{m.end}</span>,
      cell: ({ id, browser, since }) => (
        <ButtonForm
          action={`${path}/chiudi`}
          label={m.end}
          about={`${browser[language]}, ${whenWords(since, language)}`}
          small
        >
          <HiddenField name="session" value={id} />
        </ButtonForm>
      ),
    },
  ];
  const history: Column<Access['history'][number]>[] = [
    { key: 'at', title: m.when, names: true, cell: ({ at }) => when(at) },
    {
      key: 'browser',
      title: m.browser,
      cell: ({ browser, newDevice }) => (
        <>
          {browser[language]} {newDevice && <StatusChip tone="attention">{m.newDevice}</StatusChip>}
        </>
      ),
    },
    { key: 'origin', title: m.address, cell: ({ origin }) => origin ?? '' },
    { key: 'how', title: m.how, cell: (entry) => methodWords(entry, language) },
  ];
  const failures: Column<Access['failures'][number]>[] = [
    { key: 'at', title: m.when, names: true, cell: ({ at }) => when(at) },
    { key: 'tried', title: m.tried, cell: ({ action }) => triedWords(action, language) },
    { key: 'origin', title: m.address, cell: ({ origin }) => origin ?? '' },
  ];
  return (
    <ProfileFrame path={path}>
      <Refusals refusals={refusals} />
      <h2>{m.sessions}</h2>
      <p>{m.sessionsLead}</p>
      <DataTable caption={m.sessions} captionHidden columns={sessions} rows={access.sessions} rowKey={({ id }) => id} />
      {access.sessions.length > 1 && <ButtonForm action={`${path}/chiudi-altre`} label={m.endOthers} />}
      <h2>{m.history}</h2>
      <DataTable
        caption={m.history}
        captionHidden
        columns={history}
        rows={access.history}
        rowKey={({ at, origin }) => `${at} ${origin}`}
        empty={<p class="muted">{m.historyNone}</p>}
      />
      <h2>{m.failures}</h2>
      {access.failures.length > 0 && <p>{m.failuresLead}</p>}
      <DataTable
        caption={m.failures}
        captionHidden
        columns={failures}
        rows={access.failures}
        rowKey={({ at, action, origin }) => `${at} ${action} ${origin}`}
        empty={<p class="muted">{m.failuresNone}</p>}
      />
    </ProfileFrame>
  );
}

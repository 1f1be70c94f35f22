import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { PageRoute } from '../../../platform/page.ts';
import { type Column, DataTable } from '../../../platform/pages/data-table.tsx';
import { HiddenField } from '../../../platform/pages/field.tsx';
import { Form } from '../../../platform/pages/form.tsx';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import type { listJobs } from '../actions/list-jobs.ts';
import { retryPending } from '../actions/list-jobs.ts';
import type { runJobNow } from '../actions/run-job.ts';
import { messages } from '../messages.ts';

type List = ReturnType<typeof listJobs>;
type Run = ReturnType<typeof runJobNow>;
type Shown = z.output<List['output']>;
type JobRow = Shown['jobs'][number];
type PendingRow = Shown['pending'][number];

export const jobsPath = '/lavori';

/** How the jobs of the installation go, and having one run now. */
export function jobPages({ list, run }: { readonly list: List; readonly run: Run }): readonly PageRoute[] {
  return [
    {
      method: 'GET',
      path: jobsPath,
      needs: list,
      answer: async (request) => {
        const m = messages[request.language];
        const shown = await request.perform(list, {});
        return {
          kind: 'page',
          title: m.jobs,
          crumbs: [{ title: m.installation, href: '/' }],
          scope: 'installation',
          body: <JobsPage shown={shown} />,
        };
      },
    },
    {
      method: 'POST',
      path: `${jobsPath}/esecuzione`,
      needs: run,
      answer: async (request) => {
        await request.perform(run, { job: String(request.form.lavoro) });
        return { kind: 'redirect', to: jobsPath, notice: text(messages.it.runAsked, messages.en.runAsked) };
      },
    },
    {
      method: 'POST',
      path: `${jobsPath}/seguiti/:seguito/ancora`,
      needs: retryPending,
      answer: async (request) => {
        await request.perform(retryPending, { id: request.params.seguito! });
        return { kind: 'redirect', to: jobsPath, notice: text(messages.it.retryAsked, messages.en.retryAsked) };
      },
    },
  ];
}

const tones = { never: 'neutral', running: 'attention', ok: 'good', failing: 'bad' } as const;

export function JobsPage({ shown }: { shown: Shown }) {
  const m = messages[useLanguage()];
  const jobs: Column<JobRow>[] = [
    {
      key: 'job',
      title: m.job,
      names: true,
      cell: (row) => (
        <>
          {row.title}
          <br />
          <code class="muted">{row.job}</code>
        </>
      ),
    },
    {
      key: 'state',
      title: m.lastOutcome,
      cell: (row) => (
        <>
          <StatusChip tone={tones[row.state]}>{m[`job.${row.state}`]}</StatusChip>
          {row.error && (
            <>
              <br />
              {row.error}
            </>
          )}
        </>
      ),
    },
    { key: 'started', title: m.lastRun, cell: (row) => <When at={row.started} /> },
    { key: 'done', title: m.lastDone, cell: (row) => <When at={row.done} /> },
    { key: 'failures', title: m.failures, numeric: true, cell: (row) => row.failures },
    { key: 'every', title: m.every, cell: (row) => <code>{row.every}</code> },
    {
      key: 'run',
      title: m.whatToDo,
      cell: (row) => <OneButton action={`${jobsPath}/esecuzione`} word={m.runNow} about={row.title} job={row.job} />,
    },
  ];
  return (
    <>
      <h1>{m.jobs}</h1>
      <p class="lead">{m.jobsLead}</p>
      <DataTable caption={m.jobs} captionHidden columns={jobs} rows={shown.jobs} rowKey={({ job }) => job} />
      <h2>{m.pending}</h2>
      <p>{m.pendingLead}</p>
      {shown.pending.length === 0 ? <p class="muted">{m.pendingNone}</p> : <Pending rows={shown.pending} />}
      {shown.mail.length > 0 && <Mail rows={shown.mail} />}
    </>
  );
}

function Pending({ rows }: { rows: readonly PendingRow[] }) {
  const m = messages[useLanguage()];
  const columns: Column<PendingRow>[] = [
    { key: 'reaction', title: m.follows, names: true, cell: (row) => <code>{row.reaction}</code> },
    { key: 'association', title: m.association, cell: (row) => row.association },
    { key: 'tries', title: m.tries, numeric: true, cell: (row) => row.tries },
    { key: 'error', title: m.lastOutcome, cell: (row) => row.error },
    {
      key: 'next',
      title: m.next,
      cell: (row) => (row.givenUp ? <StatusChip tone="bad">{m.givenUp}</StatusChip> : <When at={row.nextTry} />),
    },
    {
      key: 'retry',
      title: m.whatToDo,
      cell: (row) => <OneButton action={`${jobsPath}/seguiti/${row.id}/ancora`} word={m.retry} about={row.reaction} />,
    },
  ];
  return <DataTable caption={m.pending} captionHidden columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

function Mail({ rows }: { rows: Shown['mail'] }) {
  const m = messages[useLanguage()];
  const columns: Column<Shown['mail'][number]>[] = [
    { key: 'association', title: m.association, names: true, cell: (row) => row.association || m.installation },
    { key: 'state', title: m.state, cell: (row) => m[row.state as 'waiting'] },
    { key: 'count', title: m.howMany, numeric: true, cell: (row) => row.count },
  ];
  const key = (row: Shown['mail'][number]) => `${row.association} ${row.state}`;
  return (
    <>
      <h2>{m.title}</h2>
      <DataTable caption={m.title} captionHidden columns={columns} rows={rows} rowKey={key} />
    </>
  );
}

function OneButton({ action, word, about, job }: { action: string; word: string; about: string; job?: string }) {
  return (
    <Form action={action}>
      {job && <HiddenField name="lavoro" value={job} />}
      <button type="submit" class="btn btn-outline-primary btn-xs">
        {word}
        <span class="visually-hidden"> — {about}</span>
      </button>
    </Form>
  );
}

function When({ at }: { at: string | null }) {
  const language = useLanguage();
  if (!at) return <span class="muted">{messages[language].never}</span>;
  const shown = new Intl.DateTimeFormat(language === 'it' ? 'it-IT' : 'en-GB', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'Europe/Rome',
  }).format(new Date(at));
  return <time dateTime={at}>{shown}</time>;
}

import type { z } from 'zod';
import type { Refusal } from '../../../kernel/result.ts';
import type { PageReply, PageRequest, PageRoute, Problem } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { CheckField, FileField, HiddenField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { readCostsFile } from '../actions/read-costs.ts';
import { setCosts } from '../actions/set-costs.ts';
import { showAllocation } from '../actions/show-allocation.ts';
import { messages } from '../messages.ts';
import type { SplitShown } from './split.page.tsx';
import { numberIn, splitCrumbs, splitsHref } from './split-frame.tsx';

type Read = z.output<typeof readCostsFile.output>;

/** Costs from a spreadsheet: the file, then what was read from it, then the whole of it saved or none. */
export const costsImportPage: PageRoute = {
  method: 'GET',
  path: '/:association/riparto/:number/spese/importa',
  needs: setCosts,
  answer: async (request) => {
    const split = await request.perform(showAllocation, { allocation: numberIn(request) });
    return page(request, split, { form: freshForm() });
  },
};

export const costsImportForm: PageRoute = {
  method: 'POST',
  path: '/:association/riparto/:number/spese/importa',
  needs: setCosts,
  answer: async (request) => {
    const split = await request.perform(showAllocation, { allocation: numberIn(request) });
    if (typeof request.form.costs === 'string') return confirm(request, split, request.form.costs);
    const file = request.uploads.find(({ field }) => field === 'file');
    if (!file) {
      const says = { it: messages.it.noFile, en: messages.en.noFile };
      return page(request, split, { form: stateOf([{ path: 'file', says }]) }, 422);
    }
    const attempt = await request.attempt(readCostsFile, {
      allocation: split.number,
      fileName: file.name,
      content: Buffer.from(file.bytes).toString('base64'),
    });
    if (!attempt.ok) {
      const problems = attempt.problems.map((problem) => ({ ...problem, path: 'file' }));
      return page(request, split, { form: stateOf(problems, attempt.refusals) }, 422);
    }
    const { problems, costs } = attempt.value;
    if (costs.length === 0)
      return page(request, split, { form: stateOf(problems.map(({ says }) => ({ path: 'file', says }))) }, 422);
    return page(request, split, { form: freshForm(), read: attempt.value }, problems.length > 0 ? 422 : 200);
  },
};

async function confirm(request: PageRequest, split: SplitShown, written: string): Promise<PageReply> {
  const costs = parsed(written);
  const attempt = await request.attempt(setCosts, {
    allocation: split.number,
    costs,
    replace: request.form.replace === 'true',
  });
  if (!attempt.ok) {
    const read = { costs: costs as Read['costs'], problems: [] };
    return page(request, split, { form: stateOf(attempt.problems, attempt.refusals), read }, 422);
  }
  return {
    kind: 'redirect',
    to: `${splitsHref(request.association?.id)}/${split.number}/spese`,
    notice: { it: messages.it.imported, en: messages.en.imported },
  };
}

/** What the preview carried along; whatever somebody made of it, `set-costs` judges it. */
function parsed(written: string): unknown[] {
  try {
    const value: unknown = JSON.parse(written);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function stateOf(problems: readonly Problem[], refusals: readonly Refusal[] = []): FormState {
  return { values: {}, problems, refusals };
}

function page(
  request: PageRequest,
  split: SplitShown,
  shown: { readonly form: FormState; readonly read?: Read },
  status = 200,
): PageReply {
  return {
    kind: 'page',
    title: messages[request.language].importTitle,
    status,
    crumbs: splitCrumbs(request, split),
    scope: 'association',
    body: <CostsImportPage split={split} {...shown} />,
  };
}

export function CostsImportPage({ split, form, read }: { split: SplitShown; form: FormState; read?: Read }) {
  const { association, language } = useFrame();
  const m = messages[language];
  const base = `${splitsHref(association?.id)}/${split.number}/spese`;
  if (!read)
    return (
      <>
        <h1>{m.importTitle}</h1>
        <Form state={form} files>
          <FileField name="file" label={m.importFile} hint={m.importFileHint} accept=".csv,.txt,.xlsx" />
          <FormActions submit={m.importRead}>
            <a href={base}>{m.cancel}</a>
          </FormActions>
        </Form>
      </>
    );
  const isWrong = read.problems.length > 0;
  return (
    <>
      <h1>{m.importTitle}</h1>
      {isWrong ? (
        <Notice tone="error" title={m.importWrong} alert>
          <ul>
            {read.problems.slice(0, 200).map(({ line, says }) => (
              <li key={`${line} ${says.it}`}>
                {line !== null && <strong>{m.importLine(line)}: </strong>}
                {says[language]}
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        <Notice title={m.importPreview} />
      )}
      <DataTable
        caption={m.importPreview}
        captionHidden
        rows={read.costs.map((cost, place) => ({ ...cost, place }))}
        rowKey={({ place }) => String(place)}
        dense
        columns={[
          { key: 'description', title: m.cost, names: true, cell: ({ description, id }) => description || id },
          { key: 'item', title: m.item, cell: ({ item, key }) => item ?? key ?? '' },
          { key: 'amount', title: m.gross, numeric: true, cell: ({ amount }) => amount },
          {
            key: 'contributions',
            title: m.contributions,
            cell: ({ contributions }) => contributions.map(({ source, amount }) => `${source} ${amount}`).join(', '),
          },
          {
            key: 'participants',
            title: m.participants,
            cell: ({ participants }) => (participants ? participants.join(', ') : m.everybody),
          },
        ]}
      />
      {isWrong ? (
        <p>
          <a class="btn btn-primary" href={`${base}/importa`}>
            {m.again}
          </a>
        </p>
      ) : (
        <Form state={form}>
          <HiddenField name="costs" value={JSON.stringify(read.costs)} />
          {split.costs.length > 0 && <CheckField name="replace" label={m.importReplace} />}
          <FormActions submit={m.importConfirm(read.costs.length)}>
            <a href={`${base}/importa`}>{m.again}</a>
          </FormActions>
        </Form>
      )}
    </>
  );
}

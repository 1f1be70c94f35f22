import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import type { PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { type EntryView, listEntries } from '../actions/list-entries.ts';
import { messages } from '../messages.ts';
import { type Difference, differencesIn, tokenIn } from './differences.ts';
import { entryWords, type TitleOf } from './entry-words.ts';

/** One entry of the trail with all that it holds. */
export function entryPage(titleOf: TitleOf): PageRoute {
  return {
    method: 'GET',
    path: '/:association/sicurezza/registro/:number',
    example: { number: '1' },
    answer: async (request) => {
      const number = Number(request.params.number);
      const isNumber = Number.isInteger(number) && number > 0 && number < 1e14;
      const { items } = isNumber
        ? await request.perform(listEntries, { cursor: String(number + 1), limit: 1 })
        : { items: [] };
      const entry = items.find((one) => one.number === number);
      if (!entry) {
        const says = text(messages.it.noEntry, messages.en.noEntry);
        throw new Refused({ code: 'platform/missing', kind: 'missing', says });
      }
      const m = messages[request.language];
      const { id, shortName } = request.association!;
      return {
        kind: 'page',
        title: m.openEntry(number),
        crumbs: [
          { title: shortName, href: `/${id}` },
          { title: m.title, href: `/${id}/sicurezza/registro` },
        ],
        body: <EntryPage entry={entry} titleOf={titleOf} />,
      };
    },
  };
}

function EntryPage({ entry, titleOf }: { entry: EntryView; titleOf: TitleOf }) {
  const language = useLanguage();
  const { association } = useFrame();
  const m = messages[language];
  const words = entryWords(entry, titleOf, language);
  const differences = differencesIn(entry.change);
  const token = tokenIn(entry.change);
  return (
    <>
      <h1>{m.openEntry(entry.number)}</h1>
      <Definitions
        items={[
          { term: m.when, is: <time dateTime={entry.at}>{words.when}</time> },
          { term: m.who, is: words.who },
          { term: m.post, is: words.post },
          { term: m.entity, is: entry.entityName ?? entry.entity },
          {
            term: m.action,
            is: (
              <>
                {words.action} <code>{entry.action}</code>
              </>
            ),
          },
          {
            term: m.outcome,
            is: <StatusChip tone={entry.outcome === 'done' ? 'good' : 'attention'}>{words.outcome}</StatusChip>,
          },
          { term: m.actingFor, is: entry.actingForName ?? entry.actingFor },
          { term: m.from, is: words.from },
          { term: m.token, is: token && <code>{token}</code> },
          { term: m.inputDigest, is: <code>{entry.inputDigest}</code> },
          { term: m.hash, is: <code>{entry.hash}</code> },
        ]}
      />
      {differences.length > 0 && (
        <>
          <h2>{m.change}</h2>
          <DataTable
            caption={m.change}
            captionHidden
            dense
            rows={differences}
            rowKey={(row: Difference) => row.field}
            columns={[
              { key: 'field', title: m.field, names: true, cell: (row) => <code>{row.field}</code> },
              { key: 'before', title: m.before, cell: (row) => row.before ?? '' },
              { key: 'after', title: m.after, cell: (row) => row.after ?? '' },
            ]}
          />
        </>
      )}
      <p>
        <a href={`/${association!.id}/sicurezza/registro?cursor=${entry.number + 1}`}>{m.backToList}</a>
      </p>
    </>
  );
}

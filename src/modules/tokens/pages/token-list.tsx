import type { Language } from '../../../kernel/text.ts';
import { ActList, type ActNames } from '../../../platform/pages/act-choice.tsx';
import { type Column, DataTable } from '../../../platform/pages/data-table.tsx';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { Form } from '../../../platform/pages/form.tsx';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { type Role, roles } from '../../../platform/role.ts';
import type { TokenView } from '../actions/shapes.ts';
import { messages } from '../messages.ts';

/**
 * Tokens in a table, each with its way to be revoked.
 *
 * @param base the address below which each token has its page
 * @param whose says whose each is
 */
export function TokenList({
  caption,
  tokens,
  base,
  mayRevoke = true,
  names,
  whose = false,
}: {
  caption: string;
  tokens: readonly TokenView[];
  base: string;
  mayRevoke?: boolean;
  names: ActNames;
  whose?: boolean;
}) {
  const language = useLanguage();
  const m = messages[language];
  const columns: Column<TokenView>[] = [
    { key: 'name', title: m.name, names: true, cell: (token) => <a href={`${base}/${token.id}`}>{token.name}</a> },
    ...(whose ? [{ key: 'of', title: m.of, cell: (token: TokenView) => token.holder ?? m.program }] : []),
    {
      key: 'post',
      title: m.post,
      cell: (token) => (
        <>
          {roleWords(token.role, language)}
          <span class="tokens-where">{token.entityName ?? token.entity ?? m.wholeAssociation}</span>
        </>
      ),
    },
    {
      key: 'acts',
      title: m.acts,
      cell: (token) => (
        <details>
          <summary>{m.actsCount(token.actions.length)}</summary>
          <ActList groups={names.groupsOf(token.actions)} />
        </details>
      ),
    },
    { key: 'ending', title: m.ending, cell: (token) => <code>…{token.ending}</code> },
    { key: 'until', title: m.until, cell: (token) => <DayText day={token.until} /> },
    {
      key: 'used',
      title: m.used,
      cell: (token) =>
        token.used ? (
          <>
            <time dateTime={token.used}>{whenWords(token.used, language)}</time>
            {token.usedFrom && <span class="tokens-where">{token.usedFrom}</span>}
          </>
        ) : (
          m.neverUsed
        ),
    },
    {
      key: 'state',
      title: m.state,
      cell: (token) => <StatusChip tone={token.state === 'valid' ? 'good' : 'neutral'}>{m[token.state]}</StatusChip>,
    },
    ...(mayRevoke
      ? [
          {
            key: 'revoke',
            title: m.revoke,
            cell: (token: TokenView) =>
              token.state === 'revoked' ? null : (
                <Form action={`${base}/${token.id}/revoca`}>
                  <button type="submit" class="btn btn-outline-primary btn-xs" aria-label={m.revokeNamed(token.name)}>
                    {m.revoke}
                  </button>
                </Form>
              ),
          },
        ]
      : []),
  ];
  return (
    <DataTable
      caption={caption}
      captionHidden
      columns={columns}
      rows={tokens}
      rowKey={(token) => token.id}
      empty={<EmptyState title={m.none} />}
      dense
    />
  );
}

/** One token: what it may do, in words, and its way to be revoked. */
export function TokenPage({
  token,
  base,
  mayRevoke,
  names,
}: {
  token: TokenView;
  base: string;
  mayRevoke: boolean;
  names: ActNames;
}) {
  const language = useLanguage();
  const m = messages[language];
  return (
    <>
      <Definitions
        items={[
          {
            term: m.state,
            is: <StatusChip tone={token.state === 'valid' ? 'good' : 'neutral'}>{m[token.state]}</StatusChip>,
          },
          { term: m.of, is: token.holder ?? m.program },
          {
            term: m.post,
            is: `${roleWords(token.role, language)}, ${token.entityName ?? token.entity ?? m.wholeAssociation}`,
          },
          { term: m.ending, is: <code>…{token.ending}</code> },
          { term: m.issued, is: whenWords(token.created, language) },
          { term: m.until, is: <DayText day={token.until} /> },
          {
            term: m.used,
            is: token.used
              ? `${whenWords(token.used, language)}${token.usedFrom ? `, ${token.usedFrom}` : ''}`
              : m.neverUsed,
          },
        ]}
      />
      <h2>{m.rights}</h2>
      <ActList groups={names.groupsOf(token.actions)} />
      {mayRevoke && token.state !== 'revoked' && (
        <Form action={`${base}/${token.id}/revoca`}>
          <button type="submit" class="btn btn-outline-primary">
            {m.revokeNamed(token.name)}
          </button>
        </Form>
      )}
    </>
  );
}

export function roleWords(role: string, language: Language): string {
  return role in roles ? roles[role as Role][language] : role;
}

/** Local time: *21 nov 2026, 12:00*. */
function whenWords(at: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'it' ? 'it-IT' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Rome',
  }).format(new Date(at));
}

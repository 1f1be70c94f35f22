import type { Language } from '../../../kernel/text.ts';
import { type Column, DataTable } from '../../../platform/pages/data-table.tsx';
import { DayText } from '../../../platform/pages/day-text.tsx';
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
 * @param revokeAt the address that revokes one; without it nothing can be
 * @param whose says whose each is
 */
export function TokenList({
  caption,
  tokens,
  revokeAt,
  whose = false,
}: {
  caption: string;
  tokens: readonly TokenView[];
  revokeAt: ((token: TokenView) => string) | null;
  whose?: boolean;
}) {
  const language = useLanguage();
  const m = messages[language];
  const columns: Column<TokenView>[] = [
    { key: 'name', title: m.name, names: true, cell: (token) => token.name },
    ...(whose ? [{ key: 'of', title: m.of, cell: (token: TokenView) => token.holder ?? m.program }] : []),
    {
      key: 'post',
      title: m.post,
      cell: (token) => (
        <>
          {roleWords(token.role, language)}
          <span class="tokens-where">{token.entity ?? m.wholeAssociation}</span>
        </>
      ),
    },
    {
      key: 'acts',
      title: m.acts,
      cell: (token) => (
        <details>
          <summary>{m.actsCount(token.actions.length)}</summary>
          <ul class="tokens-acts">
            {token.actions.map((name) => (
              <li key={name}>
                <code>{name}</code>
              </li>
            ))}
          </ul>
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
    ...(revokeAt
      ? [
          {
            key: 'revoke',
            title: m.revoke,
            cell: (token: TokenView) =>
              token.state === 'revoked' ? null : (
                <Form action={revokeAt(token)}>
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

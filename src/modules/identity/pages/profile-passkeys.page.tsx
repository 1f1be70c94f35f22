import type { z } from 'zod';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { type Column, DataTable } from '../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { HiddenField } from '../../../platform/pages/field.tsx';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { removePasskey } from '../actions/remove-passkey.ts';
import { showOwnAccess } from '../actions/show-own-access.ts';
import { signInMessages } from '../sign-in-messages.ts';
import { ButtonForm } from './button-form.tsx';
import { ProfileFrame, profileReply } from './profile-frame.tsx';
import { toProof } from './set-up-second-factor.page.tsx';
import { bothLanguages, freshProofNeeded, whenWords } from './words.ts';

const path = '/profilo/passkey';

export const profilePasskeysPage: PageRoute = {
  method: 'GET',
  path,
  answer: async (request) => reply(request),
};

export const removePasskeyForm: PageRoute = {
  method: 'POST',
  path: `${path}/togli`,
  answer: async (request) => {
    const attempt = await request.attempt(removePasskey, { passkey: request.form.passkey });
    if (attempt.ok) return { kind: 'redirect', to: path, notice: bothLanguages((m) => m.passkeyRemoved) };
    return attempt.refusals.some(freshProofNeeded) ? toProof(path) : reply(request);
  },
};

async function reply(request: PageRequest): Promise<PageReply> {
  const { passkeys } = await request.perform(showOwnAccess, {});
  return profileReply(
    request,
    signInMessages[request.language].tabPasskeys,
    <ProfilePasskeysPage passkeys={passkeys} />,
  );
}

type Passkey = z.output<typeof showOwnAccess.output>['passkeys'][number];

export function ProfilePasskeysPage({ passkeys }: { passkeys: readonly Passkey[] }) {
  const language = useLanguage();
  const m = signInMessages[language];
  const columns: Column<Passkey>[] = [
    { key: 'name', title: m.passkey, names: true, cell: ({ name }) => name },
    { key: 'created', title: m.created, cell: ({ created }) => whenWords(created, language) },
    { key: 'used', title: m.lastUsed, cell: ({ lastUsed }) => (lastUsed ? whenWords(lastUsed, language) : m.never) },
    { key: 'kept', title: m.kept, cell: ({ copied }) => (copied ? m.keptCopied : m.keptHere) },
    {
      key: 'remove',
      title: <span class="visually-hidden">{m.remove}</span>,
      cell: ({ id, name }) => (
        <ButtonForm action={`${path}/togli`} label={m.remove} about={name} tone="outline-danger" small>
          <HiddenField name="passkey" value={id} />
        </ButtonForm>
      ),
    },
  ];
  return (
    <ProfileFrame path={path}>
      <h2>{m.tabPasskeys}</h2>
      <p>{m.passkeysLead}</p>
      <noscript>
        <Notice tone="warning">
          <p>{m.passkeyNeedsScript}</p>
        </Notice>
      </noscript>
      <DataTable
        caption={m.tabPasskeys}
        captionHidden
        columns={columns}
        rows={passkeys}
        rowKey={({ id }) => id}
        empty={<EmptyState title={m.passkeysNone} />}
      />
      <ButtonForm action={`${path}/nuova`} label={m.newPasskey} tone="primary" />
    </ProfileFrame>
  );
}

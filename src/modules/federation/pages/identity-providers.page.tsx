import type { z } from 'zod';
import type { PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { showIdentityProviders } from '../actions/show-identity-providers.ts';
import { messages } from '../messages.ts';

export const settingsPath = '/fornitori-di-identita';

/** What can be signed in with, on one page: for the administrator of the installation. */
export const identityProvidersPage: PageRoute = {
  method: 'GET',
  path: settingsPath,
  needs: showIdentityProviders,
  answer: async (request) => ({
    kind: 'page',
    title: messages[request.language].settings,
    scope: 'installation',
    body: <IdentityProvidersPage shown={await request.perform(showIdentityProviders, {})} />,
  }),
};

type Shown = z.output<typeof showIdentityProviders.output>;

export function IdentityProvidersPage({ shown }: { shown: Shown }) {
  const m = messages[useLanguage()];
  return (
    <>
      <h1>{m.settings}</h1>
      <p class="lead">{m.settingsLead}</p>
      {shown.address === null && <Notice tone="warning" title={m.noAddress} />}
      <h2>{m.staffProviders}</h2>
      <p>{m.staffProvidersHint}</p>
      {shown.staff.length === 0 ? <p class="muted">{m.staffProvidersNone}</p> : <StaffTable staff={shown.staff} />}
      <p>
        <a class="btn btn-outline-primary" href={`${settingsPath}/personale`}>
          {m.addProvider}
        </a>
      </p>
      <h2>{m.spidSettings}</h2>
      {shown.spid === null ? (
        <p class="muted">{m.spidMissing}</p>
      ) : (
        <Definitions
          items={[
            { term: m.state, is: <Offered offered={shown.spid.offered} /> },
            { term: m.organization, is: shown.spid.organization },
            { term: m.entityId, is: <code>{shown.spid.entityId}</code> },
            { term: m.level, is: String(shown.spid.level) },
            shown.spidHasKey && {
              term: m.spidMetadata,
              is: (
                <a href="/accedi/spid/metadata.xml" hx-boost="false">
                  metadata.xml
                </a>
              ),
            },
            { term: m.spidProviders, is: shown.spidProviders.map((one) => one.name).join(', ') || m.spidProvidersNone },
          ]}
        />
      )}
      <p>
        <a class="btn btn-outline-primary" href={`${settingsPath}/spid`}>
          {m.setUpSpid}
        </a>
      </p>
      <h2>{m.cieSettings}</h2>
      {shown.cie === null ? (
        <p class="muted">{m.spidMissing}</p>
      ) : (
        <Definitions
          items={[
            { term: m.state, is: <Offered offered={shown.cie.offered} /> },
            { term: m.cieProvider, is: <code>{shown.cie.provider}</code> },
            { term: m.level, is: String(shown.cie.level) },
            shown.cieHasKeys && {
              term: m.cieConfiguration,
              is: (
                <a href="/accedi/cie/.well-known/openid-federation" hx-boost="false" download>
                  openid-federation
                </a>
              ),
            },
          ]}
        />
      )}
      <p>
        <a class="btn btn-outline-primary" href={`${settingsPath}/cie`}>
          {m.setUpCie}
        </a>
      </p>
    </>
  );
}

function StaffTable({ staff }: { staff: Shown['staff'] }) {
  const m = messages[useLanguage()];
  return (
    <DataTable
      caption={m.staffProviders}
      rows={staff}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'name',
          title: m.name,
          names: true,
          cell: (row) => <a href={`${settingsPath}/personale?fornitore=${row.id}`}>{row.name}</a>,
        },
        { key: 'issuer', title: m.issuer, cell: (row) => <code>{row.issuer}</code> },
        { key: 'linked', title: m.linked, numeric: true, cell: (row) => row.linked },
        { key: 'state', title: m.state, cell: (row) => <Offered offered={row.terms.offered} /> },
      ]}
    />
  );
}

function Offered({ offered }: { offered: boolean }) {
  const m = messages[useLanguage()];
  return offered ? <StatusChip tone="good">{m.offeredNow}</StatusChip> : <StatusChip>{m.notOffered}</StatusChip>;
}

/** A button that does one thing, with hidden fields. */
export function RemoveButton({ about, fields }: { about: string; fields: Readonly<Record<string, string>> }) {
  const { csrf, url } = useFrame();
  const m = messages[useLanguage()];
  return (
    <form class="button-form" method="post" action={url}>
      <input type="hidden" name="_csrf" value={csrf} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class="btn btn-outline-primary btn-xs">
        {m.remove}
        <span class="visually-hidden"> — {about}</span>
      </button>
    </form>
  );
}

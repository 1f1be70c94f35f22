import { z } from 'zod';
import { orRefuse } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { readProviderMetadata } from '../protocol/provider-metadata.ts';
import { storeSpidProvider } from '../storage/spid-providers.ts';

/** Adds a SPID provider, or reads its new metadata. Refuses `federation/unreadable-metadata`, `federation/metadata-signature`. */
export const addSpidProvider = defineAction({
  name: 'federation/add-spid-provider',
  title: text('aggiungere un fornitore SPID', 'add a SPID provider'),
  scope: 'installation',
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'POST', path: '/identity-providers/spid/providers' },
  input: z.object({ metadata: z.string().min(1).max(500_000).meta({ description: 'I suoi metadati, in XML.' }) }),
  output: z.object({ entityId: z.string(), name: z.string() }),
  example: {
    metadata: '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example"/>',
  },
  async run({ tx, now, input, tell }) {
    const provider = orRefuse(readProviderMetadata(input.metadata));
    await storeSpidProvider(tx, provider, now.instant);
    const { entityId, name, signInAddress, signOutAddress } = provider;
    tell({ after: { entityId, name, signInAddress, signOutAddress, certificates: provider.certificates.length } });
    return { entityId, name };
  },
});

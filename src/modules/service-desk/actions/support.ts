import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { textShape } from '../../../platform/shape.ts';
import { supportOfAsset } from '../../service-catalogue/index.ts';

/** That what a request is about is not supported, with the clause and what follows; null where it is, or nobody declared it. */
export const unsupportedView = z
  .object({
    system: z.string().max(300),
    reasons: z.array(textShape).max(100),
    clause: z.string().max(100).nullable(),
    article: z.string().max(200).nullable(),
    /** Whether who asks cannot open such requests, or they wait for everything else. */
    effect: z.enum(['blocked', 'downgraded']),
  })
  .nullable();

/** Source: setting `scope.unsupported_tickets` (VV-10.5.a); Calatino, art. 2 (CAL-2.std.2). */
export async function unsupported(
  { tx, association, now }: Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>,
  { entity, asset }: { readonly entity: string; readonly asset: string },
): Promise<z.input<typeof unsupportedView>> {
  const support = await supportOfAsset(tx, association, { entity, asset, on: now.today });
  if (!support || support.standing.supported) return null;
  const { reasons, source } = support.standing;
  return {
    ...{ system: support.system, reasons: [...reasons], effect: support.effect },
    ...{ clause: source?.clause ?? null, article: source?.article ?? null },
  };
}

/** Whether a machine or a program of an entity is supported, before a request about it is written down. */
export const lookUpSupport = defineAction({
  name: 'service-desk/look-up-support',
  title: text('vedere se una macchina è assistita', 'see whether a machine is supported'),
  reads: true,
  permission: { capability: 'service-desk', letter: 'w', roles: ['L1', 'L2', 'SYS', 'RES'] },
  http: { method: 'GET', path: '/asset-support' },
  input: z.object({ entity: z.string().max(40).default(''), asset: z.string().trim().max(200).default('') }),
  output: z.object({ unsupported: unsupportedView }),
  example: { entity: 'c_g420', asset: 'Stampante del protocollo' },
  run: async (context) => ({ unsupported: await unsupported(context, context.input) }),
});

import type { z } from 'zod';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { lookUpSupport, type unsupportedView } from '../actions/support.ts';
import { messages } from '../messages.ts';
import { deskHref } from './desk-frame.ts';

export type Unsupported = z.output<typeof unsupportedView>;

/** What is written in the form so far about a machine that is not supported. */
export async function unsupportedIn(request: PageRequest, form: PageRequest['form']): Promise<Unsupported> {
  const [entity, asset] = [form.entity, form.asset].map((typed) => oneText(typed)?.trim() ?? '');
  if (!entity || !asset || entity.length > 40 || asset.length > 200) return null;
  return (await request.perform(lookUpSupport, { entity, asset })).unsupported;
}

/** Asked for as the machine and the entity are known, shown below them. */
export const supportFragment: PageRoute = {
  method: 'POST',
  path: '/:association/assistenza/assistita',
  follows: true,
  needs: lookUpSupport,
  answer: async (request) => ({
    kind: 'fragment',
    body: <UnsupportedNotice unsupported={await unsupportedIn(request, request.form)} />,
  }),
};

/** Where the warning comes in the form of the telephone: nobody is stopped by it. */
export function SupportOfMachine({ unsupported }: { unsupported: Unsupported }) {
  const { association } = useFrame();
  const how = {
    'hx-post': deskHref(association!.id, '/assistita'),
    'hx-encoding': 'application/x-www-form-urlencoded', // without the files of the form
    // a caller chosen from the list fills both fields in, and goes on to what is wrong
    'hx-trigger': "change from:'#f-asset', change from:'#f-entity', focus from:'#f-body'",
    'hx-swap': 'innerHTML',
  };
  return (
    <div role="status" {...how}>
      <UnsupportedNotice unsupported={unsupported} />
    </div>
  );
}

/** That it is not supported, why, by which article, and what the office can do. */
export function UnsupportedNotice({ unsupported }: { unsupported: Unsupported }) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  if (!unsupported) return null;
  const { system, reasons, clause, article, effect } = unsupported;
  return (
    <Notice tone="warning" title={m.unsupported(system)}>
      <p>
        {reasons.map((reason) => reason[language]).join(' ')}{' '}
        {clause !== null && <a href={`/${association!.id}/convenzione/${clause}`}>{article}</a>}
      </p>
      <p>{effect === 'blocked' ? m.unsupportedBlocked : m.unsupportedLow}</p>
    </Notice>
  );
}

import { filePage } from '../../../platform/file-answer.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { readAttachment } from '../actions/attachments.ts';

/** The files that a form sent in its field `files`, as actions take them. */
export function filesIn({ uploads }: Pick<PageRequest, 'uploads'>) {
  return uploads
    .filter(({ field }) => field === 'files')
    .map(({ name, bytes }) => ({ name, content: Buffer.from(bytes).toString('base64') }));
}

/** An attachment, always saved and never shown in the browser: what it holds is somebody else's. */
export const attachmentFile: PageRoute = {
  method: 'GET',
  path: '/:association/assistenza/richieste/:richiesta/allegati/:allegato',
  needs: readAttachment,
  answer: async (request) => {
    const { richiesta, allegato } = request.params;
    return filePage(await request.perform(readAttachment, { ticket: richiesta!, file: allegato! }));
  },
};

type Shown = { readonly id: string; readonly name: string; readonly size: number };

/** The files of something said, each with its size. */
export function FileLinks({ here, files }: { here: string; files: readonly Shown[] }) {
  const language = useLanguage();
  if (files.length === 0) return null;
  return (
    <ul class="list-inline">
      {files.map(({ id, name, size }) => (
        <li key={id} class="list-inline-item">
          <a href={`${here}/allegati/${id}`} hx-boost="false" download>
            {name}
          </a>{' '}
          <span class="muted">({sizeText(size, language)})</span>
        </li>
      ))}
    </ul>
  );
}

/** *340 KB*, *1,2 MB*. */
export function sizeText(bytes: number, language: 'it' | 'en'): string {
  const [unit, by] = bytes < 1_000_000 ? (['KB', 1000] as const) : (['MB', 1_000_000] as const);
  const digits = unit === 'MB' ? 1 : 0;
  const shown = new Intl.NumberFormat(language === 'it' ? 'it-IT' : 'en-GB', { maximumFractionDigits: digits });
  return `${shown.format(Math.max(1, bytes / by))} ${unit}`;
}

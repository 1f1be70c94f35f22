import type { z } from 'zod';
import type { PageRequest } from '../../../platform/page.ts';
import { Form } from '../../../platform/pages/form.tsx';
import { useLanguage } from '../../../platform/pages/frame.ts';
import type { showMeeting } from '../actions/show-meeting.ts';
import { messages } from '../messages.ts';

/** Attachments of a sitting or of an item; while it is prepared each can be taken away. */
export function Files({
  files,
  base,
  draft,
}: {
  files: z.output<typeof showMeeting.output>['attachments'];
  base: string;
  draft: boolean;
}) {
  const m = messages[useLanguage()];
  if (files.length === 0) return null;
  return (
    <ul class="plain-list">
      {files.map((file) => (
        <li key={file.number}>
          <a href={`${base}/allegati/${file.number}`} hx-boost="false" download>
            {file.name}
          </a>{' '}
          <span class="muted hash">
            {m.sha256} {file.sha256.slice(0, 16)}…
          </span>
          {draft && (
            <Form action={`${base}/allegati/${file.number}/togli`}>
              <button type="submit" class="btn btn-link">
                {m.remove}
                <span class="visually-hidden"> {file.name}</span>
              </button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The file that was sent, as the action wants it. */
export function fileGiven({ uploads }: PageRequest): { name: string; type: string; content: string } {
  const [upload] = uploads;
  return {
    name: upload?.name ?? '',
    type: upload?.type ?? '',
    content: upload ? Buffer.from(upload.bytes).toString('base64') : '',
  };
}

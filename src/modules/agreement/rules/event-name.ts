import { type Text, text } from '../../../kernel/text.ts';

/**
 * An event that terms count from, as people call it: `account-approved`, `meeting:<body>`, `signed:<code of the entity>`;
 * any other by its own name.
 */
export function eventInWords(name: string): Text {
  const [kind, of] = name.split(/:(.*)/s) as [string, string?];
  if (kind === 'account-approved') return text('approvazione del rendiconto', 'approval of the account');
  if (kind === 'meeting') return text(`seduta (${of ?? ''})`, `meeting (${of ?? ''})`);
  if (kind === 'signed') return of ? text(`firma di ${of}`, `signature of ${of}`) : text('firma', 'signature');
  if (kind === 'organisation-decided') return text('delibera sull’organizzazione', 'decision on the organisation');
  if (kind === 'organisation-confirmed')
    return text('atto conforme sull’organizzazione', 'matching act on the organisation');
  return text(`evento «${name}»`, `event "${name}"`);
}

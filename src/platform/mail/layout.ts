import type { Language } from '../../kernel/text.ts';
import { defineMessages } from '../messages.ts';

type Written = {
  readonly language: Language;
  readonly subject: string;
  /** Paragraphs separated by an empty line. */
  readonly text: string;
  /** The body of the HTML part, where it is not to be made from the text. */
  readonly html: string | null;
  /** In whose name it is sent. */
  readonly senderName: string;
};

/** The sender of letters that are of no association. */
const program = 'Comunanza';

const messages = defineMessages(
  {
    foot: (sender: string) =>
      sender === program
        ? `Messaggio automatico di ${program}.`
        : `Messaggio automatico di ${sender}, inviato da ${program}.`,
  },
  {
    foot: (sender: string) =>
      sender === program ? `Automatic message of ${program}.` : `Automatic message of ${sender}, sent by ${program}.`,
  },
);

/** The two parts of a message: the same words, plain and in the one layout that every message has. */
export function laidOut(mail: Written): { readonly text: string; readonly html: string } {
  const foot = messages[mail.language].foot(mail.senderName);
  const text = `${mail.text.replace(/\r\n?/g, '\n').trim()}\n\n-- \n${foot}\n`;
  const html = `<!doctype html>
<html lang="${mail.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(mail.subject)}</title>
</head>
<body style="margin:0;padding:24px 16px;font-family:'Titillium Web',Arial,sans-serif;font-size:16px;line-height:1.5">
<div style="max-width:600px;margin:0 auto">
<p style="margin:0 0 24px;padding-bottom:12px;border-bottom:2px solid #0066cc;font-weight:bold">${escaped(mail.senderName)}</p>
${mail.html ?? paragraphs(mail.text)}
<p style="margin:32px 0 0;padding-top:12px;border-top:1px solid #768593;font-size:14px">${escaped(foot)}</p>
</div>
</body>
</html>
`;
  return { text, html };
}

function paragraphs(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p style="margin:0 0 16px">${paragraph.split('\n').map(line).join('<br>\n')}</p>`)
    .join('\n');
}

/** Addresses become links; nothing else of the text is markup. */
function line(words: string): string {
  return words
    .split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/)
    .map((part, i) => (i % 2 === 1 ? `<a href="${escaped(part)}">${escaped(part)}</a>` : escaped(part)))
    .join('');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(words: string): string {
  return words.replace(/[&<>"]/g, (character) => entities[character]!);
}

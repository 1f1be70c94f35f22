import { dayAt, localTimeAt, showDay } from '../../../kernel/day.ts';
import { renderPdf } from '../../../platform/pdf/render-pdf.ts';
import type { AgendaItem } from '../storage/agenda.ts';
import type { StoredMeeting } from '../storage/meetings.ts';

const kinds = { ordinary: 'ordinaria', extraordinary: 'straordinaria', urgent: 'urgente' } as const;

/** *26 aprile 2027, ore 17:00*, in the time of Rome. */
export function spokenTime(at: Date): string {
  return `${showDay(dayAt(at.getTime()))}, ore ${localTimeAt(at.getTime()).slice(11, 16)}`;
}

/** The notice of a sitting as a tagged PDF/A, in Italian. */
export function convocationPdf(
  {
    meeting,
    bodyName,
    items,
    files,
    article,
  }: {
    readonly meeting: StoredMeeting;
    readonly bodyName: string;
    readonly items: readonly AgendaItem[];
    readonly files: readonly { readonly name: string; readonly sha256: string }[];
    /** The article that sets the term; null where the agreement sets none. */
    readonly article: string | null;
  },
  { association, chair, at }: { readonly association: string; readonly chair: string; readonly at: Date },
): Promise<Uint8Array> {
  const urgent = meeting.kind === 'urgent';
  return renderPdf({
    template: 'modules/meetings/printing/convocation.typ',
    data: {
      association,
      reference: `Seduta n. ${meeting.number}`,
      subtitle: `Seduta ${kinds[meeting.kind]}${meeting.title ? `: ${meeting.title}` : ''}`,
      opening: `Si convoca in seduta ${kinds[meeting.kind]} l’organo «${bodyName}», nel luogo e alle ore che seguono.`,
      facts: [
        ['Prima convocazione', meeting.firstCall ? spokenTime(meeting.firstCall) : ''],
        ...(meeting.secondCall ? [['Seconda convocazione', spokenTime(meeting.secondCall)]] : []),
        ['Luogo', meeting.place],
        ...(meeting.remote && meeting.remoteLink ? [['A distanza', meeting.remoteLink]] : []),
        ...(urgent ? [['Motivo dell’urgenza', meeting.reason]] : []),
      ],
      agendaTitle: 'Ordine del giorno',
      items: items.map(({ title, body }) => ({ title, body })),
      filesTitle: 'Documenti a disposizione nella pagina della seduta',
      files: files.map(({ name, sha256 }) => `${name} (SHA-256 ${sha256})`),
      termTitle: 'Termine dell’avviso',
      term: article === null ? [] : [`L’avviso è inviato nei termini stabiliti da: ${article}.`],
      closing: `${chair ? `${chair}, ` : ''}${showDay(dayAt(at.getTime()))}`,
    },
    language: 'it',
    title: `Convocazione: ${bodyName}`,
    at,
  });
}

import { showDay } from '../../../kernel/day.ts';
import type { PageRoute } from '../../../platform/page.ts';
import { renderPdf } from '../../../platform/pdf/render-pdf.ts';
import { certifyPosting } from '../actions/certify-posting.ts';
import { messages } from '../messages.ts';
import { numberWords } from './board-words.ts';

/** The certificate of a posting that served its days, as tagged PDF/A. */
export const certificateFile: PageRoute = {
  method: 'GET',
  path: '/:association/albo/:id/relata.pdf',
  needs: certifyPosting,
  answer: async (request) => {
    const { language } = request;
    const m = messages[language];
    const posting = await request.perform(certifyPosting, { id: request.params.id! });
    const number = numberWords(posting);
    const day = (on: NonNullable<typeof posting.actDate>) => showDay(on, language);
    const facts: [string, string][] = [
      [m.ofBoard, posting.board ?? m.ofAssociation],
      [m.subject, posting.subject],
      [m.kind, m[posting.kind]],
      [m.issuer, posting.issuer],
      [m.act, posting.act],
      [m.actDate, posting.actDate ? day(posting.actDate) : ''],
      [m.executive, posting.executive ? day(posting.executive) : ''],
      [m.document, posting.document?.name ?? ''],
      [m.hash, posting.document?.sha256 ?? ''],
      [m.postedBy, posting.postedBy],
    ];
    const content = await renderPdf({
      template: 'modules/publication/pages/certificate.typ',
      language,
      title: m.certificateTitle,
      at: request.now.instant,
      data: {
        association: request.association!.name,
        reference: number,
        says: m.certificateSays(number, day(posting.from), day(posting.to)),
        inForce: posting.executiveFrom ? m.certificateInForce(day(posting.executiveFrom)) : '',
        facts: facts.filter(([, value]) => value !== ''),
        interruptedTitle: m.certificateInterrupted,
        interrupted: posting.postings
          .filter(({ interrupted }) => interrupted)
          .map(
            (one) =>
              `${m.stayed(day(one.posted), day(one.lastDay))}; ${m.cut(day(one.interrupted!), one.reason ?? '')}`,
          ),
      },
    });
    return { kind: 'file', name: `relata-${number.replace('/', '-')}.pdf`, type: 'application/pdf', content };
  },
};

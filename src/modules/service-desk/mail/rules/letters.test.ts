import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ticketId } from '../../rules/index.ts';
import { longestBody, readLetter } from '../read-letter.ts';
import { htmlWords } from './html-words.ts';
import { markedAddress, markedName, markedSubject, plainSubject, requestsMarkedIn } from './mark.ts';
import { answerAbove, newlyWritten } from './newly-written.ts';

const lines = (...all: readonly string[]) => all.join('\r\n');
const letter = (headers: readonly string[], ...body: readonly string[]) =>
  Buffer.from(
    lines('From: Rosa Neri <rosa@pelago.example>', 'Message-ID: <a1@pelago.example>', ...headers, '', ...body),
    'utf8',
  );
const plain = ['Content-Type: text/plain; charset=utf-8'];
const read = (raw: Buffer | string) => readLetter(Buffer.from(raw));

describe('what was newly written', () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    [
      'Gmail in Italian',
      [
        'Grazie, ora va.',
        '',
        'Il giorno ven 20 nov 2026 alle ore 09:12 Assistenza <a@b.example> ha scritto:',
        '',
        '> Provi a riavviare.',
      ],
      'Grazie, ora va.',
    ],
    [
      'Gmail broken over two lines',
      ['Va bene', '', 'On Fri, Nov 20, 2026 at 9:12 AM Service desk', '<desk@example.org> wrote:', '> text'],
      'Va bene',
    ],
    [
      'Outlook with its fields',
      [
        'Non funziona ancora',
        '',
        '________________________________',
        'Da: Assistenza <a@b.example>',
        'Inviato: venerdì 20 novembre 2026 09:12',
        'A: Rosa',
        'Oggetto: R: stampante',
        '',
        'Provi ora.',
      ],
      'Non funziona ancora',
    ],
    [
      'Outlook in English, bold fields',
      ['Still broken', '*From:* Desk <a@b.example>', '*Sent:* Friday', '*To:* Rosa', '*Subject:* printer', 'old'],
      'Still broken',
    ],
    ['the words of the desk', ['Ecco', '', answerAbove.it, 'Gentile Rosa, …'], 'Ecco'],
    [
      'the words of the desk, quoted',
      ['Ecco', '', 'Il 20/11/2026 09:12, Assistenza ha scritto:', `> ${answerAbove.it}`, '> Gentile Rosa'],
      'Ecco',
    ],
    ['original message', ['Sì', '-----Messaggio originale-----', 'testo vecchio'], 'Sì'],
    ['only quoted lines below', ['Confermo', '', '> riga', '> altra'], 'Confermo'],
    [
      'answers between the lines',
      [
        'Il giorno 20/11/2026 alle 9:00 A <a@b.example> ha scritto:',
        '> Quale stanza?',
        'La 12.',
        '> Quale presa?',
        'La rossa.',
      ],
      'Il giorno 20/11/2026 alle 9:00 A <a@b.example> ha scritto:\n> Quale stanza?\nLa 12.\n> Quale presa?\nLa rossa.',
    ],
    ['a signature', ['Serve una mano.', '', '-- ', 'Rosa Neri', 'Comune di Pelago'], 'Serve una mano.'],
    ['a telephone', ['Serve una mano.', '', 'Inviato da iPhone'], 'Serve una mano.'],
    ['nothing but a quotation', ['> solo questo'], '> solo questo'],
    [
      'somebody told',
      ['Il collega ha scritto:', 'non parte il programma'],
      'Il collega ha scritto:\nnon parte il programma',
    ],
    [
      'From: at the beginning of a sentence',
      ['Da: qui non si stampa', 'Oggetto strano', 'grazie'],
      'Da: qui non si stampa\nOggetto strano\ngrazie',
    ],
  ];
  test.each(cases)('%s', (_, given, expected) => {
    expect(newlyWritten(given.join('\n'))).toBe(expected);
  });

  test('never loses everything, and never invents a line', () => {
    const piece = fc.constantFrom(
      'Grazie',
      '> vecchio',
      '-- ',
      '',
      'Da: a <a@b.example>',
      'Inviato: oggi 9:00',
      'Oggetto: x',
      '_______________',
      'Il 20/11/2026 9:00 A ha scritto:',
      '-----Messaggio originale-----',
      answerAbove.en,
      'Sent from my phone',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 40 })), { maxLength: 30 }), (all) => {
        const text = all.join('\n');
        const found = newlyWritten(text);
        expect(found === '').toBe(text.trim() === '');
        const given = text
          .replace(/\r\n?/g, '\n')
          .split('\n')
          .map((line) => line.trim());
        for (const line of found.split('\n')) expect(given).toContain(line.trim());
      }),
    );
  });
});

describe('the words of HTML', () => {
  test('are its words: without scripts and styles, with lines, quotations and where links lead', () => {
    const html =
      '<html><head><title>x</title><style>p{}</style></head><body onload="a()"><p>Ciao&nbsp;<b>a</b>&lt;tutti&gt;</p><ul><li>uno<li>due</ul>' +
      '<a href="https://x.example/?a=1&amp;b=2">qui</a> <a href="javascript:alert(1)">no</a> <a href="mailto:a@b.example">a@b.example</a>' +
      '<blockquote>vecchio<blockquote>più vecchio</blockquote></blockquote><script>alert("<p>")</script><img src="cid:1" alt="logo">dopo</body></html>';
    expect(htmlWords(html)).toBe(
      'Ciao a<tutti>\n\n- uno\n- due\n\nqui (https://x.example/?a=1&b=2) no a@b.example\n\n> vecchio\n\n> > più vecchio\n\ndopo'.replace(
        /\n\n> >/,
        '\n\n> >',
      ),
    );
  });

  test('however broken, however deep, in time that grows with its length', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '<',
            '>',
            '</p>',
            '<p ',
            '"',
            "'",
            '=',
            '&',
            '&amp;',
            '&#0;',
            '&#x110000;',
            '<!--',
            '-->',
            '<![CDATA[',
            ']]>',
            '<script',
            '</script>',
            'a',
            ' ',
            '<blockquote>',
            '<a href="http://a">',
            '</a>',
          ),
          { maxLength: 60 },
        ),
        (all) => {
          expect(typeof htmlWords(all.join(''))).toBe('string');
        },
      ),
    );
    expect(htmlWords(`${'<blockquote><div>'.repeat(60_000)}fondo`)).toContain('fondo');
    expect(htmlWords('<a href="x">'.repeat(100_000)).length).toBe(0);
  });
});

describe('marks', () => {
  const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const numbers = fc
    .tuple(fc.integer({ min: 2000, max: 2199 }), fc.integer({ min: 1, max: 9_999_999 }))
    .map(([year, number]) => ticketId(year, number));

  test('[AT-P4] lead back to their request from the subject, the address and the name of a letter; those of another key never do', () => {
    fc.assert(
      fc.property(numbers, fc.string(), (id, words) => {
        const subject = markedSubject(key, id, 'x');
        for (const place of [
          subject,
          `R: Re: ${subject} ${words}`,
          markedAddress(key, id, 'a@b.example'),
          `<${markedName(key, id, 'u-1')}@b.example>`,
        ]) {
          expect(requestsMarkedIn(key, [place])).toEqual([id]);
          expect(requestsMarkedIn(other, [place])).toEqual([]);
        }
        expect(requestsMarkedIn(key, [subject.replace(/#./, (two) => (two === '#a' ? '#b' : '#a'))])).toEqual([]);
        expect(plainSubject(`R: I: ${subject}`)).toBe('x');
      }),
    );
  });

  test('a mark of one request says nothing of another', () => {
    fc.assert(
      fc.property(numbers, numbers, (one, two) => {
        fc.pre(one !== two);
        const mark = markedSubject(key, one, '').slice(markedSubject(key, one, '').indexOf('#'));
        expect(requestsMarkedIn(key, [`[${Math.floor(two / 10_000_000)}/${two % 10_000_000}${mark}`])).toEqual([]);
      }),
    );
  });
});

describe('[AT-P4] letters, well and badly made', () => {
  test('an ordinary one: who, what about, words, a file, the letters that it answers', async () => {
    const made = await read(
      letter(
        [
          'To: Assistenza <Assistenza@Office.example>',
          'Cc: pia@pelago.example',
          'Subject: =?utf-8?Q?Stampante_=C3=A8_ferma?=',
          'In-Reply-To: <b2@x>',
          'References: <b1@x> <b2@x>',
          'MIME-Version: 1.0',
          'Content-Type: multipart/mixed; boundary="k"',
        ],
        '--k',
        ...plain,
        '',
        'È ferma da ieri.',
        '--k',
        'Content-Type: application/pdf; name="../../etc/foto.pdf"',
        'Content-Transfer-Encoding: base64',
        'Content-Disposition: attachment',
        '',
        'JVBERi0xLjQ=',
        '--k--',
      ),
    );
    expect(made).toMatchObject({
      from: 'rosa@pelago.example',
      fromName: 'Rosa Neri',
      subject: 'Stampante è ferma',
      body: 'È ferma da ieri.',
      messageId: '<a1@pelago.example>',
      to: ['assistenza@office.example', 'pia@pelago.example'],
      answers: ['<b2@x>', '<b1@x>'],
      automatic: undefined,
      forwarded: undefined,
      untrue: false,
    });
    expect(made.files.map(({ name, bytes }) => [name, bytes.length])).toEqual([['../../etc/foto.pdf', 8]]);
  });

  test('only HTML, with a picture inside and a dot that counts readers', async () => {
    const picture = Buffer.alloc(6000, 9).toString('base64');
    const made = await read(
      letter(
        ['Subject: x', 'MIME-Version: 1.0', 'Content-Type: multipart/related; boundary="k"'],
        '--k',
        'Content-Type: text/html; charset=utf-8',
        '',
        '<p>Guarda:</p><img src="cid:s1"><img src="cid:s2">',
        '--k',
        'Content-Type: image/png',
        'Content-ID: <s1>',
        'Content-Disposition: inline',
        'Content-Transfer-Encoding: base64',
        '',
        picture,
        '--k',
        'Content-Type: image/gif',
        'Content-ID: <s2>',
        'Content-Transfer-Encoding: base64',
        '',
        'R0lGODlhAQABAA==',
        '--k--',
      ),
    );
    expect(made.body).toBe('Guarda:');
    expect(made.files.map(({ name, bytes }) => [name, bytes.length])).toEqual([['immagine-1.png', 6000]]);
  });

  test('letters of every charset, right and wrong', async () => {
    const latin = Buffer.concat([
      letter(['Subject: x', 'Content-Type: text/plain; charset=iso-8859-15']),
      Buffer.from('\r\n\r\nperch\xe9 \xa4', 'latin1'),
    ]);
    expect((await read(latin)).body).toBe('perché €');
    const unknown = Buffer.concat([
      letter(['Subject: x', 'Content-Type: text/plain; charset=klingon-8']),
      Buffer.from('\r\n\r\nciao \xe9', 'latin1'),
    ]);
    expect((await read(unknown)).body).toContain('ciao');
    const lying = Buffer.concat([
      letter(['Subject: x', 'Content-Type: text/plain; charset=utf-8']),
      Buffer.from('\r\n\r\nciao \xff\xfe \0 fine', 'latin1'),
    ]);
    const { body } = await read(lying);
    expect([body.startsWith('ciao'), body.endsWith('fine'), body.includes('\0')]).toEqual([true, true, false]);
  });

  test.each([
    ['an absence told', ['Auto-Submitted: auto-replied', 'Subject: x']],
    ['a list', ['Precedence: bulk', 'Subject: x']],
    ['Exchange', ['X-Auto-Response-Suppress: DR, OOF, AutoReply', 'Subject: x']],
    ['a newsletter', ['List-Unsubscribe: <https://x.example>', 'Subject: x']],
    ['an absence only in its subject', ['Subject: Risposta automatica: ferie']],
    ['one of our own', ['X-Comunanza-Kind: service-desk/answered', 'Subject: x']],
    ['one that came back', ['Return-Path: <>', 'Subject: Undelivered']],
    ['a report', ['Content-Type: multipart/report; boundary=k', 'Subject: x']],
  ])('written by nobody: %s', async (_, headers) => {
    expect((await read(letter(headers, 'testo'))).automatic).toBeDefined();
  });

  test('written by somebody: «Auto-Submitted: no», a subject that only speaks of absence', async () => {
    expect(
      (await read(letter(['Auto-Submitted: no', 'Subject: Manca la risposta automatica']))).automatic,
    ).toBeUndefined();
  });

  test('passed on by a colleague: who wrote it first is found, in the words or in the file', async () => {
    const gmail = await read(
      letter(
        ['Subject: Fwd: aiuto', ...plain],
        'Per voi.',
        '',
        '---------- Forwarded message ---------',
        'Da: Ugo Bo <Ugo@Londa.example>',
        'Date: ven 20 nov 2026',
        'Subject: aiuto',
        'To: rosa',
        '',
        'Non va lo scanner.',
      ),
    );
    expect(gmail.forwarded).toEqual({ address: 'ugo@londa.example', name: 'Ugo Bo' });
    expect(gmail.body).toContain('Non va lo scanner.');
    const outlook = await read(
      letter(
        ['Subject: I: aiuto', ...plain],
        '',
        'Da: Ugo Bo <ugo@londa.example>',
        'Inviato: venerdì',
        'A: rosa',
        'Oggetto: aiuto',
        '',
        'Non va.',
      ),
    );
    expect(outlook.forwarded?.address).toBe('ugo@londa.example');
    const answer = await read(
      letter(
        ['Subject: R: aiuto', ...plain],
        'Ora va',
        '',
        'Da: Ugo Bo <ugo@londa.example>',
        'Inviato: venerdì',
        'A: rosa',
        'Oggetto: aiuto',
        '',
        'Non va.',
      ),
    );
    expect([answer.forwarded, answer.body]).toEqual([undefined, 'Ora va']);
    const asFile = await read(
      letter(
        ['Subject: vedi', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="k"'],
        '--k',
        ...plain,
        '',
        'Ecco',
        '--k',
        'Content-Type: message/rfc822',
        '',
        'From: Ugo <ugo@londa.example>',
        'Subject: aiuto',
        '',
        'Lo scanner è fermo.',
        '--k--',
      ),
    );
    expect(asFile.forwarded?.address).toBe('ugo@londa.example');
    expect(asFile.body).toContain('Lo scanner è fermo.');
  });

  test('a sender whom the server of the mailbox did not believe; only its own word, the topmost, counts', async () => {
    const from = (first: string, second: string) =>
      read(
        letter([`Authentication-Results: mx; ${first}`, `Authentication-Results: mx; ${second}`, 'Subject: x'], 't'),
      );
    expect([(await from('dmarc=fail', 'dmarc=pass')).untrue, (await from('dmarc=pass', 'dmarc=fail')).untrue]).toEqual([
      true,
      false,
    ]);
  });

  test.each([
    ['nothing at all', ''],
    ['no headers', 'solo testo senza intestazioni'],
    ['no sender, no identifier', 'Subject: x\r\n\r\nciao'],
    ['two senders and a broken one', 'From: a@b.example, <<>>, c@d.example\r\n\r\nciao'],
    [
      'an unclosed part',
      'From: a@b.example\r\nContent-Type: multipart/mixed; boundary="k"\r\n\r\n--k\r\nContent-Type: text/plain\r\n\r\nciao',
    ],
    ['a subject that breaks lines', 'From: a@b.example\r\nSubject: uno\r\n due\r\n\ttre\r\n\r\nciao'],
    [
      'base64 that is none',
      'From: a@b.example\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n§§§',
    ],
    ['an endless line', `From: a@b.example\r\n\r\n${'x'.repeat(300_000)}`],
    ['a thousand references', `From: a@b.example\r\nReferences: ${'<r@x> '.repeat(1000)}\r\n\r\nciao`],
  ])('read without harm: %s', async (_, raw) => {
    const made = await read(raw);
    expect(made.body.length).toBeLessThanOrEqual(longestBody);
    expect(made.subject).not.toMatch(/\p{Cc}/u);
    expect(made.from).not.toMatch(/[\s<>]/);
  });

  test('of any bytes: what is read can be stored, and nothing is thrown', async () => {
    const header = fc.constantFrom(
      'From: a@b.example',
      'From: <a@b>',
      'Subject: =?x?B?!!?=',
      'Subject: \0',
      'Content-Type: multipart/mixed; boundary=k',
      'Content-Type: text/html; charset=x',
      'Content-Transfer-Encoding: base64',
      'Message-ID: <\u0001>',
      'References: <a> <',
      '--k',
      '--k--',
      '',
      'Content-Type: message/rfc822',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(header, fc.string({ maxLength: 60 })), { maxLength: 25 }),
        fc.uint8Array({ maxLength: 200 }),
        async (all, tail) => {
          const made = await readLetter(Buffer.concat([Buffer.from(all.join('\r\n')), tail]));
          for (const words of [
            made.body,
            made.subject,
            made.from,
            made.fromName,
            made.messageId ?? '',
            ...made.answers,
          ]) {
            expect(words.includes('\0')).toBe(false);
            expect(words.isWellFormed()).toBe(true);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

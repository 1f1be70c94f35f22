import { expect, it } from 'vitest';
import { articleHtml } from './article-text.tsx';

it('[2.12] an article is written in Markdown and runs nothing: no HTML, no pictures, no links that are scripts', () => {
  expect(articleHtml('# Passi\n\n1. Aprire **Firma**\n2. [Guida](https://agid.gov.it/)')).toBe(
    '<h2>Passi</h2>\n<ol>\n<li>Aprire <strong>Firma</strong></li>\n' +
      '<li><a href="https://agid.gov.it/" rel="noopener noreferrer">Guida</a></li>\n</ol>\n',
  );
  const wicked = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '![x](https://altrove.example/x.png)',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt&colon;alert(1))',
    '[x](data:text/html;base64,PHN2Zz4=)',
    '[x](//altrove.example)',
    '[x]: vbscript:x\n\n[x]',
    '<https://a.example/"onclick=alert(1)>',
    '`<b>` [a](https://a.example "x\\" onmouseover=\\"alert(1)")',
    '<a href="javascript:alert(1)">x</a>',
  ];
  for (const written of wicked) {
    const tags = articleHtml(written).match(/<[^>]*>/g) ?? [];
    expect(
      tags.filter(
        (tag) => !/^<\/?(p|code|a|strong|em)( href="https:\/\/[^"]*")?( title="[^"]*")?( rel="[^"]*")?>$/.test(tag),
      ),
    ).toEqual([]);
  }
});

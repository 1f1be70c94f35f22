import { Tokenizer } from 'htmlparser2';

const longest = 2_000_000;
const lines = new Set(
  'br tr li dt dd h1 h2 h3 h4 h5 h6 p div section article header footer table ul ol pre hr address'.split(' '),
);
const paragraphs = new Set('p h1 h2 h3 h4 h5 h6 ul ol table pre blockquote'.split(' '));
const unseen = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'svg', 'math', 'object', 'iframe']);

/**
 * The words of an HTML letter as plain text: lines where it has lines, what it quotes behind `> `, links with their address. Nothing
 * of it is ever markup again. It is read once from its beginning to its end, so that no nesting however deep costs more; at most two
 * million characters are looked at.
 */
export function htmlWords(html: string): string {
  const source = html.slice(0, longest);
  const out = paper();
  let skipped: string | undefined;
  let attribute = '';
  let value = '';
  let tag = '';
  let href = '';
  const links: string[] = [];
  const opened = () => {
    if (skipped !== undefined) return;
    if (unseen.has(tag)) skipped = tag;
    else if (tag === 'blockquote') out.quote(1);
    else if (tag === 'a') links.push(href);
    else if (tag === 'td' || tag === 'th') out.write(' ');
    if (skipped === undefined && lines.has(tag)) out.line(paragraphs.has(tag));
    if (tag === 'li') out.write('- ');
  };
  const closed = (name: string) => {
    if (skipped !== undefined) {
      if (name === skipped) skipped = undefined;
      return;
    }
    if (name === 'a') out.link(links.pop() ?? '');
    if (name === 'blockquote') out.quote(-1);
    else if (lines.has(name)) out.line(paragraphs.has(name));
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname: (start, end) => {
        tag = source.slice(start, end).toLowerCase();
        href = '';
        if (tag === 'body' && skipped === 'head') skipped = undefined;
      },
      onattribname: (start, end) => {
        attribute = source.slice(start, end).toLowerCase();
        value = '';
      },
      onattribdata: (start, end) => {
        if (attribute === 'href') value += source.slice(start, end);
      },
      onattribentity: (code) => {
        if (attribute === 'href') value += String.fromCodePoint(code);
      },
      onattribend: () => {
        if (attribute === 'href') href = value.trim();
      },
      onopentagend: () => opened(),
      onselfclosingtag: () => opened(),
      onclosetag: (start, end) => closed(source.slice(start, end).trim().toLowerCase()),
      ontext: (start, end) => {
        if (skipped === undefined) out.write(source.slice(start, end));
      },
      ontextentity: (code) => {
        if (skipped === undefined) out.write(String.fromCodePoint(code));
      },
      oncdata: () => {},
      oncomment: () => {},
      ondeclaration: () => {},
      onprocessinginstruction: () => {},
      onend: () => {},
    },
  );
  tokenizer.write(source);
  tokenizer.end();
  return out.words();
}

/** Lines of text as they grow; white space is one space, and at most one line in two is empty. */
function paper() {
  const done: string[] = [];
  let line = '';
  let sinceLink = '';
  let depth = 0;
  const end = (blank: boolean) => {
    const words = line.replace(/\s+/g, ' ').trim();
    line = '';
    if (words !== '') done.push(`${'> '.repeat(Math.min(depth, 8))}${words}`);
    if (blank && done.length > 0 && done.at(-1) !== '') done.push('');
  };
  return {
    write: (words: string) => {
      line += words;
      if (sinceLink.length < 2000) sinceLink += words;
    },
    line: (blank: boolean) => end(blank),
    quote: (by: 1 | -1) => {
      end(true);
      depth = Math.max(0, depth + by);
    },
    /** After the words of a link: where it leads, unless the words say it. */
    link: (to: string) => {
      const said = sinceLink.replace(/\s+/g, '');
      sinceLink = '';
      if (!/^(https?|mailto|tel):/i.test(to) || to.length > 500) return;
      const address = to.replace(/^mailto:|^tel:/i, '');
      if (!said.endsWith(address.replace(/\s+/g, ''))) line += ` (${address})`;
    },
    words: () => {
      end(false);
      return done.join('\n').trim();
    },
  };
}

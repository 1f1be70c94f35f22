import MarkdownIt from 'markdown-it';

/**
 * Markdown as it is written here: no HTML in it, no pictures from elsewhere, links only to where a browser does no harm; its titles
 * stand below the page's own.
 */
const markdown = new MarkdownIt('commonmark', { html: false, linkify: false }).disable([
  'image',
  'html_block',
  'html_inline',
]);
markdown.core.ruler.push('below-the-page', ({ tokens }) => {
  for (const token of tokens) {
    if (token.type === 'heading_open' || token.type === 'heading_close')
      token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 1)}`;
    // long lines scroll in their own box, which the keyboard must reach
    if (token.type === 'fence' || token.type === 'code_block') token.attrSet('tabindex', '0');
    for (const inner of token.children ?? [])
      if (inner.type === 'link_open') inner.attrSet('rel', 'noopener noreferrer');
  }
});
markdown.validateLink = (address) => /^(?:https?:\/\/|mailto:|\/(?!\/)|#)/i.test(address.trim());

/** HTML of what somebody of the office wrote. */
export function articleHtml(written: string): string {
  return markdown.render(written);
}

/** The text of an article. */
export function ArticleText({ written, language }: { written: string; language?: 'it' | 'en' }) {
  return <div class="article-text" lang={language} dangerouslySetInnerHTML={{ __html: articleHtml(written) }} />;
}

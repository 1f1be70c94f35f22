import { DOMParser } from '@xmldom/xmldom';

/** XML already written, as opposed to text that must be escaped. */
export type Xml = { readonly xml: string };

/**
 * An element with its attributes (those undefined are left out) and what is in it; texts are escaped.
 * `element('md:Company', {}, 'Rossi & C.').xml` is `<md:Company>Rossi &amp; C.</md:Company>`.
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...inside: readonly (Xml | string | null)[]
): Xml {
  const written = Object.entries(attributes)
    .filter((pair): pair is [string, string] => pair[1] !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join('');
  const content = inside.map((one) => (one === null ? '' : typeof one === 'string' ? escaped(one) : one.xml)).join('');
  return { xml: content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>` };
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  // Control characters, which XML cannot hold at all, are left out.
  const sayable = [...text].filter((one) => one >= ' ' || '\t\n\r'.includes(one)).join('');
  return sayable.replace(/[&<>"]/g, (one) => entities[one]!);
}

/** A document from elsewhere; undefined where it is not well-formed, declares a type or entities, or is longer than a megabyte. */
export function readXml(text: string): Document | undefined {
  if (text.length > 1_000_000 || /<!(?:DOCTYPE|ENTITY)/i.test(text)) return undefined;
  let flawed = false;
  const flaw = () => {
    flawed = true;
  };
  try {
    const document = new DOMParser({ errorHandler: { warning: flaw, error: flaw, fatalError: flaw } }).parseFromString(
      text,
      'text/xml',
    );
    return flawed || !document?.documentElement ? undefined : (document as unknown as Document);
  } catch {
    return undefined;
  }
}

/** The children of an element that are elements of this name. */
export function childrenOf(parent: Element, namespace: string, name: string): Element[] {
  const found: Element[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    const child = node as Element;
    if (node.nodeType === 1 && child.namespaceURI === namespace && child.localName === name) found.push(child);
  }
  return found;
}

/** The only such child; undefined where there is none, or more than one. */
export function onlyChild(parent: Element | undefined, namespace: string, name: string): Element | undefined {
  const found = parent ? childrenOf(parent, namespace, name) : [];
  return found.length === 1 ? found[0] : undefined;
}

/** Every element of a document, the root first. */
export function everyElement(document: Document): Element[] {
  return Array.from(document.getElementsByTagName('*'));
}

export function textOf(element: Element | undefined): string {
  return element?.textContent?.trim() ?? '';
}

/** An attribute's value; undefined where it is not there. */
export function attributeOf(element: Element | undefined, name: string): string | undefined {
  return element?.hasAttribute(name) ? (element.getAttribute(name) ?? undefined) : undefined;
}

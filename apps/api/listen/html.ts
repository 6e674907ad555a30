/** HTML that may stand in a page as it is. */
export class Html {
  constructor(readonly text: string) {}
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const asHtml = (value: unknown): string => {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(asHtml).join('');
  return value === null || value === undefined
    ? ''
    : String(value).replace(/[&<>"']/g, (mark) => escapes[mark] ?? mark);
};

/** A template whose values are escaped unless they are `Html` themselves. */
export const html = (parts: TemplateStringsArray, ...values: unknown[]): Html =>
  new Html(String.raw({ raw: parts }, ...values.map(asHtml)));

import { createHash } from 'node:crypto';
import { Html, markup } from './markup';

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 70rem; padding: 1rem 1.5rem 4rem; }
nav { font-size: .9rem; }
h1 { font-size: 1.6rem; margin: .5rem 0; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin-top: 2rem; }
h3 { font-size: 1rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding-bottom: .5rem; }
th, td { border-top: 1px solid #8884; padding: .4rem .6rem .4rem 0; text-align: left; vertical-align: top; }
pre { overflow-x: auto; border: 1px solid #8886; border-radius: 4px; padding: .75rem; font-size: .85rem; }
pre.text { white-space: pre-wrap; overflow-wrap: anywhere; }
ins, del { text-decoration: none; display: block; }
ins { background: #2da44e33; } del { background: #cf222e33; } .hunk { display: block; background: #0969da22; }
.state { border: 1px solid; border-radius: 1rem; padding: 0 .6rem; white-space: nowrap; }
.error { border-left: 4px solid #cf222e; padding: .5rem 1rem; }
form { display: grid; gap: .75rem; max-width: 40rem; }
textarea, select, button { font: inherit; padding: .4rem; }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; }
`;

const styleHash = createHash('sha256').update(STYLE).digest('base64');

/** In one piece, or the hash would be that of another text. */
const STYLE_ELEMENT = Html.trusted(`<style>${STYLE}</style>`);

/**
 * Headers of every page: no scripts, nothing from elsewhere, no frames.
 *
 * @internal
 */
export const PAGE_HEADERS: Record<string, string> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

/** A link of the way to a page. @internal */
export interface Crumb {
  title: string;
  href: string;
}

/** A whole page. @internal */
export function layout(options: {
  title: string;
  crumbs: Crumb[];
  content: Html;
}): string {
  const { title, crumbs, content } = options;
  const links = crumbs.map(
    ({ title: text, href }) => markup`<a href="${href}">${text}</a> / `,
  );
  return markup`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <nav aria-label="Breadcrumb">${links}</nav>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html> `.text;
}

import { marked } from 'marked';

/** Renders the Markdown in the body of a request as HTML. */
export default function handler(event) {
  if (event.method !== 'POST') {
    return { status: 405, headers: { allow: 'POST' }, body: 'POST some Markdown\n' };
  }
  const html = marked.parse(event.body, { gfm: true });
  console.log(`${event.body.length} characters became ${html.length}`);
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: html };
}

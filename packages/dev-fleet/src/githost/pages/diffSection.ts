import { ChangedFile } from '../git/ChangedFile';
import { Html, markup } from './markup';

/** The files that differ, each with its hunks. @internal */
export function diffSection(files: ChangedFile[]): Html {
  const count = files.length === 1 ? '1 file' : `${files.length} files`;
  return markup`<section aria-labelledby="files">
    <h2 id="files">${count} changed</h2>
    ${files.map(fileSection)}
  </section>`;
}

function fileSection(file: ChangedFile, index: number): Html {
  const { path, previousPath, status, additions, deletions, patch } = file;
  const id = `file-${index + 1}`;
  return markup`<article aria-labelledby="${id}">
    <h3 id="${id}">${previousPath ? `${previousPath} → ` : ''}${path}</h3>
    <p>${status}, ${additions} added, ${deletions} removed</p>
    ${
      patch === undefined
        ? markup`<p>No text to show.</p>`
        : markup`<pre tabindex="0" aria-label="Changes of ${path}">${patch
            .split('\n')
            .map(line)}</pre>`
    }
  </article>`;
}

function line(text: string): Html {
  if (text.startsWith('+')) return markup`<ins>${text}</ins>`;
  if (text.startsWith('-')) return markup`<del>${text}</del>`;
  if (text.startsWith('@@')) return markup`<span class="hunk">${text}</span>`;
  return markup`${text}\n`;
}

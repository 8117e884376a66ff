/**
 * Writes into the page which files each workspace is made of, and early.js, which has them on
 * their way before the console's own code has said which one is shown. It stands in the page
 * itself: as a file it would come only behind the others.
 */
import { readFileSync } from 'node:fs';
import type { Plugin, Rolldown } from 'vite';

const PLACE = '<!--early-->';
const EARLY = new URL('early.js', import.meta.url);
const PRELOADS = /^ *<link rel="modulepreload"[^>]*href="\/([^"]+)">\n/gm;

export function pageCode(modules: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'page-code',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { filename, bundle = {} }) => {
        if (!filename.endsWith('/index.html')) return html;
        const lengths = new Map(Object.values(bundle).map((each) => [each.fileName, lengthOf(each)]));
        // A browser has few connections to one server: the longest go first.
        const byLength = (one: string, other: string) => (lengths.get(other) ?? 0) - (lengths.get(one) ?? 0);
        const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
        if (chunks.length === 0) return html;
        const inPage = filesOf('/index.html', chunks);
        const files = Object.entries(modules).map(([path, module]) => {
          const own = [...filesOf(module, chunks)].filter((file) => !inPage.has(file));
          return [path, own.toSorted(byLength)];
        });
        const content = JSON.stringify(Object.fromEntries(files)).replaceAll('"', '&quot;');
        const early = `<meta name="page-code" content="${content}" />\n    <script>${readFileSync(EARLY, 'utf8')}</script>`;
        if (!html.includes(PLACE)) throw new Error(`${PLACE} is not in the page`);
        const preloads = [...html.matchAll(PRELOADS)];
        const [first] = preloads;
        if (!first) throw new Error('the page has no modulepreload');
        const longestFirst = preloads
          .toSorted(([, one = ''], [, other = '']) => byLength(one, other))
          .map(([line]) => line);
        return html
          .replace(PRELOADS, (line) => (line === first[0] ? longestFirst.join('') : ''))
          .replace(PLACE, () => early);
      },
    },
  };
}

function lengthOf(file: Rolldown.OutputChunk | Rolldown.OutputAsset): number {
  return file.type === 'chunk' ? file.code.length : file.source.length;
}

/** The module's own file, and whatever it cannot begin without. */
function filesOf(module: string, chunks: readonly Rolldown.OutputChunk[]): Set<string> {
  const page = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module));
  if (!page) throw new Error(`${module} is no page of its own`);
  const files = new Set<string>();
  const add = (chunk: Rolldown.OutputChunk | undefined) => {
    if (!chunk || files.has(chunk.fileName)) return;
    files.add(chunk.fileName);
    for (const name of chunk.viteMetadata?.importedCss ?? []) files.add(name);
    for (const name of chunk.imports) add(chunks.find(({ fileName }) => fileName === name));
  };
  add(page);
  return files;
}

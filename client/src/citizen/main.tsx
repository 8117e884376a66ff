/** Starts the citizen's page: small, without an account, and without anything of the console. */
import { createRoot } from 'react-dom/client';
import { CitizenPage } from './CitizenPage.tsx';
import { citizenWords } from './citizen-words.ts';

const element = document.getElementById('report');
if (!element) throw new Error('report.html has no #report');

const [, code = ''] = /^\/report\/([^/]+)/.exec(location.pathname) ?? [];
const words = citizenWords(navigator.languages);
document.documentElement.lang = words.language;
document.title = words.title;
createRoot(element).render(<CitizenPage code={decodeURIComponent(code)} words={words} />);

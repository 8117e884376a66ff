/** What is changed in the words of a recorded conversation. An alteration that finds nothing to change is a mistake and throws. */
import type { Asked, Conversation, Rule } from './conversation.ts';

export type Alteration = (conversation: Conversation) => Conversation;

/** In the recorded answer to a method. */
export function inAnswer(method: string, pattern: RegExp, text: string): Alteration {
  return (conversation) => ({
    ...conversation,
    answers: { ...conversation.answers, [method]: changed(conversation.answers[method] ?? '', pattern, text) },
  });
}

export function withoutHeader(method: string, name: string): Alteration {
  return inAnswer(method, new RegExp(`\\r\\n${name}: .*`, 'i'), '');
}

export function withHeader(method: string, line: string): Alteration {
  return inAnswer(method, /$/, `\r\n${line}`);
}

export function inDescription(pattern: RegExp, text: string): Alteration {
  return (conversation) => ({ ...conversation, description: changed(conversation.description, pattern, text) });
}

export function withRule(rule: Rule): Alteration {
  return (conversation) => ({ ...conversation, rules: [...conversation.rules, rule] });
}

type When = { method: string; url?: RegExp; has?: RegExp; times?: number };

/** An answer of a line, and headers if need be, instead of the recorded one. Empty is silence. */
export function refused({ method, url, has, times }: When, status: string, ...headers: string[]): Alteration {
  return withRule({
    when: (asked) => asked.method === method && (url?.test(asked.url) ?? true) && (has?.test(asked.text) ?? true),
    say: () => (status === '' ? '' : [`RTSP/1.0 ${status}`, 'CSeq: 0', ...headers].join('\r\n')),
    ...(times === undefined ? {} : { times }),
  });
}

/** How the heads of all answers are written. */
export function spelt(spelling: (text: string, asked: Asked) => string): Alteration {
  return (conversation) => ({ ...conversation, spelling });
}

export function inPiecesOf(chunkBytes: number): Alteration {
  return (conversation) => ({ ...conversation, chunkBytes });
}

function changed(before: string, pattern: RegExp, text: string): string {
  const after = before.replace(pattern, text);
  if (after === before) throw new Error(`nothing to change: ${pattern} in\n${before}`);
  return after;
}

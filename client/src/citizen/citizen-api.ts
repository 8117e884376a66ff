/** What the citizen's page asks of the server. Refusals are told by their code; no answer at all by AWAY. */
import type { CitizenProgress, ReportAsCitizen, SignedPlace } from '../../../config/contract/citizen.ts';

export type Refusal = { code: string; field: string; minutes: number };
export type Told<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export function readSign(code: string): Promise<Told<SignedPlace>> {
  return ask(`/api/citizen/signs/${encodeURIComponent(code)}`);
}

export function sendReport(code: string, body: ReportAsCitizen): Promise<Told<{ receipt: string }>> {
  return ask(`/api/citizen/signs/${encodeURIComponent(code)}/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

export function readProgress(receipt: string): Promise<Told<CitizenProgress>> {
  return ask(`/api/citizen/receipts/${encodeURIComponent(receipt)}`);
}

/** As the server's contract has it; the page is small because it does not check it again. */
async function ask<T>(address: string, init: RequestInit = {}): Promise<Told<T>> {
  try {
    const response = await fetch(address, init);
    const answer = await response.json();
    if (response.ok) return { ok: true, value: answer };
    const { code = 'INTERNAL', detail = {} } = answer;
    return { ok: false, refusal: { code, field: String(detail.field ?? ''), minutes: Number(detail.minutes ?? 0) } };
  } catch {
    return { ok: false, refusal: { code: 'AWAY', field: '', minutes: 0 } };
  }
}

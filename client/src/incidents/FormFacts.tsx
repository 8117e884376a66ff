/** What was answered of the matter's form, by the labels of the version it was filed under. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import { api } from '../api/api.ts';
import { type Fact, Facts } from '../kit/Facts.tsx';
import { useMay } from '../session/session.ts';
import { filledText } from './filled-text.ts';

export function FormFacts({ incident }: { incident: Incident }) {
  const facts = useFormFacts(incident);
  return facts.length === 0 ? null : <Facts facts={facts} />;
}

export function useFormFacts(incident: Incident): Fact[] {
  const { t } = useTranslation();
  const mayView = useMay('matter.view');
  const { matter, form } = incident;
  const fields = useMatterVersion(mayView && Object.keys(form).length > 0 ? matter : null)?.fields ?? [];
  return fields
    .filter(({ key }) => form[key])
    .map(({ key, label, kind }) => [label, filledText(t, { kind, value: form[key] ?? '' })]);
}

/** A version never changes. */
export function useMatterVersion(matter: Incident['matter']) {
  return useVersion(matter).data;
}

/** For whoever may read the catalogue; pending until it is known, or known that it cannot be. */
export function useMatterOf(incident: Incident | null) {
  const mayView = useMay('matter.view');
  const { data, isLoading } = useVersion(mayView ? (incident?.matter ?? null) : null);
  return { matter: data, isPending: isLoading };
}

function useVersion(matter: Incident['matter']) {
  const params = { matterId: matter?.matterId ?? '', version: String(matter?.version ?? '') };
  return useQuery({
    queryKey: ['matterVersion', params],
    queryFn: ({ signal }) => api('GET /api/matters/:matterId/versions/:version', { params, signal }),
    enabled: matter !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Who can be given a part in a case; asked for by the desk alone. */
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { useMay } from '../session/session.ts';

export function useColleagues() {
  return useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => api('GET /api/colleagues', { signal }),
    enabled: useMay('incident.dispatch'),
  });
}

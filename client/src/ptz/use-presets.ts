/** The presets of a camera, and what can be done with them. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Preset } from '../../../config/contract/ptz.ts';
import { api } from '../api/api.ts';
import { sayFailure } from '../kit/say-failure.ts';

export function usePresets(cameraId: string, isOffered: boolean) {
  const client = useQueryClient();
  const queryKey = ['presets', cameraId];
  const params = { cameraId };
  const list = useQuery({
    queryKey,
    queryFn: ({ signal }) => api('GET /api/cameras/:cameraId/presets', { params, signal }),
    enabled: isOffered,
  });
  const after = { onSettled: () => client.invalidateQueries({ queryKey }), onError: sayFailure };
  return {
    list,
    presets: list.data ?? NONE,
    create: useMutation({
      mutationFn: (name: string) => api('POST /api/cameras/:cameraId/presets', { params, body: { name } }),
      ...after,
    }),
    rename: useMutation({
      mutationFn: ({ token, name }: { token: string; name: string }) =>
        api('PATCH /api/cameras/:cameraId/presets/:token', { params: { cameraId, token }, body: { name } }),
      ...after,
    }),
    remove: useMutation({
      mutationFn: (token: string) =>
        api('DELETE /api/cameras/:cameraId/presets/:token', { params: { cameraId, token } }),
      ...after,
    }),
  };
}

export type Presets = ReturnType<typeof usePresets>;

const NONE: readonly Preset[] = [];

export function presetPictureUrl(cameraId: string, token: string): string {
  return `/api/cameras/${encodeURIComponent(cameraId)}/presets/${encodeURIComponent(token)}/picture`;
}

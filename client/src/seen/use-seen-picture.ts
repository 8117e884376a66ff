/** The picture a camera had when something was seen in it: taken once, on record, and kept until it is sent or given up. Of a recording it was taken when it was seen. */
import { useQuery } from '@tanstack/react-query';
import { snapshotOf, type TimedPicture } from '../api/api.ts';
import { queryClient } from '../app/query-client.ts';
import { useObjectUrl } from '../kit/use-object-url.ts';

export type SeenPicture = {
  picture: TimedPicture | undefined;
  url: string | undefined;
  thrown: unknown;
  again: () => void;
  /** The same, once it is there. */
  take: () => Promise<TimedPicture>;
};

export function useSeenPicture(cameraId: string, isWanted: boolean, taken?: TimedPicture): SeenPicture {
  const query = {
    queryKey: ['seen picture', cameraId, taken?.atMs],
    queryFn: async () => taken ?? snapshotOf(cameraId),
    // Another time it is another picture.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  };
  const { data, error, refetch } = useQuery({ ...query, enabled: isWanted });
  const take = () => queryClient.ensureQueryData(query);
  return { picture: data, url: useObjectUrl(data?.jpeg), thrown: error, again: () => void refetch(), take };
}

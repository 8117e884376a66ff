/** The picture a camera had when something was seen in it: taken once, on record, and kept until it is sent or given up. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { snapshotOf, type TimedPicture } from '../api/api.ts';

export type SeenPicture = { picture: TimedPicture | undefined; url: string | null; thrown: unknown; again: () => void };

export function useSeenPicture(cameraId: string, isWanted: boolean): SeenPicture {
  const { data, error, refetch } = useQuery({
    queryKey: ['seen picture', cameraId],
    queryFn: () => snapshotOf(cameraId),
    enabled: isWanted,
    // Another time it is another picture.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!data) return;
    const made = URL.createObjectURL(data.jpeg);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  return { picture: data, url, thrown: error, again: () => void refetch() };
}

/** One cache for what is asked over HTTP. What is live comes by the socket and is not in it. */
import { QueryClient } from '@tanstack/react-query';
import { failureOf } from '../api/failure.ts';

const RETRY_TIMES = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      retry: (count, thrown) => failureOf(thrown).code === 'SERVER_AWAY' && count < RETRY_TIMES,
    },
    mutations: { networkMode: 'always' },
  },
});

/** Ends the session here, or shows that it was ended elsewhere; the address is kept for the way back. */
import type { ErrorCode } from '../../../config/contract/errors.ts';
import { api } from '../api/api.ts';
import { queryClient } from '../app/query-client.ts';

export async function signOut(): Promise<void> {
  await api('DELETE /api/session').catch(() => {
    // Without a server there is no session to end there; this screen forgets it all the same.
  });
  toSignIn();
}

export function toSignIn(reason?: ErrorCode): void {
  const here = `${window.location.pathname}${window.location.search}`;
  const search = new URLSearchParams({
    ...(here !== '/' && { next: here }),
    ...(reason && { reason }),
  });
  queryClient.clear();
  // A whole new page: nothing of the person who was here stays in memory.
  window.location.replace(search.size > 0 ? `/sign-in?${search}` : '/sign-in');
}

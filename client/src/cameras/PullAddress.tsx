/** Where recorders and players that are not browsers pull this camera, to be copied into them. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { Copyable } from '../kit/Copyable.tsx';

export function PullAddress({ cameraId }: { cameraId: string }) {
  const { t } = useTranslation();
  const address = useQuery({
    queryKey: ['pull-address', cameraId],
    queryFn: async () => {
      const { rtspUrl } = await api('POST /api/media-tokens', { body: { cameraId } });
      // The token is for a minute; a recorder signs in.
      return rtspUrl.replace(/\?.*$/, '');
    },
    retry: false,
  });
  return (
    <Copyable
      label={t('cameras.pullAddress')}
      description={t('cameras.pullAddressHint')}
      value={address.data}
      missing={address.error ? t('cameras.pullAddressMissing') : ''}
    />
  );
}

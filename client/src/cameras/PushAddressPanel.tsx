/** Where the device of a camera that pushes is to send, to be copied into it; a new key sends the old one's holder away. */
import { Button, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { AskFirst } from '../kit/AskFirst.tsx';
import { Copyable } from '../kit/Copyable.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';

/** `camera` as it is saved: it has a key only then. */
export function PushAddressPanel({ camera }: { camera: Camera | null }) {
  const { t } = useTranslation();
  if (camera?.intake !== 'push') return <Text c="dimmed">{t('cameras.push.saveFirst')}</Text>;
  return <SavedAddress cameraId={camera.id} />;
}

function SavedAddress({ cameraId }: { cameraId: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const key = ['stream-key', cameraId];
  const params = { cameraId };
  const address = useQuery({
    queryKey: key,
    queryFn: () => api('GET /api/cameras/:cameraId/stream-key', { params }),
    staleTime: 0,
    gcTime: 0,
  });
  const renew = useMutation({
    mutationFn: () => api('POST /api/cameras/:cameraId/stream-key', { params }),
    onSuccess: (renewed) => queries.setQueryData(key, renewed),
  });
  const failure = address.error ?? renew.error;
  return (
    <Stack gap="sm">
      {failure && <FailureNotice failure={failureOf(failure)} />}
      <Copyable
        label={t('cameras.push.rtmpUrl')}
        value={address.data?.rtmpUrl ?? undefined}
        missing={address.data ? t('cameras.pullAddressMissing') : ''}
      />
      <Copyable label={t('cameras.push.whipUrl')} value={address.data?.whipUrl} />
      <Copyable
        label={t('cameras.push.streamKey')}
        description={t('cameras.push.streamKeyHint')}
        value={address.data?.streamKey}
      />
      <AskFirst
        question={t('cameras.push.renewQuestion')}
        keep={t('cameras.push.keep')}
        act={t('cameras.push.renew')}
        position="top-start"
        isDangerous
        isBusy={renew.isPending}
        onAct={renew.mutate}
      >
        {(ask) => (
          <Button
            variant="default"
            w="fit-content"
            leftSection={<IconRefresh size={16} />}
            loading={renew.isPending}
            {...ask}
          >
            {t('cameras.push.renew')}
          </Button>
        )}
      </AskFirst>
    </Stack>
  );
}

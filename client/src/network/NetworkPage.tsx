/** Says what this browser sees of the media node from where it is: which ways are open, and what to do about those that are not. */
import { Button, Loader } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { ClientError, failureOf } from '../api/failure.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { Page } from '../kit/Page.tsx';
import type { Ask } from '../realtime/console-socket.ts';
import { useSite } from '../realtime/site-store.ts';
import { useVideoLink } from '../video/video-link.ts';
import classes from './NetworkPage.module.css';
import { isSentElsewhere, type Tried, type TriedWay, verdictOf } from './network.rules.ts';
import { tryWebRtc, tryWebSocket } from './try-way.ts';

const WAYS = ['udp', 'tcp', 'webSocket'] as const;

async function tryAll(ask: Ask | null, cameraId: string | undefined): Promise<Tried> {
  if (!ask) throw new ClientError('SERVER_AWAY');
  const webSocket = async () => {
    if (cameraId === undefined) return null;
    const { fmp4Url } = await api('POST /api/media-tokens', { body: { cameraId } });
    const url = new URL(fmp4Url);
    url.search = '';
    return tryWebSocket(url.href);
  };
  const [udp, tcp, overHttp] = await Promise.all([tryWebRtc(ask, 'udp'), tryWebRtc(ask, 'tcp'), webSocket()]);
  return { udp, tcp, webSocket: overHttp };
}

export function NetworkPage() {
  const { t } = useTranslation();
  const ask = useVideoLink((link) => link.ask);
  // Opened by its address the page is there before its cameras are, and fMP4 is tried with one of them.
  const isKnown = useSite((site) => site.loaded);
  const cameraId = useSite((site) => [...site.cameras.values()].find(({ disabled }) => !disabled)?.id);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['network-test'],
    queryFn: () => tryAll(ask, cameraId),
    enabled: ask !== null && isKnown,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  return (
    <Page
      title={t('network.title')}
      note={t('network.note')}
      actions={
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={isFetching}
          onClick={() => void refetch()}
        >
          {t('network.again')}
        </Button>
      }
    >
      <div className={classes.content}>
        {(isFetching || !isKnown) && (
          <p className={classes.busy} role="status">
            <Loader size={18} /> {t('network.trying')}
          </p>
        )}
        {error && !isFetching && <FailureNotice failure={failureOf(error)} />}
        {data && !isFetching && <Findings tried={data} />}
      </div>
    </Page>
  );
}

function Findings({ tried }: { tried: Tried }) {
  const { t } = useTranslation();
  const verdict = verdictOf(tried);
  const host = window.location.hostname;
  return (
    <>
      <section className={classes.verdict} data-verdict={verdict}>
        <h2>{t(`network.verdict.${verdict}`)}</h2>
        <p>{t(`network.meaning.${verdict}`)}</p>
        {verdict !== 'good' && isSentElsewhere(tried, host) && <p>{t('network.elsewhere', { host })}</p>}
      </section>
      <table className={classes.ways}>
        <thead>
          <tr>
            <th>{t('network.way')}</th>
            <th>{t('network.address')}</th>
            <th>{t('network.outcome')}</th>
            <th>{t('network.connectTime')}</th>
            <th>{t('network.roundTrip')}</th>
          </tr>
        </thead>
        <tbody>
          {WAYS.map((way) => (
            <WayRow key={way} way={way} tried={tried[way]} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function WayRow({ way, tried }: { way: (typeof WAYS)[number]; tried: TriedWay | null }) {
  const { t } = useTranslation();
  const isOpen = tried !== null && tried.connectMs !== null;
  const outcome = tried === null ? 'untried' : tried.addresses.length === 0 ? 'notOffered' : isOpen ? 'open' : 'closed';
  const Glyph = isOpen ? IconCircleCheck : IconCircleX;
  return (
    <tr data-way={way} data-outcome={outcome}>
      <th scope="row">{t(`network.wayName.${way}`)}</th>
      <td>{tried?.addresses.join('  ') || '—'}</td>
      <td className={classes.outcome}>
        {tried && <Glyph size={17} aria-hidden />}
        {t(`network.outcomeName.${outcome}`)}
      </td>
      <td>{milliseconds(t, tried?.connectMs)}</td>
      <td>{milliseconds(t, tried?.roundTripMs)}</td>
    </tr>
  );
}

function milliseconds(t: TFunction, ms: number | null | undefined): string {
  return typeof ms === 'number' ? t('network.ms', { ms: Math.max(1, Math.round(ms)) }) : '—';
}

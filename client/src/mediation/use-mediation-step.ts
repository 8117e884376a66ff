/**
 * What is typed about one step, until the server has taken it. Sent again as it is, it is the same
 * step: an answer that was lost makes no second session. It goes with the version it was begun
 * with; who was told that somebody changed it meanwhile may save all the same.
 */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { MediationActName, MediationView } from '../../../config/contract/mediation.ts';
import { dayOf } from '../../../config/contract/site-day.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { newUuid } from '../api/new-uuid.ts';
import { serverNowMs } from '../realtime/connection-store.ts';
import { siteTimeZone } from '../session/session.ts';
import { type MediationForm, mediationForm, mediationMissing, toMediationAct } from './mediation-form.rules.ts';

type MediationStep = {
  incidentId: string;
  act: MediationActName;
  view: MediationView;
  onDone: (view: MediationView) => void;
};

export function useMediationStep({ incidentId, act, view, onDone }: MediationStep) {
  const [fields, setFields] = useState(() => mediationForm(act, view.mediation, dayOf(serverNowMs(), siteTimeZone())));
  const [actId, setActId] = useState(newUuid);
  const [begunVersion] = useState(view.status?.version ?? 0);
  const [wasTried, setTried] = useState(false);
  const [wasTold, setTold] = useState(false);
  const missing = mediationMissing(act, fields);
  const send = useMutation({
    mutationFn: () => {
      const version = wasTold ? (view.status?.version ?? 0) : begunVersion;
      const body = { ...toMediationAct(act, fields, version), actId };
      return api('POST /api/incidents/:incidentId/mediation', { params: { incidentId }, body });
    },
    onSuccess: onDone,
    onError: (thrown) => {
      if (failureOf(thrown).code === 'MEDIATION_CHANGED') setTold(true);
    },
    gcTime: 0,
  });
  return {
    fields,
    missing: wasTried ? missing : [],
    failure: send.error ? failureOf(send.error) : null,
    isBusy: send.isPending,
    change: (changed: Partial<MediationForm>) => {
      setFields((now) => ({ ...now, ...changed }));
      setActId(newUuid());
    },
    submit: (event: FormEvent) => {
      event.preventDefault();
      setTried(true);
      if (missing.length === 0) send.mutate();
    },
  };
}

/** What a mediation holds, for who may read it: the parties, each session, what was agreed, each visit. */
import { useTranslation } from 'react-i18next';
import type { Mediation } from '../../../config/contract/mediation.ts';
import { Facts } from '../kit/Facts.tsx';
import classes from './Mediation.module.css';

export function MediationText({ mediation }: { mediation: Mediation }) {
  const { t } = useTranslation();
  return (
    <div className={classes.text}>
      <h4>{t('mediation.parties')}</h4>
      <ul>
        {mediation.parties.map(({ name, phone, standing }) => (
          <li key={`${name} ${phone} ${standing}`}>
            <b>{name}</b> <span className={classes.quiet}>{t(`mediation.standings.${standing}`)}</span> {phone}
          </li>
        ))}
      </ul>
      <MediationWords mediation={mediation} />
    </div>
  );
}

/** What was said in each session, what was agreed, each visit: without the parties. */
export function MediationWords({ mediation }: { mediation: Mediation }) {
  const { t } = useTranslation();
  const { sessions, agreement, failure, visits, closing } = mediation;
  return (
    <>
      {sessions.map(({ day, place, said, result, by, atMs }, index) => (
        <section key={atMs}>
          <h4>
            {t('mediation.session', { nth: index + 1 })}{' '}
            <span className={classes.quiet}>{[day, place, by.name].join(' · ')}</span>
          </h4>
          <p>{said}</p>
          <p className={classes.quiet}>{t(`mediation.results.${result}`)}</p>
        </section>
      ))}
      <Facts
        facts={[
          [t('mediation.agreement'), agreement?.text],
          [t('mediation.dueDay'), agreement?.dueDay],
          [t('mediation.failure'), failure?.note],
        ]}
      />
      {visits.map(({ day, isKept, note, by, atMs }) => (
        <section key={atMs}>
          <h4>
            {t('mediation.visit')} <span className={classes.quiet}>{[day, by.name].join(' · ')}</span>
          </h4>
          <p>
            {t(`mediation.kept.${isKept ? 'yes' : 'no'}`)} · {note}
          </p>
        </section>
      ))}
      <Facts facts={[[t('mediation.step.close'), closing?.note]]} />
    </>
  );
}

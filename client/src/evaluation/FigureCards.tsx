/** The figures of the whole street: each value, what it is made of, and how it compares. A click shows the cases. */
import { useTranslation } from 'react-i18next';
import { type ComparedFigure, type FiguresOf, Indicator } from '../../../config/contract/evaluation.ts';
import classes from './EvaluationPage.module.css';
import { changeOf } from './figure.rules.ts';
import { useFigureText } from './use-figure-text.ts';

type FigureCardsProps = { figures: FiguresOf['figures']; onOpen: (indicator: Indicator) => void };

export function FigureCards({ figures, onOpen }: FigureCardsProps) {
  return (
    <ul className={classes.cards}>
      {Indicator.options.map((indicator) => {
        const figure = figures[indicator];
        return figure && <FigureCard key={indicator} {...{ indicator, figure }} onOpen={() => onOpen(indicator)} />;
      })}
    </ul>
  );
}

type FigureCardProps = { indicator: Indicator; figure: ComparedFigure; onOpen: () => void };

function FigureCard({ indicator, figure, onOpen }: FigureCardProps) {
  const { t } = useTranslation();
  const text = useFigureText();
  const [over, under] = figure.now;
  // What cameras were online is made of hours, not of cases.
  const isOfCases = indicator !== 'online';
  const isShare = under > 0 && isOfCases && text.value(indicator, figure.now).endsWith('%');
  const content = (
    <>
      <span>{t(`evaluation.indicator.${indicator}`)}</span>
      <strong>{text.value(indicator, figure.now)}</strong>
      <small>{isShare ? t('evaluation.formula', { over, under }) : ' '}</small>
      <em>
        {(['before', 'lastYear'] as const).map((from) => {
          const change = changeOf(indicator, figure, from);
          return (
            <span key={from} data-judged={change?.judged ?? 'neither'}>
              {t(`evaluation.${from}`)} {change ? text.change(change) : t('evaluation.noValue')}
            </span>
          );
        })}
      </em>
    </>
  );
  return (
    <li data-indicator={indicator} title={t(`evaluation.definition.${indicator}`)}>
      {isOfCases ? (
        <button type="button" onClick={onOpen}>
          {content}
        </button>
      ) : (
        <div>{content}</div>
      )}
    </li>
  );
}
